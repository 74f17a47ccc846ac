package timeouts

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"
)

const (
	short = 2 * time.Millisecond // a goroutine that could go on may have to wait so long
	long  = time.Second
)

// ask returns what answer returns, or gives up.
func ask(answer func() int, patience time.Duration) (int, error) {
	answers := make(chan int)
	go func() {
		answers <- answer() // stuck here
	}()
	select {
	case a := <-answers:
		return a, nil
	case <-time.After(patience):
		return 0, errors.New("no answer")
	}
}

func one() int { return 1 }

// want: leak "will wait for ever"
func TestNobodyTakesTheAnswer(t *testing.T) { _, _ = ask(one, short) }

// A failure on an idle machine would need a goroutine that loses a second.

// want: passed "will wait for ever"
func TestNobodyTakesTheAnswerAfterLong(t *testing.T) { _, _ = ask(one, long) }

// askWell is ask with room for an answer that comes too late.
func askWell(answer func() int, patience time.Duration) (int, error) {
	answers := make(chan int, 1)
	go func() { answers <- answer() }()
	select {
	case a := <-answers:
		return a, nil
	case <-time.After(patience):
		return 0, errors.New("no answer")
	}
}

// want: passed
func TestRoomForTheAnswer(t *testing.T) { _, _ = askWell(one, short) }

// want: leak "will wait for ever"
func TestDeadline(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), short)
	defer cancel()
	cakes := make(chan string)
	go func() {
		cakes <- "cake" // stuck
	}()
	select {
	case <-cakes:
	case <-ctx.Done():
	}
}

// want: passed
func TestDeadlineForBoth(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), short)
	defer cancel()
	cakes := make(chan string)
	go func() {
		select {
		case cakes <- "cake":
		case <-ctx.Done():
		}
	}()
	select {
	case <-cakes:
	case <-ctx.Done():
	}
}

// want: leak "will wait for ever"
func TestGivesUpByAfterFunc(t *testing.T) {
	cakes, closed := make(chan string), make(chan struct{})
	defer time.AfterFunc(short, func() { close(closed) }).Stop()
	go func() {
		cakes <- "cake" // stuck
	}()
	select {
	case <-cakes:
	case <-closed:
	}
}

// What a test does if it takes too long is no failure, however short that is.

// want: passed
func TestWatchdog(t *testing.T) {
	done := make(chan struct{})
	go func() { done <- struct{}{} }()
	select {
	case <-done:
	case <-time.After(short):
		t.Fatal("it takes too long")
	}
}

// want: passed
func TestWatchdogThatPanics(t *testing.T) {
	done := make(chan struct{})
	defer time.AfterFunc(short, func() { panic("it takes too long") }).Stop()
	go func() { done <- struct{}{} }()
	<-done
}

// A sleep is no time-out: a test that cannot see whether somebody waits gives him time.

// want: passed
func TestWakesWhoSleeps(t *testing.T) {
	var mu sync.Mutex
	awake := sync.NewCond(&mu)
	go func() {
		mu.Lock()
		defer mu.Unlock()
		awake.Wait()
	}()
	time.Sleep(short)
	awake.Broadcast()
}

// A worker that nobody needs goes home, and whoever needs one hires another.

// want: passed
func TestIdleWorker(t *testing.T) {
	work, hired := make(chan int), make(chan struct{}, 1)
	hire := func() {
		defer func() { <-hired }()
		for {
			select {
			case <-work:
			case <-time.After(short):
				return
			}
		}
	}
	for i := range 2 {
		for sent := false; !sent; {
			select {
			case work <- i:
				sent = true
			case hired <- struct{}{}:
				go hire()
			}
		}
	}
}

// want: passed
func TestRetries(t *testing.T) {
	answers := make(chan int, 3)
	for range 3 {
		go func() { answers <- 1 }()
		timer := time.NewTimer(short)
		select {
		case <-answers:
			timer.Stop()
			return
		case <-timer.C:
		}
	}
}
