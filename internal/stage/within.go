package stage

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"racelab/internal/tell"
)

// Within calls body inside a testing/synctest bubble, where time is virtual,
// and cancels its context after d of that time. A body that needed to be
// cancelled made no progress: t fails with kind, which is Livelock or
// Starvation, or with Deadlock if nobody in the bubble moved any more, and says
// who stood where. Body must return soon after its context ends.
//
// Virtual time stands still while a goroutine waits for a sync.Mutex that
// another one holds and sleeps. That is no fault, and nothing can be told in
// such a bubble: Within then logs it and returns, and leaves the judgement to
// the explorer, whose time passes nevertheless.
func Within(t *testing.T, d time.Duration, kind Fault, body func(ctx context.Context)) {
	t.Helper()
	tell.Advise(t)
	if stuck.Load() {
		t.Skip(notTried)
	}
	before := running()
	done := make(chan struct{})
	go func() { // of its own, since a bubble ends only with its goroutines
		defer close(done)
		synctest.Test(t, func(t *testing.T) { virtually(t, d, kind, before, body) })
	}()
	switch f := watch(done, before); {
	case f == nil:
	case f.kind == "":
		t.Log(f.says)
	default:
		stuck.Store(true)
		t.Fatal(told(t.Name(), f.kind, f.says))
	}
}

// virtually is Within, in the bubble.
func virtually(t *testing.T, d time.Duration, kind Fault, before map[int]bool, body func(ctx context.Context)) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	verdict := make(chan *finding, 1)
	timer := time.AfterFunc(d, func() {
		verdict <- watchVirtual(d, kind, before)
		cancel()
	})
	body(ctx)
	if !timer.Stop() {
		f := <-verdict
		t.Error(told(t.Name(), f.kind, f.says))
	}
}

// watchVirtual looks for a minute of virtual time at a bubble that should have
// come to its end, and says what it is doing instead. The steps between looks
// are crooked, so that one who repeats himself is seen in more than one place.
func watchVirtual(d time.Duration, kind Fault, before map[int]bool) *finding {
	const looks, step = 60, 977*time.Millisecond + 13*time.Microsecond
	first := ""
	for i := range looks {
		time.Sleep(step)
		cast := bubble(before)
		seen, blocked := fingerprint(cast)
		if i == 0 {
			first = seen
		}
		if !blocked || seen != first {
			return &finding{kind, fmt.Sprintf("not finished after %v of virtual time, so it never will be\n%s", d, describe(cast))}
		}
	}
	return deadlock(bubble(before))
}

// bubble returns the goroutines of the bubble that did not exist before.
func bubble(before map[int]bool) []goroutine {
	var cast []goroutine
	for _, g := range started(before) {
		if g.bubble {
			cast = append(cast, g)
		}
	}
	return cast
}

const frozenClock = "not judged here: the virtual clock of testing/synctest stands still while a goroutine " +
	"waits for a sync.Mutex that another one holds. That is no fault; the tests on every schedule judge it.\n"

// clockStandsStill reports whether a goroutine in a bubble waits for a lock,
// and another one for something that a timer may bring: the timer will never
// fire, and so nothing will ever move. If all wait for locks, no timer would help.
func clockStandsStill(cast []goroutine) bool {
	locked, timed := false, false
	for _, g := range cast {
		if !g.bubble || g.learners() < 0 {
			continue
		}
		switch g.state {
		case "sync.Mutex.Lock", "sync.RWMutex.Lock", "sync.RWMutex.RLock":
			locked = true
		case "sleep", "select", "chan receive", "sync.Cond.Wait":
			timed = true
		default:
			if !g.waits() {
				return false
			}
		}
	}
	return locked && timed
}
