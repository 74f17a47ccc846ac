//go:build !racelab_judged

package explore

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"
	"testing"
	"time"
)

// inTime is the context of a test that wants to clean up before go test ends it:
// what runs under it is stopped before the test's deadline, where go test would
// panic and tell nothing, and at Ctrl-C.
func inTime(t *testing.T) (context.Context, context.CancelFunc) {
	ctx, stop := signal.NotifyContext(t.Context(), os.Interrupt, syscall.SIGTERM)
	end, ok := t.Deadline()
	if !ok {
		return ctx, stop
	}
	left := time.Until(end)
	ctx, stopTime := context.WithDeadline(ctx, end.Add(-max(left/20, min(time.Second, left/2))))
	return ctx, func() { stopTime(); stop() }
}

// failed ends a test that came to no report, and the whole process if it was told
// to end.
func failed(t *testing.T, ctx context.Context, doing string, err error) {
	t.Helper()
	switch {
	case !cutShort(err):
		fatal(t, err.Error())
	case t.Context().Err() == nil && errors.Is(ctx.Err(), context.Canceled):
		os.Stderr.WriteString("\nexplore: interrupted while " + doing + "\n")
		os.Exit(130) // as a shell says of Ctrl-C; the tests that are left must not begin
	}
	fatal(t, "cut short while "+doing+", before the time that go test gives was over\nhint: give it more time with `go test -timeout`, or less to do with explore.Schedules")
}

// cutShort reports whether err is the end of a context and not a finding.
func cutShort(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}
