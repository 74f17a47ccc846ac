package stage

import (
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"racelab/internal/tell"
)

const (
	look      = 20 * time.Millisecond // how often the watchdog takes a snapshot
	stuckTime = 500 * time.Millisecond
	busyTime  = 2 * time.Second
	// Looks are counted, and not the time, so that a busy machine gives its
	// programs more of it.
	stuckLooks = int(stuckTime / look) // looks between which nothing may move before it bites
	busyLooks  = int(busyTime / look)  // looks at which goroutines may be busy without finishing
)

// stuck is set when a body never came to its end.
var stuck atomic.Bool

// Run calls body in a goroutine of its own and returns when body has. If body
// and everything it started wait for each other, Run fails t with a
// Deadlock and says who waits where; if they are still busy after two seconds,
// not counting those in which somebody stood in a door, with a Livelock. The goroutines that are stuck stay so:
// nothing in Go can end them from outside. What runs later in the process
// would run among them, and mostly get stuck itself, so Run skips it.
func Run(t testing.TB, body func()) {
	t.Helper()
	tell.Advise(t)
	if stuck.Load() {
		t.Skip(notTried)
	}
	before := running()
	done := make(chan struct{})
	go func() {
		defer close(done)
		body()
	}()
	if f := watch(done, before); f != nil {
		stuck.Store(true)
		t.Fatal(told(t.Name(), f.kind, f.says))
	}
}

const notTried = "not tried: what an earlier test started never came to its end"

// running returns the ids of all goroutines that there are.
func running() map[int]bool {
	ids := map[int]bool{}
	for _, g := range goroutines() {
		ids[g.id] = true
	}
	return ids
}

// watch returns nil when done is closed, or what is wrong if that will not happen.
func watch(done <-chan struct{}, before map[int]bool) *finding {
	tick := time.NewTicker(look)
	defer tick.Stop()
	busy, quiet, last := 0, 0, ""
	for {
		select {
		case <-done:
			return nil
		case <-tick.C:
		}
		cast := started(before)
		seen, blocked := fingerprint(cast)
		frozen := clockStandsStill(cast)
		if quiet++; !blocked && !frozen || seen != last {
			quiet, last = 0, seen
		}
		if !anyInDoor(cast) {
			busy++
		}
		switch {
		case quiet < stuckLooks && busy < busyLooks:
		case quiet < stuckLooks:
			return &finding{Livelock, fmt.Sprintf("still %s after %v, and no nearer to the end\n%s", busyOrAsleep(cast), busyTime, describe(cast))}
		case frozen:
			return &finding{"", frozenClock + describe(cast)}
		default:
			return deadlock(cast)
		}
	}
}

// busyOrAsleep says what those do who are not blocked.
func busyOrAsleep(cast []goroutine) string {
	asleep := false
	for _, g := range cast {
		asleep = asleep || g.state == "sleep"
		if !g.waits() && g.state != "sleep" {
			return "busy"
		}
	}
	if asleep {
		return "asleep"
	}
	return "busy"
}

func deadlock(cast []goroutine) *finding {
	return &finding{Deadlock, inVain(cast) + "\n" + describe(cast)}
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
		blocked = blocked && g.waits() && !g.inDoor()
	}
	return seen, blocked
}

func anyInDoor(cast []goroutine) bool {
	for _, g := range cast {
		if g.inDoor() {
			return true
		}
	}
	return false
}
