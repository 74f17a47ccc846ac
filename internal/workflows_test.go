package internal_test

import (
	"strings"
	"testing"

	"github.com/rhysd/actionlint"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const mistaken = `on: push
jobs:
  bake:
    runs-on: ubuntu-latest
    step: [run: echo bake]
`

// Those of this repository, and those that are there to be copied.
func TestTheWorkflowsAreAcceptedByActionlint(t *testing.T) {
	var said strings.Builder
	linter, err := actionlint.NewLinter(&said, &actionlint.LinterOptions{Color: actionlint.ColorOptionKindNever})
	require.NoError(t, err)
	_, err = linter.LintFiles([]string{"../.github/workflows/test.yml", "../.github/explore.yml", "../scripts/cluster/github.yml"}, nil)
	require.NoError(t, err)
	assert.Empty(t, said.String())
	_, err = linter.Lint("mistaken.yml", []byte(mistaken), nil)
	require.NoError(t, err)
	assert.Contains(t, said.String(), `unexpected key "step" for "job" section`)
}
