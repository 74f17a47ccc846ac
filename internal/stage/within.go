package stage

import (
	"context"
	"fmt"
	"os"
	"testing"
	"testing/synctest"
	"time"
)

// Within calls body inside a testing/synctest bubble, where time is virtual,
// and cancels its context after d of that time. A body that needed to be
// cancelled made no progress: t fails with kind, which is Livelock or
// Starvation, or with Deadlock if nobody in the bubble moved any more, and says
// who stood where. Body must return soon after its context ends. The process is
// ended with a report when the bubble cannot go on: virtual time stands still
// while a goroutine waits for a sync.Mutex.
func Within(t *testing.T, d time.Duration, kind Fault, body func(ctx context.Context)) {
	t.Helper()
	done := make(chan struct{})
	go watchBubble(done, t.Name())
	defer close(done)
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		verdict := make(chan *finding, 1)
		timer := time.AfterFunc(d, func() {
			verdict <- watchVirtual(d, kind)
			cancel()
		})
		body(ctx)
		if !timer.Stop() {
			f := <-verdict
			t.Error(told(t.Name(), f.kind, f.says))
		}
	})
}

// watchVirtual looks for a minute of virtual time at a bubble that should have
// come to its end, and says what it is doing instead. The steps between looks
// are crooked, so that one who repeats himself is seen in more than one place.
func watchVirtual(d time.Duration, kind Fault) *finding {
	const looks, step = 60, 977*time.Millisecond + 13*time.Microsecond
	first := ""
	for i := range looks {
		time.Sleep(step)
		cast := bubble()
		seen, blocked := fingerprint(cast)
		if i == 0 {
			first = seen
		}
		if !blocked || seen != first {
			return &finding{kind, fmt.Sprintf("not finished after %v of virtual time, so it never will be\n%s", d, describe(cast))}
		}
	}
	return deadlock(bubble())
}

// bubble returns the goroutines of the only bubble that there is.
func bubble() []goroutine {
	var cast []goroutine
	for _, g := range goroutines() {
		if g.bubble && !g.isWatcher() {
			cast = append(cast, g)
		}
	}
	return cast
}

// frozenClock is what a learner reads who is not wrong but out of reach.
const frozenClock = "the virtual clock stands still: somebody waits for a sync.Mutex or sync.RWMutex " +
	"that a sleeping goroutine holds, and testing/synctest does not count that as waiting. " +
	"This test cannot judge such a program: wait on a channel or a sync.Cond instead.\n"

// watchBubble ends the process when the bubble of the test called name cannot end.
func watchBubble(done <-chan struct{}, name string) {
	if f := watch(done, map[int]bool{}); f != nil {
		fmt.Printf("--- FAIL: %s\n    %s\nFAIL\n", name, told(name, f.kind, f.says))
		os.Exit(1) // a bubble cannot be left while its goroutines live
	}
}
