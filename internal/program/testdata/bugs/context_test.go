package bugs

import (
	"context"
	"errors"
	"testing"
	"time"
)

// want: passed
func TestCancelReachesChildren(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	child, stop := context.WithTimeout(context.WithValue(ctx, "k", 1), time.Hour)
	defer stop()
	left := make(chan error)
	go func() {
		<-child.Done()
		left <- child.Err()
	}()
	cancel()
	switch err := <-left; {
	case errors.Is(err, context.DeadlineExceeded): // the test may be slow
	case !errors.Is(err, context.Canceled):
		t.Error(err)
	}
}

// kind: channel and context
// want: leak
func TestForgottenCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	_ = cancel
	go func() {
		<-ctx.Done() // stuck
	}()
}

// want: passed
func TestFastAnswerMayStillTimeOutFixed(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	<-ctx.Done()
	if ctx.Err() != context.DeadlineExceeded {
		t.Error(ctx.Err())
	}
}

// kind: timer
// want: assertion "timed out"
func TestFastAnswerMayStillTimeOut(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Hour)
	defer cancel()
	answer := make(chan int, 1)
	go func() { answer <- 42 }()
	select {
	case <-answer:
	case <-ctx.Done():
		t.Error("timed out") // fault
	}
}

// want: assertion "goodbye not said"
func TestAfterFuncOfContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	said := make(chan bool, 1)
	context.AfterFunc(ctx, func() { said <- true })
	cancel()
	select {
	case <-said:
	default:
		t.Error("goodbye not said") // fault
	}
}

// want: passed
func TestFirstCauseWinsFixed(t *testing.T) {
	burnt, stolen := errors.New("burnt"), errors.New("stolen")
	ctx, cancel := context.WithCancelCause(context.Background())
	both(func() { cancel(burnt) }, func() { cancel(stolen) })
	if err := context.Cause(ctx); err != burnt && err != stolen {
		t.Error(err)
	}
}

// want: assertion "stolen"
func TestFirstCauseWins(t *testing.T) {
	burnt, stolen := errors.New("burnt"), errors.New("stolen")
	ctx, cancel := context.WithCancelCause(context.Background())
	both(func() { cancel(burnt) }, func() { cancel(stolen) })
	if err := context.Cause(ctx); err != burnt {
		t.Error(err) // fault
	}
}

// want: passed
func TestForgottenCancelFixed(t *testing.T) {
	ctx := t.Context()
	left := make(chan bool)
	t.Cleanup(func() { <-left })
	go func() {
		<-ctx.Done()
		close(left)
	}()
}

// kind: data race
// want: data race
func TestWrittenAfterAfterFunc(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	rung := make(chan bool)
	n := 0
	go func() {
		context.AfterFunc(ctx, func() {
			n++ // race
			close(rung)
		})
		n = 1 // race
	}()
	cancel()
	<-rung
}
