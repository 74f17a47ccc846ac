package main

import (
	"bytes"
	"encoding/json"
	"testing"

	"racelab/internal/audit"
	"racelab/internal/event"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A real lab, with the real explorer.
func TestCatchesOfOneLab(t *testing.T) {
	t.Chdir("../..")
	var out, problems bytes.Buffer
	a := &app{ctx: t.Context(), out: &out, err: &problems}
	require.Equal(t, exitOK, a.main([]string{"catches", "callcentre", "-runs", "3", "-json"}), problems.String())
	var seen event.Event
	for line := range bytes.Lines(out.Bytes()) {
		var e event.Event
		require.NoError(t, json.Unmarshal(line, &e))
		if e.Event == "catch" {
			seen = e
		}
	}
	assert.Equal(t, "leak", seen.Verdict, "the explorer's first run")
	require.Len(t, seen.Catches, 7)
	assert.Equal(t, "broken", seen.Kind)
	assert.Equal(t, audit.Caught{Tool: "-race", Runs: 0, Of: 3}, seen.Catches[1], "nothing in it is a data race")
	assert.Equal(t, audit.Caught{Tool: "explorer", Runs: 1, Of: 1}, seen.Catches[6])
}
