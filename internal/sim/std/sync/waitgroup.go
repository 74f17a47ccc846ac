package sync

import (
	"slices"
	"strconv"
	"unsafe"

	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/model"
	"racelab/internal/trace"
)

// A WaitGroup waits until a count is zero; see sync.WaitGroup.
//
// Calls of Done commute with each other and with Wait, which goes on after all
// of them in either order. That keeps the number of schedules small: the order
// in which goroutines finish matters to nobody.
//
// Two things go wrong in a program that adds to a count of zero while another
// goroutine waits. It is a data race, whichever comes first. And whoever waited
// for the round before may not have returned yet: then the real one panics, and so
// may this one. The window is that between the event in which Wait is let go and
// one of its own in which it returns.
type WaitGroup struct {
	mark    model.Mark
	count   int
	waiters []*wait
	dones   []done // what lowered the count since it last left zero
	round   int    // how often it has left zero
	waits   bool   // a Wait may have been held up since then
	awaited bool   // one was, when the latest Done came
	clock   kernel.Sync
}

// wait is a call of Wait that is held up.
type wait struct {
	task  *kernel.Task
	round int // in which it was let go
}

// done is a call of Done: an event, and the moment in the life of its task.
type done struct {
	event int32
	when  kernel.Moment
}

const (
	reused = "sync: WaitGroup is reused before previous Wait has returned"
	misuse = "sync: WaitGroup misuse: Add called concurrently with Wait"
)

func (wg *WaitGroup) renew() {
	look(unsafe.Pointer(wg), (*waitGroupLook)(wg))
	switch wg.mark.Renew(unsafe.Pointer(wg)) {
	case model.Stale:
		*wg = WaitGroup{mark: wg.mark, clock: wg.clock}
	case model.Copied:
		*wg = WaitGroup{mark: wg.mark, count: wg.count}
	}
}

// Add adds delta to the count. If that becomes zero, all who wait go on; if it
// becomes negative, Add panics.
func (wg *WaitGroup) Add(delta int) {
	wg.renew()
	t := kernel.Current()
	late := false
	switch {
	case t == nil:
	case delta < 0:
		wg.lowering(t, delta)
	default:
		late = wg.raising(t, delta)
	}
	wg.count += delta
	if kernel.Recording() {
		kernel.Value(strconv.Itoa(wg.count))
	}
	switch {
	case wg.count < 0:
		panic("sync: negative WaitGroup counter")
	case late:
		panic(misuse)
	case t != nil && delta < 0:
		wg.lowered(t)
	}
}

// lowering is the event of Done.
func (wg *WaitGroup) lowering(t *kernel.Task, delta int) {
	t.Touch(wg.object(), trace.Done, 0xff)
	t.Touch(model.Object(unsafe.Pointer(wg)), trace.Add, 0xff)
	var one kernel.Gate
	if delta == -1 {
		one = (*lowersByOne)(wg)
	}
	e := t.Step(kernel.KWGDone, -1, one)
	if wg.count+delta >= 0 { // else whoever comes last panics, so their order matters
		model.Became(e, trace.Done, trace.Done)
	}
}

// lowersByOne is the gate of Done, which is always open and says what Done would do.
type lowersByOne WaitGroup

func (wg *lowersByOne) Open() bool { return true }

// Would is part of kernel.Milder.
func (wg *lowersByOne) Would() (trace.Mode, bool) { return trace.Done, wg.count > 0 }

// raises is the gate of adding, likewise.
type raises WaitGroup

func (wg *raises) Open() bool { return true }

// Would is part of kernel.Milder. If the latest event is a Done, what counts is how it would
// have been before: adding to a count above zero commutes with it.
func (wg *raises) Would() (trace.Mode, bool) {
	if n := len(wg.dones); n > 0 && wg.dones[n-1].event == kernel.Running().Latest() {
		return trace.AddMore, !wg.awaited
	}
	return trace.AddMore, wg.count > 0 && len(wg.waiters) == 0
}

