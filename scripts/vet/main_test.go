package main

import (
	"maps"
	"os/exec"
	"regexp"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestTheAnalyzersAreThoseOfGoVet asks the go command which it has.
func TestTheAnalyzersAreThoseOfGoVet(t *testing.T) {
	said, err := exec.Command("go", "tool", "vet", "help").Output()
	require.NoError(t, err)
	list := regexp.MustCompile(`(?s)Registered analyzers:\n(.*?)\n\nBy default`).FindSubmatch(said)
	require.NotNil(t, list, "%s", said)
	theirs := map[string]bool{}
	for _, line := range regexp.MustCompile(`(?m)^ +(\w+) `).FindAllSubmatch(list[1], -1) {
		theirs[string(line[1])] = true
	}
	var ours []string
	for _, a := range analyzers {
		ours = append(ours, a.Name)
	}
	assert.ElementsMatch(t, slices.Collect(maps.Keys(theirs)), ours)
}
