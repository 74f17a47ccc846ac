package program

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/build"
	"racelab/internal/tell"
	"racelab/internal/trace"
)

// standIn names the environment variable that makes this test binary play a
// child with a certain fault.
const standIn = "RACELAB_STAND_IN"

func TestMain(m *testing.M) {
	if part := os.Getenv(standIn); part != "" {
		play(part)
		return
	}
	os.Exit(m.Run())
}

func say(m trace.Message) { _ = json.NewEncoder(os.Stdout).Encode(m) }

func play(part string) {
	req := tell.Brief().Request
	if req == nil {
		os.Exit(9)
	}
	report := &trace.Report{Test: req.Test, Outcome: trace.Passed, Executions: 7}
	if part != "plain" && part != "mute" {
		say(trace.Message{Tests: []string{"TestX"}})
	}
	switch part {
	case "plain":
		fmt.Println("PASS")
	case "mute", "hang":
		fmt.Fprintln(os.Stderr, "into the oven")
		time.Sleep(time.Hour)
	case "stopped":
		stop := exec.Command("sh", "-c", fmt.Sprintf("kill -STOP %d; sleep 1.5; kill -CONT %[1]d", os.Getpid()))
		_ = stop.Run()
		say(trace.Message{Report: report})
	case "works":
		for began, n := time.Now(), 0; time.Since(began) < time.Hour; n++ { // until it is ended
		}
	case "slow", "slow and failing":
		if part != "slow" {
			say(trace.Message{Met: &trace.Met{Fault: trace.Deadlock, Replay: "0x3,1"}})
		}
		say(trace.Message{Progress: &trace.Progress{Stage: "every schedule", Executions: 3}})
		time.Sleep(time.Hour)
	case "die":
		fmt.Fprintln(os.Stderr, "fatal error: all ovens are out")
		os.Exit(2)
	case "refuse":
		say(trace.Message{Error: "there is no test TestX"})
	case "flood":
		fmt.Fprintln(os.Stderr, "the very first word")
		fmt.Fprint(os.Stderr, strings.Repeat("cake ", 1<<20))
		fmt.Fprintln(os.Stderr, "the very last word")
		os.Exit(3)
	case "linger", "good":
		say(trace.Message{Progress: &trace.Progress{Stage: "every schedule", Executions: 3}})
		say(trace.Message{Report: report})
		if part == "linger" {
			time.Sleep(time.Hour)
		}
	case "fork":
		sleeper := exec.Command("sleep", "600")
		sleeper.Stdout, sleeper.Stderr = os.Stdout, os.Stderr
		_ = sleeper.Start()
		say(trace.Message{Report: report})
	}
}

// playing returns a program whose child plays a part.
func playing(t *testing.T, part string) *Program {
	t.Helper()
	t.Setenv(standIn, part)
	exe, err := os.Executable()
	require.NoError(t, err)
	return &Program{child: &build.Child{Exe: exe, Dir: t.TempDir(), Folder: t.TempDir()}, Quiet: 10 * time.Second}
}

func TestChildSaysItAll(t *testing.T) {
	p := playing(t, "good")
	var seen []trace.Progress
	report, err := p.Run(t.Context(), trace.Request{Test: "TestX"}, func(at trace.Progress) { seen = append(seen, at) })
	require.NoError(t, err)
	assert.Equal(t, &trace.Report{Test: "TestX", Outcome: trace.Passed, Executions: 7}, report)
	assert.Equal(t, []trace.Progress{{Stage: "every schedule", Executions: 3}}, seen)
}

