package demo

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"racelab/internal/console"
	"racelab/internal/course"
	"racelab/internal/judge"
	"racelab/internal/speed"
	"racelab/internal/trace"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTheWordsSayNoMoreThanTheFigures(t *testing.T) {
	for _, c := range []struct {
		counts counts
		want   string
	}{
		{counts{wanted: 1000, passed: 1000}, "Not once in 1,000 runs. Is it right, then?"},
		{counts{wanted: 2, passed: 1, crashed: 1, why: "panic: fire"}, "A run that crashed said: panic: fire."},
		{counts{wanted: 1000, passed: 996, failed: 3, crashed: 1}, "4 of 1,000 runs went wrong: 0.4 %."},
		{counts{wanted: 10, failed: 10}, "Not one of 10 runs passed."},
		{counts{wanted: 10, failed: 9, stuck: 1}, "Not one of 10 runs passed."},
		{counts{wanted: 1000, passed: 6, stuck: 2}, "2 of 8 runs went wrong: 25.0 %. On another machine it may be none, or all. (There was no time for more than 8.)"},
		{counts{wanted: 1000, stuck: 5}, "None of 5 runs was done after 1s"},
		{counts{wanted: 1000, passed: 1000, left: 7}, "goleak found 7 goroutines"},
		{counts{wanted: 1000}, "Not a single run"},
	} {
		assert.Contains(t, wordsOfRuns(c.counts), c.want)
		for _, line := range runLines(c.counts, "TestX", true) {
			assert.LessOrEqual(t, len(line), 78)
		}
	}
}

// A runner counts what becomes of each run, whatever a candidate does.
func TestNativeRunsAreCounted(t *testing.T) {
	t.Parallel()
	root := newCourse(t)
	// A candidate may end the process only where the solution could.
	solution := filepath.Join(root, "solutions", "cakebox", "cakebox.go")
	require.NoError(t, os.WriteFile(solution, []byte("package cakebox\n\nimport _ \"os\"\n"), 0o644))
	j, err := judge.New(root)
	require.NoError(t, err)
	defer j.Close()
	const box = "package cakebox\n\ntype Box struct{}\n\nfunc (*Box) Cakes() int { return 2 }\nfunc Lid() int { return 1 }\nfunc (*Box) Put() "
	for _, c := range []struct {
		name, source string
		want         counts
	}{
		{"passes", box + "{}", counts{wanted: 20, passed: 20}},
		{"fails", strings.Replace(box, "2", "1", 1) + "{}", counts{wanted: 20, failed: 20}},
		{"crashes", box + `{ panic("fire") }`, counts{wanted: 2, crashed: 2, why: "panic: fire"}},
		{"waits", box + "{ select {} }", counts{wanted: 2, stuck: 2}},
		{"turns round for ever", box + "{ for { } }", counts{wanted: 1, stuck: 1}},
		{"ends the process", strings.Replace(box, "cakebox\n", "cakebox\n\nimport \"os\"\n", 1) + "{ os.Exit(0) }", counts{wanted: 1, crashed: 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "cakebox.go")
			require.NoError(t, os.WriteFile(file, []byte(c.source+"\n"), 0o644))
			b, err := j.Build(t.Context(), "cakebox", file, false)
			require.NoError(t, err)
			defer b.Close()
			g := &runner{counts: counts{wanted: c.want.wanted}}
			require.NoError(t, g.try(t.Context(), b, "TestEveryCakeIsCounted"))
			assert.Equal(t, c.want, g.now())
		})
	}
}