func (wg *WaitGroup) lowered(t *kernel.Task) {
	wg.dones = append(wg.dones, done{kernel.Running().Latest(), t.Moment()})
	wg.clock.Release(t)
	wg.awaited = len(wg.waiters) > 0
	if wg.count > 0 {
		return
	}
	for _, w := range wg.waiters {
		w.round = wg.round
		w.task.Ready()
		wg.goesOn(w.task)
	}
	wg.waiters = nil
}

// raising is the event of adding. It reports whether it comes, by the choice of the
// schedule, while the last Done is not quite over and somebody waits for it.
func (wg *WaitGroup) raising(t *kernel.Task, delta int) (late bool) {
	t.Touch(model.Object(unsafe.Pointer(wg)), trace.Add, 0xff)
	e := t.Step(kernel.KWGAdd, -1, (*raises)(wg))
	switch {
	case wg.count > 0 && len(wg.waiters) == 0:
		model.Became(e, trace.AddMore)
		return false
	case wg.count != 0 || delta == 0:
		return false
	}
	model.Became(e, trace.AddFirst)
	t.RaceWith(wg.object(), false, false)
	if wg.waits && wg.underWay(t) {
		late = kernel.Running().Choose(0b11) == 1
	}
	wg.round++
	wg.dones, wg.waits = nil, false
	return late
}

// underWay reports whether nothing says that all calls of Done were over before t
// came here.
func (wg *WaitGroup) underWay(t *kernel.Task) bool {
	return slices.ContainsFunc(wg.dones, func(d done) bool { return !d.when.Before(t) })
}

// goesOn orders what t does next after everything that was waited for.
func (wg *WaitGroup) goesOn(t *kernel.Task) {
	for _, d := range wg.dones {
		t.Follow(d.event)
	}
	wg.clock.Acquire(t)
}

// Done subtracts one from the count.
func (wg *WaitGroup) Done() { wg.Add(-1) }

// Wait waits until the count is zero.
func (wg *WaitGroup) Wait() {
	wg.renew()
	t := kernel.Current()
	if t == nil {
		if wg.count > 0 {
			model.WouldBlock("a wait group")
		}
		return
	}
	model.Use(t, kernel.KWGWait, unsafe.Pointer(wg), trace.Join, nil)
	if kernel.Recording() {
		kernel.Value(strconv.Itoa(wg.count))
	}
	t.RaceWith(wg.object(), true, true)
	w := &wait{t, wg.round}
	switch {
	case wg.count > 0:
		wg.waits = true
		kernel.Says(trace.FactWaits)
		wg.waiters = append(wg.waiters, w)
		t.Park(kernel.Waiting{For: trace.Wait{Kind: trace.WaitGroup}, Object: wg.object()})
	case wg.underWay(t):
		wg.waits = true
		wg.goesOn(t)
	default:
		wg.goesOn(t)
		return
	}
	wg.returns(w)
}

// returns is the event with which a Wait that was held up, or might have been,
// returns.
func (wg *WaitGroup) returns(w *wait) {
	e := model.Use(w.task, kernel.KWGWait, unsafe.Pointer(wg), trace.Back, nil)
	e.Quiet = true
	kernel.Calls("Wait returns")
	if wg.round != w.round && wg.count > 0 && kernel.Running().Choose(0b11) == 1 {
		panic(reused)
	}
}

func (wg *WaitGroup) object() trace.Object { return model.Object(unsafe.Pointer(wg)) }

// Go calls f in a goroutine that the wait group counts. As with the real one,
// nobody goes on because f panicked.
func (wg *WaitGroup) Go(f func()) {
	wg.Add(1)
	if kernel.Current() == nil {
		f()
		wg.Done()
		return
	}
	kernel.Spawn(func() {
		defer func() {
			if v := recover(); v != nil {
				panic(v)
			}
			wg.Done()
		}()
		f()
	})
}
