package watch

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/console"
	"racelab/internal/course"
)

func TestTheDebriefSaysFirstWhyTheFixIsRight(t *testing.T) {
	root := t.TempDir()
	w := newWatch(Options{Checkout: course.Checkout{Root: root}, Keyboard: &console.Keyboard{}}, course.Lab{Name: "cakebox"})
	assert.Empty(t, w.debrief(w.lab, 0), "there is none")
	path := filepath.Join(root, "solutions", "cakebox", "README.md")
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
	write(t, path, "# Debrief\n\n## What happened\n| Anna |\n|---|\n\n## Why the fix is right\n"+strings.Repeat("- A line.\n", 20))
	lines := strings.Split(w.debrief(w.lab, 0), "\n")
	assert.Equal(t, "  Why the fix is right", lines[0])
	require.Len(t, lines, debriefLines+2)
	assert.Contains(t, lines[debriefLines], "…")
}

// inTest is a watch that shows its screens to nobody but the test.
func inTest(t *testing.T, out *strings.Builder) *watch {
	l, ok := course.Find("twotools")
	require.True(t, ok)
	said := func(text string) Command {
		return func(_ context.Context, out io.Writer, l course.Lab) (bool, error) {
			fmt.Fprintln(out, text, l.Name)
			return true, nil
		}
	}
	return newWatch(Options{Checkout: course.Checkout{Root: t.TempDir()}, Keyboard: &console.Keyboard{Single: true}, Out: out,
		Judge: said("judged"), Diff: said("the difference of"), Debrief: said("the debrief of")}, l)
}

func TestTheSolutionIsAskedForTwice(t *testing.T) {
	var out strings.Builder
	w := inTest(t, &out)
	w.press(t.Context(), 'd')
	assert.NotContains(t, out.String(), "the difference")
	w.press(t.Context(), '?')
	w.press(t.Context(), 'd')
	assert.NotContains(t, out.String(), "the difference", "another key came between")
	w.press(t.Context(), 'd')
	assert.Contains(t, out.String(), "the difference of twotools")
	w.press(t.Context(), 'd')
	w.press(t.Context(), 'b')
	assert.NotContains(t, out.String(), "the debrief of", "it tells the solution, too, and d asked for something else")
	w.press(t.Context(), 'b')
	assert.Contains(t, out.String(), "the debrief of twotools")
}

func TestAfterAPassTheDebriefIsThatOfThePassedLab(t *testing.T) {
	var out strings.Builder
	w := inTest(t, &out)
	w.moveOn("")
	require.NotEqual(t, "twotools", w.lab.Name)
	w.press(t.Context(), 'b')
	assert.Contains(t, out.String(), "This shows the solution of twotools", "nobody has saved that it is solved")
	w.press(t.Context(), 'b')
	assert.Contains(t, out.String(), "the debrief of twotools")
}

func TestALabIsPickedByWhatIsTyped(t *testing.T) {
	w := inTest(t, &strings.Builder{})
	w.press(t.Context(), 'l')
	for _, k := range "barr" {
		w.press(t.Context(), console.Key(k))
	}
	assert.Empty(t, w.pick.labs())
	w.press(t.Context(), console.Delete)
	require.NotEmpty(t, w.pick.labs())
	assert.Equal(t, "barging", w.pick.labs()[0].Name, "a name that begins so comes first")
	w.press(t.Context(), console.Escape)
	assert.Equal(t, "twotools", w.lab.Name)
	w.press(t.Context(), 'l')
	for _, k := range "bargq" {
		w.press(t.Context(), console.Key(k))
	}
	w.press(t.Context(), console.Delete)
	w.press(t.Context(), console.Enter)
	assert.Equal(t, "barging", w.lab.Name)
	assert.Nil(t, w.pick)
	w.jobs.Wait()
}

func TestHelpHasAllKeysAndWords(t *testing.T) {
	w := inTest(t, &strings.Builder{})
	for _, k := range keys {
		assert.Contains(t, w.help(), k.long)
	}
	assert.Contains(t, w.help(), "preemption")
	t.Setenv("LC_ALL", "C")
	assert.Regexp(t, `(?m)^  \* o X +a step; a step that cannot end`, w.help(), "as the tables have it")
	assert.NotContains(t, w.help(), "→")
}

func TestAPageIsTurnedWhereTheScreenEnds(t *testing.T) {
	p := pageOf("1\n2\n3\n4\n5\n6\n7")
	assert.Equal(t, []int{0}, p.parts(0), "no end")
	assert.Equal(t, []int{0}, p.parts(7))
	assert.Equal(t, []int{0, 1}, p.parts(6), "the last part is full")
	assert.Equal(t, []int{0, 3, 4}, p.parts(3))
	wide := pageOf("1\n" + strings.Repeat("wide ", console.Widest) + "\n3")
	assert.Equal(t, []int{0, 1, 2}, wide.parts(3), "what has more rows than there is room is alone")
}

func TestAVerdictDoesNotTakeTheListAway(t *testing.T) {
	var out strings.Builder
	w := inTest(t, &out)
	w.press(t.Context(), 'l')
	out.Reset()
	w.showEnd("FAIL  twotools: deadlock")
	assert.Empty(t, out.String(), "a lab is being chosen")
	w.press(t.Context(), console.Escape)
	assert.Contains(t, out.String(), "FAIL  twotools: deadlock", "it was not lost")
}
