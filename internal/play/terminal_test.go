package play

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// typed plays the lines and returns what was on the screen.
func typed(t *testing.T, cfg Config, lines ...string) string {
	t.Helper()
	var out strings.Builder
	err := Terminal(t.Context(), cfg, opened(t, cfg), Lines(t.Context(), strings.NewReader(strings.Join(lines, "\n")+"\n")), &out)
	require.NoError(t, err)
	return out.String()
}

func TestTerminalWin(t *testing.T) {
	got := typed(t, cakebox(t, brokenBox), "00", "12", "1112", "e", "q")
	assert.Contains(t, got, "To win: make two cakes meet in one box.")
	assert.Contains(t, got, "step 5: baker-2 reads b.cakes: nil, at cakebox.go:26")
	assert.Contains(t, got, "You win. ")
	assert.Contains(t, got, "Put said true to Anna: true, and to Bert: true.")
}

func TestWhatTheTerminalHasShownIsNoWin(t *testing.T) {
	for why, lines := range map[string][]string{"shown": {"f", "e"}, "shown after a choice": {"001", "f", "e"}} {
		got := typed(t, cakebox(t, brokenBox), lines...)
		assert.Contains(t, got, "the choice was not yours", why)
		assert.NotContains(t, got, "You win", why)
	}
	assert.Contains(t, typed(t, cakebox(t, brokenBox), "f", "e", "r", "00", "12", "1112", "e"), "You win. ", "after all")
}

func TestTerminalKeys(t *testing.T) {
	got := typed(t, cakebox(t, brokenBox), "", "u", "2", "n", "7", "00", "0", "r", "f", "n", "rp", "o", "0011111")
	assert.Contains(t, got, "step 2: test adds to bakers: 2", "Enter goes on with the same goroutine")
	assert.Contains(t, got, "baker-2 cannot move: not started", "it is started in step 2")
	assert.Contains(t, got, `"7" is no key here`)
	assert.Contains(t, got, "test cannot move: waits for bakers to be done")
	assert.Contains(t, got, "A failure, from here: go on to see it, step by step.")
	assert.Contains(t, got, "A pass, from here: go on to see it, step by step.")
	assert.Contains(t, got, "the latest step has only this one result")
	assert.Contains(t, got, "From here it can no longer fail")
}

func TestTerminalWithAFix(t *testing.T) {
	got := typed(t, cakebox(t, mendedBox), "f", "e")
	assert.Contains(t, got, "No schedule wins: 2 schedules tried")
	assert.Contains(t, got, "There is no failure at all: ")
	assert.Contains(t, got, "it passed under this schedule")
}
