package stage

import (
	"context"
	"fmt"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

const (
	look       = 20 * time.Millisecond  // how often the watchdog takes a snapshot
	stuckAfter = 500 * time.Millisecond // how long nothing may move before it bites
	busyAfter  = 10 * time.Second       // how long goroutines may be busy without finishing
)

// Run calls body in a goroutine of its own and returns when body has. If body
// and everything it started wait for each other, Run fails t with a message
// that begins "deadlock:" and says who waits where; if they are still busy
// after ten seconds, with one that begins "livelock:". The goroutines that
// are stuck stay so: nothing in Go can end them from outside.
func Run(t testing.TB, body func()) {
	t.Helper()
	before := map[int]bool{}
	for _, g := range goroutines() {
		before[g.id] = true
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		body()
	}()
	if verdict := watch(done, before); verdict != "" {
		t.Fatal(verdict)
	}
}

// watch returns "" when done is closed, or a verdict if that will not happen.
func watch(done <-chan struct{}, before map[int]bool) string {
	tick := time.NewTicker(look)
	defer tick.Stop()
	began, moved, last := time.Now(), time.Now(), ""
	for {
		select {
		case <-done:
			return ""
		case now := <-tick.C:
			cast := started(before)
			if now.Sub(began) > busyAfter {
				return "livelock: still busy after " + busyAfter.String() + ", and no nearer to the end\n" + describe(cast)
			}
			seen, blocked := fingerprint(cast)
			if !blocked || seen != last {
				moved, last = now, seen
			}
			if now.Sub(moved) >= stuckAfter {
				return fmt.Sprintf("deadlock: %s, and nobody is left to let them go on\n%s", count(cast), describe(cast))
			}
		}
	}
}

// started returns the goroutines that did not exist before.
func started(before map[int]bool) []goroutine {
	var cast []goroutine
	for _, g := range goroutines() {
		if !before[g.id] && !g.isWatcher() {
			cast = append(cast, g)
		}
	}
	return cast
}

// fingerprint returns a text that changes when any of cast moves, and whether
// all of them are blocked.
func fingerprint(cast []goroutine) (seen string, blocked bool) {
	blocked = len(cast) > 0
	for _, g := range cast {
		seen += fmt.Sprintln(g.id, g.state, g.text)
		blocked = blocked && g.waits() && !g.runs("racelab/internal/stage.(*Door).Enter")
	}
	return seen, blocked
}

// Within calls body inside a testing/synctest bubble, where time is virtual,
// and cancels its context after d of that time. A body that needed to be
// cancelled made no progress: t fails with a message that begins with kind
// ("livelock" or "starvation"). Body must return soon after its context ends;
// the process is ended with a report if it has not after ten real seconds.
func Within(t *testing.T, d time.Duration, kind string, body func(ctx context.Context)) {
	t.Helper()
	done := make(chan struct{})
	go watchBubble(done, t.Name())
	defer close(done)
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		var late atomic.Bool
		timer := time.AfterFunc(d, func() {
			late.Store(true)
			cancel()
		})
		began := time.Now()
		body(ctx)
		timer.Stop()
		if late.Load() {
			t.Errorf("%s: not finished after %v of virtual time, so it never will be", kind, time.Since(began))
		}
	})
}

// frozenClock is what a learner reads who is not wrong but out of reach.
const frozenClock = "the virtual clock stands still: somebody waits for a sync.Mutex or sync.RWMutex " +
	"that a sleeping goroutine holds, and testing/synctest does not count that as waiting. " +
	"This test cannot judge such a program: wait on a channel or a sync.Cond instead.\n"

// watchBubble ends the process when the bubble of the test called name cannot
// end: virtual time stands still while a goroutine waits for a sync.Mutex.
func watchBubble(done <-chan struct{}, name string) {
	if verdict := watch(done, map[int]bool{}); verdict != "" {
		if cast := started(map[int]bool{}); clockStandsStill(cast) {
			verdict = frozenClock + describe(cast)
		}
		fmt.Printf("--- FAIL: %s\n    %s\nFAIL\n", name, verdict)
		os.Exit(1) // a bubble cannot be left while its goroutines live
	}
}

// clockStandsStill reports whether somebody waits for a lock while everybody
// else sleeps or waits: in a bubble, nothing will ever move again.
func clockStandsStill(cast []goroutine) bool {
	locked, asleep := false, false
	for _, g := range cast {
		locked = locked || strings.HasPrefix(g.state, "sync.") && strings.HasSuffix(g.state, "Lock")
		asleep = asleep || g.state == "sleep"
		if g.state != "sleep" && !g.waits() {
			return false
		}
	}
	return locked && asleep
}
