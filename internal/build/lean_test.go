package build

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const leanTests = `package cakebox

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestA(t *testing.T) { assert.Equal(t, 1, 1) }
`

func TestAssertWithoutWhatItDoesNotNeed(t *testing.T) {
	dir, err := filepath.Abs(filepath.Join("..", "..", "labs", "cakebox"))
	require.NoError(t, err)
	l, err := newLoader(context.Background(), Config{Dir: dir})
	require.NoError(t, err)
	c := &lean{dir: t.TempDir(), mod: l.mod}
	require.NoError(t, l.strip(c), "testify is written in a way that is not understood")
	assert.Contains(t, c.Without, "HTTPSuccess")
	assert.Contains(t, c.Without, "YAMLEqf")
	assert.NotContains(t, c.Without, "Equal")
	for _, path := range c.imports() {
		assert.NotContains(t, heavy, path)
	}
	for _, p := range c.Packages {
		for _, name := range p.Files {
			was, err := os.ReadFile(filepath.Join(p.Dir, name))
			require.NoError(t, err)
			is, err := os.ReadFile(filepath.Join(c.dir, filepath.FromSlash(p.Path), name))
			require.NoError(t, err)
			assert.Equal(t, strings.Count(string(was), "\n"), strings.Count(string(is), "\n"), "no line of %s moves", name)
		}
	}
}

func TestWhoGetsTheLeanAssert(t *testing.T) {
	dir := filepath.Join("..", "..", "labs", "cakebox")
	for _, c := range []struct {
		why, tests string
		lean       bool
	}{
		{"what is left is enough", leanTests, true},
		{"a function that is not there", strings.Replace(leanTests, "Equal(t, 1, 1)", `YAMLEq(t, "", "")`, 1), false},
		{"a method that is not there", strings.Replace(leanTests, "Equal(t, 1, 1)", `New(t).HTTPError(nil, "", "", nil)`, 1), false},
		{"require brings the original", strings.Replace(leanTests, "import (", "import (\n\t_ \"github.com/stretchr/testify/require\"", 1), false},
		{"it is not asked for", "package cakebox\n", false},
	} {
		text, overlay, err := Lean(t.Context(), dir, []byte(c.tests))
		require.NoError(t, err)
		assert.Equal(t, c.lean, len(overlay) > 0, c.why)
		assert.Equal(t, c.lean, string(text) != c.tests, c.why)
		assert.Equal(t, strings.Count(c.tests, "\n"), strings.Count(string(text), "\n"))
	}
}

// A program that is explored has no net/http in it, unless it uses that.
func TestTheChildOfALabNeedsNoNetwork(t *testing.T) {
	dir, err := filepath.Abs(filepath.Join("..", "..", "labs", "cakebox"))
	require.NoError(t, err)
	l, err := newLoader(t.Context(), Config{Dir: dir})
	require.NoError(t, err)
	require.NoError(t, l.load())
	assert.Nil(t, l.listed["net/http"])
	assert.False(t, slices.ContainsFunc(l.twinned, func(t *twin) bool { return t.path == "net/http" }))
}