func TestWhatTheFiguresShow(t *testing.T) {
	figure := func(workers int, took time.Duration) speed.Figure {
		return speed.Figure{Workers: workers, Took: took, Second: took}
	}
	for _, c := range []struct {
		why     string
		figures []speed.Figure
		want    string
	}{
		{"two processors", []speed.Figure{figure(0, 100), figure(1, 101), figure(2, 50), figure(4, 52)}, "The best was 2 workers: 2.00 times as fast as the plain loop. With 4 it was 1.92 times."},
		{"the most are the best", []speed.Figure{figure(0, 100), figure(1, 101), figure(2, 50)}, "The best was 2 workers: 2.00 times as fast as the plain loop."},
		{"a tenth is nothing", []speed.Figure{figure(0, 100), figure(1, 105), figure(2, 95)}, "No number of workers was worth it: the best, 2 workers, was 1.05 times"},
		{"slower", []speed.Figure{figure(0, 100), figure(1, 120), figure(2, 125)}, "No number of workers was as fast as the plain loop; the best, 1 worker, came to 0.83"},
	} {
		assert.Contains(t, conclusion(c.figures), c.want, c.why)
		assert.NotContains(t, conclusion(c.figures), "do not trust", c.why)
	}
	unsteady := []speed.Figure{figure(0, 100), {Workers: 1, Took: 50, Second: 90}}
	assert.Contains(t, conclusion(unsteady), "do not trust")
	lines := bars("knocking", []speed.Figure{figure(0, 100*time.Millisecond), figure(16, 50*time.Millisecond)})
	assert.Equal(t, "plain loop  "+strings.Repeat("#", 40)+"  100.0 ms", lines[2])
	assert.Equal(t, "16 workers  "+strings.Repeat("#", 20)+strings.Repeat(" ", 20)+"   50.0 ms   2.00 times as fast", lines[3])
}

func TestWhatIsCutFitsAndStaysStyled(t *testing.T) {
	assert.Equal(t, "<abc>", cutTo("<abc>", "abc", 3))
	assert.Equal(t, "<ab…>", cutTo("<abcd>", "abcd", 3))
	assert.Equal(t, "<日…>", cutTo("<日本語>", "日本語", 4), "two cells each")
}

func TestWhatIsLongIsParted(t *testing.T) {
	assert.Equal(t, [][]string{{"a", "b"}, {"c"}}, split([]string{"a", "b", "c"}, 2))
	assert.Equal(t, "999", console.Thousands(999))
	assert.Equal(t, "1,000,042", console.Thousands(1000042))
}

// newCourse copies the small course of the command's tests.
func newCourse(t *testing.T) string {
	root := t.TempDir()
	require.NoError(t, os.CopyFS(root, os.DirFS("../../scripts/lab/testdata/course")))
	for _, part := range []string{"brief", "tell", "trace"} {
		require.NoError(t, os.CopyFS(filepath.Join(root, "internal", part), os.DirFS(filepath.Join("..", part))))
	}
	require.NoError(t, os.WriteFile(filepath.Join(root, "go.mod"), []byte("module racelab\n\ngo 1.26.0\n"), 0o644))
	return root
}

// typing is a demo whose keys come from a pipe that has ended.
func typing(t *testing.T, keys_ string, auto time.Duration) *demo {
	in, out, err := os.Pipe()
	require.NoError(t, err)
	_, err = out.WriteString(keys_)
	require.NoError(t, err)
	require.NoError(t, out.Close())
	keyboard, err := console.OpenKeyboard(in, false)
	require.NoError(t, err)
	t.Cleanup(keyboard.Close)
	return &demo{out: io.Discard, keyboard: keyboard, keys: keyboard.Keys(), auto: auto, ctx: t.Context()}
}

