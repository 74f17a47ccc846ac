package stage

import (
	"sync/atomic"
	"time"
)

// doorPatience bounds, in real time, how long a door waits for a goroutine
// that is neither blocked nor coming, such as one that spins.
const doorPatience = 3 * time.Second

// Door is a place in a program where goroutines are brought together. It
// opens, for good, when the wanted number of goroutines stand in it at once,
// or when nobody else can come because every other goroutine is blocked or
// has finished. So two goroutines that can be between a check and an act at
// the same time always are, and a program that lets only one in goes on.
//
// A door orders nothing in the eyes of the race detector: what its callers do
// around it is still reported if nothing else orders it.
type Door struct {
	want   int32
	inside atomic.Int32
	most   atomic.Int32
	open   atomic.Bool
}

// NewDoor returns a door that waits for n goroutines.
func NewDoor(n int) *Door { return &Door{want: int32(n)} }

// Enter holds the calling goroutine until the door opens. It must not be
// called inside a testing/synctest bubble: the door waits in real time.
func (d *Door) Enter() {
	d.arrive()
	for give := time.Now().Add(doorPatience); !d.isOpen(); time.Sleep(50 * time.Microsecond) {
		if othersSettled() || time.Now().After(give) {
			hideFromRaceDetector(func() { d.open.Store(true) })
		}
	}
	hideFromRaceDetector(func() { d.inside.Add(-1) })
}

// Most returns the largest number of goroutines that stood in the door at once.
func (d *Door) Most() int { return int(d.most.Load()) }

func (d *Door) arrive() {
	hideFromRaceDetector(func() {
		n := d.inside.Add(1)
		for most := d.most.Load(); n > most && !d.most.CompareAndSwap(most, n); most = d.most.Load() {
		}
		if n >= d.want {
			d.open.Store(true)
		}
	})
}

func (d *Door) isOpen() (open bool) {
	hideFromRaceDetector(func() { open = d.open.Load() })
	return open
}

// othersSettled reports whether every goroutine that does not stand in a door
// waits for somebody else.
func othersSettled() bool {
	for _, g := range goroutines() {
		if !g.waits() && !g.runs("racelab/internal/stage.(*Door).Enter") && !g.isWatcher() {
			return false
		}
	}
	return true
}

// isWatcher reports whether g only looks on: the test's own goroutine inside
// Run, or the monitor of Within.
func (g goroutine) isWatcher() bool { return g.runs("racelab/internal/stage.watch") }
