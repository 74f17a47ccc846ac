package render_test

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rivo/uniseg"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/render"
	"racelab/internal/trace"
)

var update = flag.Bool("update", false, "write the golden files anew")

func options(width int) render.Options {
	return render.Options{
		Width: width, Colour: render.ColourNever,
		ReplayCommand: func(replay string) string { return "go tool lab replay '" + replay + "'" },
	}
}

func TestGoldens(t *testing.T) {
	for name, r := range reports() {
		t.Run(name, func(t *testing.T) {
			for _, width := range []int{80, 100} {
				text := render.Text(r, options(width))
				checkLayout(t, text, width)
				checkGolden(t, name, width, text)
			}
		})
	}
}

func checkGolden(t *testing.T, name string, width int, text string) {
	t.Helper()
	file := filepath.Join("testdata", name+map[int]string{80: ".80", 100: ".100"}[width]+".txt")
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err, "run: go test ./internal/render -update")
	assert.Equal(t, string(want), text, "if the change is meant, run: go test ./internal/render -update")
}

func checkLayout(t *testing.T, text string, width int) {
	t.Helper()
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		assert.Equal(t, strings.TrimRight(line, " \t"), line, "trailing space")
		if !strings.HasPrefix(line, "replay  ") {
			assert.LessOrEqual(t, uniseg.StringWidth(line), width, "too wide: %s", line)
		}
	}
}

var tableRow = regexp.MustCompile(`(?m)^ +\d+ .*|^.*… [\d,]+ (more )?steps?.*|^  ↻ .*`)

func TestTheTableHasAtMostTheRowsAskedFor(t *testing.T) {
	for name, r := range reports() {
		for _, limit := range []int{4, 7, 12, 40} {
			opt := options(120)
			opt.MaxRows = limit
			text := render.Text(r, opt)
			assert.LessOrEqual(t, len(tableRow.FindAllString(text, -1)), limit, "%s in %d rows:\n%s", name, limit, text)
			if r.Failure != nil && len(r.Failure.Steps) > 0 {
				assert.Contains(t, text, "✗ here", "the fatal step is never left out of %s", name)
			}
		}
	}
}

func TestWithoutColourAndWithIt(t *testing.T) {
	r := reports()["assertion"]
	opt := options(100)
	plain := render.Text(r, opt)
	assert.NotContains(t, plain, "\x1b")
	opt.Colour = render.ColourAlways
	coloured := render.Text(r, opt)
	assert.Contains(t, coloured, "\x1b[")
	assert.Equal(t, plain, withoutColour(coloured), "colour changes no word and no space")
	t.Setenv("NO_COLOR", "1")
	opt.Colour = render.ColourAuto
	assert.Equal(t, plain, render.Text(r, opt))
}

func withoutColour(s string) string {
	for {
		before, rest, found := strings.Cut(s, "\x1b[")
		if !found {
			return s
		}
		_, after, _ := strings.Cut(rest, "m")
		s = before + after
	}
}

func TestASCIINeedsNothingElse(t *testing.T) {
	for name, r := range reports() {
		if name == "wide" {
			continue // the learner's own text is not ASCII
		}
		opt := options(80)
		opt.ASCII = true
		for _, c := range render.Text(r, opt) {
			require.Less(t, c, rune(128), "%s: %c", name, c)
		}
	}
	opt := options(80)
	opt.ASCII = true
	checkGolden(t, "ascii", 80, render.Text(reports()["deadlock"], opt))
}

func TestControlCharactersDoNotReachTheTerminal(t *testing.T) {
	r := reports()["assertion"]
	r.Test += "\x1b[2J"
	r.Failure.Cause.Names = []string{"b.cake\x1b]0;title\a"}
	r.Failure.Messages = append(r.Failure.Messages, "PASS\r\x1b[1A\u202eevil")
	r.Failure.Tasks[1].Name = "\x1b[31mred"
	for i := range r.Failure.Steps {
		r.Failure.Steps[i].Value += "\x1b[1m\u009b"
		r.Failure.Steps[i].Notes = append(r.Failure.Steps[i].Notes, trace.Fact{Kind: trace.FactCalls, Text: "\x1b[1m"})
		r.Failure.Steps[i].Where.Text += "\x00\xff"
	}
	r.Output = "log\x1b[5m"
	for _, c := range render.Text(r, options(80)) {
		assert.False(t, c < ' ' && c != '\n' || c >= 0x7f && c < 0xa0 || c == 0x202e, "%U", c)
	}
}

