package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/build"
	"racelab/internal/course"
	"racelab/internal/play"
	"racelab/internal/program"
	"racelab/internal/trace"
)

var everyLab = flag.Bool("every", false, "explain every lab, and not one of each chapter and kind of failure")

// TestEveryLabsPageIsSmall explains each lab as the course ships it, whatever
// is in the labs folder at the moment.
func TestEveryLabsPageIsSmall(t *testing.T) {
	root, err := findRoot(must(os.Getwd()))
	require.NoError(t, err)
	tried := map[string]bool{}
	for _, l := range course.Labs {
		kind := fmt.Sprint(l.Chapter, l.Fails)
		if tried[kind] && !*everyLab {
			continue
		}
		tried[kind] = true
		t.Run(l.Name, func(t *testing.T) {
			a := &app{ctx: t.Context(), out: io.Discard, err: io.Discard, root: root, cwd: root}
			h := hunt{pkg: l.Name, dir: filepath.Join(root, "labs", l.Name)}
			overlay := filepath.Join(t.TempDir(), "overlay.json")
			text, err := json.Marshal(map[string]any{"Replace": map[string]string{
				filepath.Join(root, l.File()): filepath.Join(root, l.Pristine())}})
			require.NoError(t, err)
			require.NoError(t, os.WriteFile(overlay, text, 0o644))
			require.NoError(t, h.setTests(""))
			program, err := program.Package(t.Context(), build.Config{Dir: h.dir, Home: root, Overlay: overlay})
			require.NoError(t, err)
			tests, err := a.toShow(h, program.Tests())
			if l.Name == "elsewhere" || l.Name == "foreign" {
				assert.ErrorContains(t, err, "cannot be shown step by step")
				return
			}
			require.NoError(t, err)
			report, err := a.firstFailure(program, h, tests)
			require.NoError(t, err)
			if l.Name == "dontdoit" {
				assert.Nil(t, report, "its program is right on every schedule; what is wrong is its speed")
				return
			}
			require.NotNil(t, report, "some test fails on a schedule")
			page, err := play.Page(t.Context(), program, h.dir, h.pkg, report)
			require.NoError(t, err)
			t.Logf("%s: %s, %d steps, %d kB", report.Test, report.Failure.Fault, len(report.Failure.Steps), len(page)>>10)
			assert.Less(t, len(page), 300_000, "bytes")
			require.NoError(t, h.setTests("^"+report.Test+"$"))
			canBeWon(t, a, h, overlay)
		})
	}
}

// canBeWon plays the lab: it begins with somebody who can move, and what is
// shown as a failure wins.
func canBeWon(t *testing.T, a *app, h hunt, overlay string) {
	cfg := a.gameConfig(h)
	cfg.Build.Overlay = overlay
	game, err := play.Open(t.Context(), cfg)
	require.NoError(t, err)
	defer game.Close()
	turn, err := game.At(t.Context(), nil)
	require.NoError(t, err)
	assert.Equal(t, play.Undecided, turn.Result)
	way, err := game.Show(t.Context(), nil, trace.Failed)
	require.NoError(t, err)
	turn, err = game.At(t.Context(), way.Schedule)
	require.NoError(t, err)
	assert.Equal(t, play.Won, turn.Result, "after %d steps", len(way.Schedule))
	t.Log(turn.Verdict)
}

// playing starts the page of a game of a package, and returns its address.
func playing(t *testing.T) (cmd *exec.Cmd, in io.WriteCloser, url string) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"go.mod": "module example.org/box\n\ngo 1.24\n", "box_test.go": `package box

import "testing"

func TestBox(t *testing.T) {
	news := make(chan int)
	go func() { news <- 1 }()
}
`} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	path, err := exec.LookPath("lab")
	require.NoError(t, err)
	cmd = exec.Command(path, "play", dir)
	cmd.Stderr = os.Stderr
	in, err = cmd.StdinPipe()
	require.NoError(t, err)
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	t.Cleanup(func() { _ = cmd.Process.Kill() })
	line, err := bufio.NewReader(out).ReadString('\n')
	require.NoError(t, err)
	found := regexp.MustCompile(`http://127\.0\.0\.1:\d+/`).FindString(line)
	require.NotEmpty(t, found, line)
	return cmd, in, found
}

// ends checks that a command comes to its end by itself, well.
func ends(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case err := <-ended:
		assert.NoError(t, err)
	case <-time.After(20 * time.Second):
		assert.Fail(t, "it goes on")
	}
}

func TestPlayEndsWithItsParent(t *testing.T) {
	cmd, in, _ := playing(t)
	require.NoError(t, in.Close())
	ends(t, cmd)
}

func TestPlayEndsWithCtrlC(t *testing.T) {
	cmd, _, url := playing(t)
	second, in, other := playing(t)
	assert.NotEqual(t, url, other, "two games at once")
	require.NoError(t, cmd.Process.Signal(os.Interrupt))
	ends(t, cmd)
	require.NoError(t, in.Close())
	ends(t, second)
}

func TestWhatIsShownOfALab(t *testing.T) {
	root, err := findRoot(must(os.Getwd()))
	require.NoError(t, err)
	a := &app{root: root}
	tests := []string{"TestEveryPackedCakeIsCounted", "TestEveryPackedCakeIsCountedOnEverySchedule"}
	for _, c := range []struct {
		why, dir, only string
		tests, want    []string
	}{
		{"a lab's tests for the explorer", "labs/tally", "", tests, tests[1:]},
		{"and of its solution", "solutions/tally", "", tests, tests[1:]},
		{"unless somebody wants another", "labs/tally", "^TestEveryPackedCakeIsCounted$", tests, tests[:1]},
		{"all tests of any other package", "internal/tally", "", tests, tests},
		{"nothing of a lab that is about something else", "labs/elsewhere", "", tests[:1], nil},
	} {
		h := hunt{pkg: "tally", dir: a.path(filepath.FromSlash(c.dir))}
		require.NoError(t, h.setTests(c.only))
		got, err := a.toShow(h, c.tests)
		assert.Equal(t, c.want, got, c.why)
		assert.Equal(t, c.want == nil, err != nil, c.why)
	}
}
