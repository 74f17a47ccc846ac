// Package context is what instrumented programs get for package context. The
// types are the real ones, so other libraries accept these contexts, and
// contexts of others can be parents here.
//
// To cancel a context closes its Done, which is an event, and then cancels what
// derives from it, one after the other in any order, each in an event of its own; to
// start an AfterFunc is another. A deadline is a timer that starts a goroutine which
// does that. To derive from a context that can be cancelled is an event too, and so
// are Err and Cause. Cause, another call of cancel, and whoever derives from a context
// that is being cancelled go on when it is over; Err and Done do not wait for it.
//
// One thing is coarser. The real one cancels all that derives from one child before
// it comes to the next child; here it may be done with part of either.
package context

import (
	"context"
	"time"

	"racelab/internal/sim/kernel"
)

// These are the real ones.
type (
	Context         = context.Context
	CancelFunc      = context.CancelFunc
	CancelCauseFunc = context.CancelCauseFunc
)

// These are the real ones.
var (
	Canceled         = context.Canceled
	DeadlineExceeded = context.DeadlineExceeded
)

// Background is the real one.
func Background() Context { return context.Background() }

// TODO is the real one.
func TODO() Context { return context.TODO() }

// WithCancel derives a context with a function that cancels it.
func WithCancel(parent Context) (ctx Context, cancel CancelFunc) {
	c := derive(parent)
	return c, func() { c.cancel(Canceled, nil) }
}

// WithCancelCause is WithCancel for a function that takes a cause.
func WithCancelCause(parent Context) (ctx Context, cancel CancelCauseFunc) {
	c := derive(parent)
	return c, func(cause error) { c.cancel(Canceled, cause) }
}

func derive(parent Context) *cancelCtx {
	c := newCancelCtx(parent)
	c.join()
	return c
}

// WithDeadline derives a context that is cancelled at d.
func WithDeadline(parent Context, d time.Time) (Context, CancelFunc) {
	return WithDeadlineCause(parent, d, nil)
}

// WithDeadlineCause is WithDeadline with a cause for the end at d.
func WithDeadlineCause(parent Context, d time.Time, cause error) (Context, CancelFunc) {
	return withTimer(parent, func(time.Time) time.Time { return d }, cause)
}

// WithTimeout derives a context that is cancelled after timeout.
func WithTimeout(parent Context, timeout time.Duration) (Context, CancelFunc) {
	return WithTimeoutCause(parent, timeout, nil)
}

// WithTimeoutCause is WithTimeout with a cause for the end after timeout.
func WithTimeoutCause(parent Context, timeout time.Duration, cause error) (Context, CancelFunc) {
	return withTimer(parent, func(now time.Time) time.Time { return now.Add(timeout) }, cause)
}

// AfterFunc calls f in a goroutine of its own once ctx is cancelled. stop keeps
// it from that, and reports whether it has.
func AfterFunc(ctx Context, f func()) (stop func() bool) {
	c := newCancelCtx(ctx)
	c.call = f
	c.clock.Release(kernel.Current()) // natively under the lock by which the other comes to know of f
	c.join()
	return c.stop
}

// Cause returns why c was cancelled, or nil if it is not.
func Cause(c Context) error {
	err := c.Err()
	if err == nil {
		return nil
	}
	if own, ok := c.Value(&cancelKey).(*cancelCtx); ok {
		if cause := own.reason(own.done == c.Done()); cause != nil {
			return cause
		}
	}
	return err
}
