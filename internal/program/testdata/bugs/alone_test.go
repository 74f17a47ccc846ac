package bugs

import (
	"runtime"
	"sync/atomic"
	"testing"
)

// What a test does all alone is no step, for nothing can come between.

// wheel is a ring of pies, each of which may be taken once it has been put there.
type wheel struct {
	slots []*slot
	out   atomic.Uint64
	shut  atomic.Bool
}

type slot struct {
	round atomic.Uint64
	pie   string
}

func newWheel() *wheel { return &wheel{slots: []*slot{{}, {}}} }

func (w *wheel) put(at uint64, pie string) {
	w.slots[at].pie = pie
	w.slots[at].round.Store(at + 1)
}

func (w *wheel) take() string {
	at := w.out.Load()
	for !w.shut.Load() {
		s := w.slots[at%uint64(len(w.slots))]
		if s.round.Load() != at+1 {
			at = w.out.Load()
		} else if w.out.CompareAndSwap(at, at+1) {
			return s.pie
		}
		runtime.Gosched()
	}
	return ""
}

// kind: livelock
// want: livelock "test moves without progress"
func TestTakesFromAnEmptyWheel(t *testing.T) {
	w := newWheel()
	w.put(0, "apple")
	w.take()
	w.take()
}

// want: passed
func TestTakesFromAnEmptyWheelFixed(t *testing.T) {
	w := newWheel()
	w.put(0, "apple")
	w.put(1, "plum")
	w.take()
	w.take()
}

// longWay counts up to more than what the explorer takes for a circle at first.
func longWay(steps int) *atomic.Int64 {
	var n atomic.Int64
	for i := 0; i < steps; {
		i = int(n.Add(1))
	}
	return &n
}

// want: passed
func TestALongWayAlone(t *testing.T) {
	if n := longWay(12_000); n.Load() != 12_000 {
		t.Error(n.Load())
	}
}

// want: passed
func TestALongWayAloneAndThenALossFixed(t *testing.T) {
	n := longWay(6_000)
	both(func() { n.Add(1) }, func() { n.Add(1) })
	if n.Load() != 6_002 {
		t.Error("lost")
	}
}

// kind: assertion
// want: assertion "lost"
func TestALongWayAloneAndThenALoss(t *testing.T) {
	n := longWay(6_000)
	add := func() { n.Store(n.Load() + 1) }
	both(add, add)
	if n.Load() != 6_002 {
		t.Error("lost")
	}
}