func TestNothingInAReportIsNeeded(t *testing.T) {
	for _, outcome := range []trace.Outcome{"", trace.Failed, trace.Passed, trace.Partly, trace.Inconclusive} {
		assert.NotEmpty(t, render.Text(&trace.Report{Outcome: outcome}, render.Options{}))
		assert.NotEmpty(t, render.Text(&trace.Report{Outcome: outcome, Failure: &trace.Failure{
			Steps:   []trace.Step{{Task: 7}},
			Waits:   []trace.Stuck{{Task: 3, Holder: 3}, {Task: 4, Holder: 99}},
			Passing: &trace.Passing{Differ: 12},
		}, Race: &trace.Race{}}, render.Options{}))
	}
}

func TestOutcomes(t *testing.T) {
	for _, c := range []struct {
		want string
		r    trace.Report
	}{
		{"passed: not concurrent (one goroutine only)", trace.Report{Outcome: trace.Passed, Executions: 1, Classes: 1, Sequential: true}},
		{"open: not at its end after 9 steps (the test must try every schedule)", trace.Report{Outcome: trace.Inconclusive, Unended: true,
			Reason: "not at its end after 9 steps", Own: &trace.Options{Exhaust: true}}},
		{"passed: its one schedule", trace.Report{Outcome: trace.Passed, Executions: 3, Classes: 1}},
		{"passed: all 12,345 schedules", trace.Report{Outcome: trace.Passed, Executions: 12345}},
		{"no failure in 1 schedule; not all were tried (out of time)", trace.Report{Outcome: trace.Partly, Executions: 1, Reason: "out of time"}},
		{"passed: all 6 schedules; not seen inside: golang.org/x/sys/unix, the standard library", trace.Report{Outcome: trace.Passed, Executions: 6, NotSeen: []string{"golang.org/x/sys/unix", "the standard library"}}},
		{"inconclusive: it reads a file", trace.Report{Outcome: trace.Inconclusive, Reason: "it reads a file"}},
		{"inconclusive", trace.Report{}},
		{"failed (replay: 0.1)", trace.Report{Outcome: trace.Failed, Failure: &trace.Failure{Replay: "0.1"}}},
		{"failed (replay: 0.2)", trace.Report{Outcome: trace.Failed, Race: &trace.Race{Replay: "0.2"}}},
	} {
		assert.Equal(t, c.want, render.Outcome(&c.r))
	}
}

type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestAWriterThatFails(t *testing.T) {
	assert.ErrorContains(t, render.Terminal(broken{}, &trace.Report{}, render.Options{}), "write report: disk full")
	var b bytes.Buffer
	require.NoError(t, render.Terminal(&b, &trace.Report{}, render.Options{}))
	assert.Equal(t, render.Text(&trace.Report{}, render.Options{}), b.String())
}

func longExecution() *trace.Report {
	s := &script{file: "tally.go"}
	for i := range 200_000 {
		s.do(i%3, 24+i%7, "read", i%11, "0")
	}
	return failed("TestLong", 1, &trace.Failure{Fault: trace.Livelock, Steps: s.fatal()})
}

func TestALongExecutionIsShortToRead(t *testing.T) {
	assert.Contains(t, render.Text(longExecution(), options(80)), "repeat, 9523 times so far", "3 tasks and 7 lines make a round of 21 rows, whatever the objects")
}

func BenchmarkLongExecution(b *testing.B) {
	r := longExecution()
	for b.Loop() {
		render.Text(r, options(80))
	}
}