// A test whose time is over is ended, and what is known of it by then is no pass and no fault.
func TestTimeThatIsOverEndsAChild(t *testing.T) {
	run := func(part string, ends func(stop func(cause error))) (*trace.Report, error) {
		ctx, stop := context.WithCancelCause(t.Context())
		defer stop(nil)
		began := time.Now()
		defer func() { assert.Less(t, time.Since(began), 30*time.Second, "it sleeps for an hour") }()
		return playing(t, part).Run(ctx, trace.Request{Test: "TestX"}, func(trace.Progress) { ends(stop) })
	}
	over := func(stop func(error)) { stop(ErrOver) }
	r, err := run("slow", over)
	require.NoError(t, err)
	assert.Equal(t, trace.Partly, r.Outcome)
	assert.True(t, r.Late)
	assert.Equal(t, 3, r.Executions)
	assert.Regexp(t, `^stopped after [\d.]+m?s, in the middle of a schedule$`, r.Reason)

	r, err = run("slow and failing", over)
	require.NoError(t, err)
	assert.Equal(t, trace.Inconclusive, r.Outcome, "it was not made sure of")
	assert.Regexp(t, `seems to fail \(deadlock\) .* -replay '0x3,1'`, r.Reason)

	_, err = run("slow", func(stop func(error)) { stop(nil) })
	assert.ErrorIs(t, err, context.Canceled, "an end that the reader wants is no want of time")

	r, err = run("good", func(func(error)) {})
	require.NoError(t, err)
	assert.Equal(t, trace.Passed, r.Outcome)
}

func TestChildWithoutReportIsAnError(t *testing.T) {
	for part, want := range map[string][]string{
		"plain":  {"is not instrumented", "PASS", "hint:"},
		"die":    {"without a report (exit status 2)", "all ovens are out", "hint:"},
		"refuse": {"cannot explore TestX", "there is no test TestX", "hint:"},
		"flood":  {"exit status 3", "the very last word"},
	} {
		t.Run(part, func(t *testing.T) {
			report, err := playing(t, part).Run(t.Context(), trace.Request{Test: "TestX"}, nil)
			assert.Nil(t, report)
			for _, words := range want {
				assert.ErrorContains(t, err, words)
			}
			if err != nil {
				assert.Less(t, len(err.Error()), maxWords+1000, "the words of a flood are cut")
				assert.NotContains(t, err.Error(), "the very first word")
			}
		})
	}
}

func TestSilentChildIsInconclusive(t *testing.T) {
	p := playing(t, "hang")
	p.Quiet = 300 * time.Millisecond
	report, err := p.Run(t.Context(), trace.Request{Test: "TestX"}, nil)
	require.NoError(t, err)
	assert.Equal(t, trace.Inconclusive, report.Outcome)
	assert.Contains(t, report.Reason, "no sign of life for 300ms")
	assert.Contains(t, report.Reason, "into the oven")
}

func TestChildThatWorksForEverIsInconclusive(t *testing.T) {
	p := playing(t, "works")
	p.Quiet = 300 * time.Millisecond
	report, err := p.Run(t.Context(), trace.Request{Test: "TestX"}, nil)
	require.NoError(t, err)
	assert.Equal(t, trace.Inconclusive, report.Outcome)
}

func TestChildThatNeverSpeaksIsAnError(t *testing.T) {
	p := playing(t, "mute")
	p.Quiet = 300 * time.Millisecond
	_, err := p.Run(t.Context(), trace.Request{Test: "TestX"}, nil)
	assert.ErrorContains(t, err, "said nothing for 300ms")
	assert.ErrorContains(t, err, "into the oven")
}

func TestReportIsEnough(t *testing.T) {
	for _, part := range []string{"linger", "fork"} {
		began := time.Now()
		report, err := playing(t, part).Run(t.Context(), trace.Request{Test: "TestX"}, nil)
		require.NoError(t, err, part)
		assert.Equal(t, trace.Passed, report.Outcome, part)
		assert.Less(t, time.Since(began), 5*time.Second, "%s: nobody waits for a child that has said all", part)
	}
}

func TestCancelledRunEndsAtOnce(t *testing.T) {
	p := playing(t, "hang")
	began := time.Now()
	ctx, cancel := contextFor(t, 200*time.Millisecond)
	defer cancel()
	_, err := p.Run(ctx, trace.Request{Test: "TestX"}, nil)
	assert.True(t, errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled), "%v", err)
	assert.Less(t, time.Since(began), 5*time.Second)
}

func TestChildThatCannotStart(t *testing.T) {
	p := playing(t, "good")
	p.child.Exe += "-gone"
	_, err := p.Run(t.Context(), trace.Request{Test: "TestX"}, nil)
	assert.ErrorContains(t, err, "cannot start the child process")
	assert.ErrorContains(t, err, "hint:")
}
