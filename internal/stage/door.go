package stage

import (
	"math"
	"sync"
	"sync/atomic"
	"time"
)

const (
	peep      = 50 * time.Microsecond // how often one in a door sees whether it is open
	longPause = 5 * time.Millisecond  // the longest time between two looks round
	stillness = 50 * time.Millisecond // how long nothing may move before Settle returns
	// A door waits this long at most for a goroutine that is neither blocked
	// nor coming, such as one that sleeps or spins. Each time that it was in
	// vain the next wait is half as long, so that a program of many doors and
	// one spinner comes to an end.
	mostPatience  = 2 * time.Second
	leastPatience = 100 * time.Millisecond
)

// Door is a place in a program where goroutines are brought together. It
// opens, for good, when the wanted number of goroutines stand in it at once,
// or when nobody else can come because every other goroutine is blocked or
// has finished. So two goroutines that can be between a check and an act at
// the same time always are, and a program that lets only one in goes on.
//
// When goroutines stand in several doors and nobody else can move, one door
// opens: the one to which somebody came first. The others wait until those
// whom it let go can do no more, for they may be about to come.
//
// A door orders nothing in the eyes of the race detector: what its callers do
// around it is still reported if nothing else orders it.
type Door struct {
	want   int32
	still  time.Duration // how long nothing may have moved
	inside atomic.Int32
	most   atomic.Int32
	open   atomic.Bool
	next   atomic.Pointer[Door]
}

// The queue holds the doors that have somebody in them and are closed, in the
// order in which the first came. All of it is atomic although queue guards
// it, because the race detector does not see that lock.
var (
	queue    sync.Mutex
	front    atomic.Pointer[Door]
	standing atomic.Int32 // goroutines in closed doors
	patience atomic.Int64 // nanoseconds
)

func init() { patience.Store(int64(mostPatience)) }

// NewDoor returns a door that waits for n goroutines.
func NewDoor(n int) *Door { return &Door{want: int32(n)} }

// Enter holds the calling goroutine until the door opens. It must not be
// called inside a testing/synctest bubble: the door waits in real time.
func (d *Door) Enter() {
	var first bool
	hideFromRaceDetector(func() { first = d.arrive() })
	s := sight{at: time.Now()}
	for !d.isOpen() {
		time.Sleep(peep)
		if first && time.Since(s.at) >= s.pause { // one pair of eyes is enough
			hideFromRaceDetector(func() { d.look(&s) })
		}
	}
	hideFromRaceDetector(func() { d.inside.Add(-1) })
}

// Most returns the largest number of goroutines that stood in the door at once.
func (d *Door) Most() int { return int(d.most.Load()) }

// Settle returns when every other goroutine has been blocked for a twentieth
// of a second or has finished. It is a door of its own, with a Door's limits:
// one that sleeps or spins is waited for, but not for ever.
func Settle() { (&Door{want: math.MaxInt32, still: stillness}).Enter() }

// arrive reports whether the caller is the first in a closed door.
func (d *Door) arrive() (first bool) {
	queue.Lock()
	defer queue.Unlock()
	n := d.inside.Add(1)
	d.most.Store(max(n, d.most.Load()))
	if d.open.Load() {
		return false
	}
	standing.Add(1)
	if n == 1 {
		d.join()
	}
	if n >= d.want {
		d.unlock()
	}
	return n == 1
}

// sight is what one who looks round in a door remembers.
type sight struct {
	at    time.Time     // of the last look
	pause time.Duration // until the next
	last  string        // what the others did
	quiet time.Duration // how long that did not change
	all   time.Duration // how long it is the door's turn
}

// look opens d if it is its turn and nobody else is in motion.
func (d *Door) look(s *sight) {
	queue.Lock()
	defer queue.Unlock()
	// No more is counted than a look takes: the whole machine may have slept.
	since := min(time.Since(s.at), 2*longPause)
	s.at, s.pause = time.Now(), min(2*s.pause+peep, longPause)
	if d.open.Load() || front.Load() != d {
		s.quiet, s.all = 0, 0
		return
	}
	now, settled := others()
	s.quiet, s.all = s.quiet+since, s.all+since
	if !settled || now != s.last {
		s.quiet, s.last = 0, now
	}
	switch {
	case settled && s.quiet >= d.still:
		d.unlock()
	case s.all >= time.Duration(patience.Load()):
		patience.Store(max(patience.Load()/2, int64(leastPatience)))
		d.unlock()
	}
}

// join puts d at the end of the queue.
func (d *Door) join() {
	place := &front
	for place.Load() != nil {
		place = &place.Load().next
	}
	place.Store(d)
}

// unlock opens d and takes it out of the queue.
func (d *Door) unlock() {
	d.open.Store(true)
	standing.Add(-d.inside.Load())
	place := &front
	for place.Load() != d {
		place = &place.Load().next
	}
	place.Store(d.next.Load())
}

func (d *Door) isOpen() (open bool) {
	hideFromRaceDetector(func() { open = d.open.Load() })
	return open
}

// others returns what the goroutines do that stand in no door, and whether
// each of them waits for somebody else. Nobody may be on the way into a door
// or out of it: all who are seen there must be counted as standing.
func others() (seen string, settled bool) {
	settled = true
	inDoors := int32(0)
	for _, g := range goroutines() {
		switch {
		case g.isWatcher() || g.bubble: // no door is in a bubble; one that was left stands still for ever
		case g.inDoor():
			inDoors++
		default:
			seen += g.state + g.text
			settled = settled && g.waits()
		}
	}
	return seen, settled && inDoors == standing.Load()
}

func (g goroutine) inDoor() bool { return g.runs("racelab/internal/stage.(*Door).Enter") }

// isWatcher reports whether g only looks on: the test's own goroutine inside
// Run, or the monitor of Within.
func (g goroutine) isWatcher() bool { return g.runs("racelab/internal/stage.watch") }