func TestPacing(t *testing.T) {
	shown := func(d *demo) (string, error) {
		var seen strings.Builder
		var slides []slide
		for _, name := range []string{"1", "2", "3"} {
			slides = append(slides, slide{name, "what to say", func() (int, error) {
				seen.WriteString(name)
				return d.pages([]string{name})
			}})
		}
		err := d.run("test", slides)
		return seen.String(), err
	}
	seen, err := shown(typing(t, "\n\n \n", -1))
	require.NoError(t, err)
	assert.Equal(t, "123", seen, "Enter, or a word")
	seen, err = shown(typing(t, "b\n\nb\n\n\n\n", -1))
	require.NoError(t, err)
	assert.Equal(t, "112123", seen, "back, also before the first")
	seen, err = shown(typing(t, "\nq\n", -1))
	assert.ErrorIs(t, err, errQuit)
	assert.Equal(t, "12", seen)
	seen, err = shown(typing(t, "\n", -1))
	assert.ErrorIs(t, err, ErrUnpaced, "the input has ended, so no Enter will come")
	assert.Equal(t, "12", seen)
	seen, err = shown(typing(t, "", time.Millisecond))
	require.NoError(t, err)
	assert.Equal(t, "123", seen, "by itself")
	seen, err = shown(typing(t, "3\n1\n9\n\n\n\n", -1))
	require.NoError(t, err)
	assert.Equal(t, "13123", seen, "to the third, to the first; there is no ninth")
	d := typing(t, "", time.Hour)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	d.ctx = ctx
	_, err = shown(d)
	assert.ErrorIs(t, err, errQuit, "interrupted")
}

func TestAKeyShowsNotes(t *testing.T) {
	const b = debrief("# Cakes\n\n## What happened\nTwo *looked*.\n\n## Maxim\nLook once.\n")
	assert.Equal(t, "Two *looked*.", b.part("What happened"))
	assert.Equal(t, "Look once.", b.part("Maxim"))
	assert.Empty(t, b.part("In the world"))
	s := &lesson{demo: &demo{checkout: course.Checkout{Root: newCourse(t)}}, lab: course.Lab{Name: "cakebox"}}
	assert.Contains(t, s.proposals(), "\n- the reader is locked, the writer is not.")

	d := typing(t, "p\n\np\n\n", -1)
	var out strings.Builder
	d.out = &out
	show := func(name string) slide {
		return slide{name, "say " + name, func() (int, error) { return d.pages([]string{"see " + name}) }}
	}
	require.NoError(t, d.run("test", []slide{show("one"), show("two")}))
	assert.Equal(t, []string{"see one", "see one", "notes", "say one", "see two", "notes", "say two", "see two"},
		regexp.MustCompile(`(?m)(see|say) \w+|notes`).FindAllString(out.String(), -1))
}

func TestWithoutStepsTheSlideSaysWhy(t *testing.T) {
	assert.Contains(t, strings.Join(noSteps(nil), " "), "by other means")
	assert.Contains(t, strings.Join(noSteps(&trace.Report{Outcome: trace.Passed, Executions: 3}), " "), "passed: all 3 schedules")
}

// A lab that somebody has worked on is shown as it was, and not touched.
func TestTheDemoShowsThePristineLab(t *testing.T) {
	root := newCourse(t)
	s := &lesson{demo: &demo{checkout: course.Checkout{Root: root}}, lab: course.Lab{Name: "cakebox"}, temp: t.TempDir()}
	path, err := s.overlay()
	require.NoError(t, err)
	assert.Empty(t, path, "the lab is as it was")
	own := filepath.Join(root, course.Lab{Name: "cakebox"}.File())
	require.NoError(t, os.WriteFile(own, []byte("package cakebox\n"), 0o644))
	path, err = s.overlay()
	require.NoError(t, err)
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	assert.Contains(t, string(text), filepath.ToSlash(course.Lab{Name: "cakebox"}.Pristine()))
	mine, err := os.ReadFile(own)
	require.NoError(t, err)
	assert.Equal(t, "package cakebox\n", string(mine))
}

func TestALongLineOfSourceIsBroken(t *testing.T) {
	assert.Equal(t, []string{"    x := y  // short"}, folded("    x := y  // short", 40))
	assert.Equal(t, []string{"    // Carry takes a cake from the", "        oven to the box"},
		folded("    // Carry takes a cake from the oven to the box", 38))
}
