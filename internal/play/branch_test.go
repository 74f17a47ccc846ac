package play

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestBranchesAreWhatWasLeft(t *testing.T) {
	cut := func(s string) []string { return strings.Split(s, "") }
	var b branches
	b = b.left(cut("01"), cut("0112"))
	assert.Empty(t, b, "it was gone on with, and not left")
	b = b.left(cut("0112"), cut("02"))
	b = b.left(cut("02"), cut("0211"))
	assert.Equal(t, branches{cut("0112")}, b)
	b = b.left(cut("0211"), cut("0")) // as a restart does
	assert.Equal(t, branches{cut("0211"), cut("0112")}, b)
	b = b.left(cut("0"), cut("02111"))
	assert.Equal(t, branches{cut("0112")}, b, "what is gone on with is not left any more")
	for _, other := range []string{"a", "b", "c", "d", "e", "f"} {
		b = b.left(cut(other+"1"), cut(other+"2"))
	}
	assert.Len(t, b, mostBranches)
}

// The line b.cakes = append(b.cakes, cake) is a read and a write.
func TestAStatementIsSeveralSteps(t *testing.T) {
	g := opened(t, cakebox(t, brokenBox))
	words := func(schedule ...string) (words []string) {
		parts, err := g.Statement(t.Context(), schedule, "1")
		require.NoError(t, err)
		for _, p := range parts {
			words = append(words, p.Words+" @"+p.At)
		}
		return words
	}
	assert.Equal(t, []string{"reads b.cakes: nil @cakebox.go:26"}, words("0", "0", "0"), "one line, one step")
	line := words("0", "0", "0", "1", "1")
	assert.Equal(t, []string{"reads b.cakes: nil @cakebox.go:30", `writes b.cakes: ["Anna's cake"] @cakebox.go:30`}, line)
	assert.Equal(t, line[1:], words("0", "0", "0", "1", "1", "1"), "what is left of it")
	assert.Empty(t, words(), "it has not been started")
	_, err := g.Statement(t.Context(), nil, "nobody")
	assert.Error(t, err)
}

func TestTwoSchedulesSideBySide(t *testing.T) {
	g := opened(t, cakebox(t, brokenBox))
	good, err := g.Finish(t.Context(), []string{"0", "0", "0", "1"})
	require.NoError(t, err)
	require.Equal(t, Passed, good.Result)
	bad, err := g.Finish(t.Context(), []string{"0", "0", "0", "1", "2"})
	require.NoError(t, err)
	require.Equal(t, Won, bad.Result)
	c, err := g.Compare(t.Context(), good.Schedule, bad.Schedule)
	require.NoError(t, err)
	assert.Equal(t, 4, c.Same)
	assert.Equal(t, good.Steps[4:], c.Both[0].Steps)
	assert.Equal(t, bad.Steps[4:], c.Both[1].Steps)
	assert.Equal(t, "The test is over, and it passed under this schedule.", c.Both[0].Verdict)
	assert.True(t, strings.HasPrefix(c.Both[1].Verdict, "It fails: "), c.Both[1].Verdict)
}

func TestTerminalSideBySide(t *testing.T) {
	got := typed(t, cakebox(t, brokenBox), "bx", "00", "1", "l", "e", "r", "00", "2", "b", "x", "n")
	assert.Contains(t, got, "there is no other schedule yet")
	assert.Contains(t, got, "baker-2, to the end of its line, cakebox.go:26")
	assert.Contains(t, got, "  1. reads b.cakes: nil")
	assert.Contains(t, got, "Side by side; the first 3 steps are the same")
	assert.Regexp(t, `yours \(4 steps\) +the other \(\d+ steps\)`, got)
	assert.Regexp(t, `4 baker-2 reads b\.cakes: nil .*4 baker-1 reads b\.cakes: nil`, got)
	after := got[strings.LastIndex(got, "the first 3 steps are the same"):]
	assert.Contains(t, after, "step 4: baker-1 reads b.cakes", "x goes on with the other one")
}
