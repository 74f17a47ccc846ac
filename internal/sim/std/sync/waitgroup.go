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
// in which goroutines finish matters to nobody. As long as nobody has looked, by Wait,
// whether the count is zero, that it was matters to nobody, either: Add commutes with Done, but
// with one that it might come too late for; see ledger.
//
// Two things go wrong in a program that adds to a count of zero while another
// goroutine waits. It is a data race, whichever comes first. And whoever waited
// for the round before may not have returned yet: then the real one panics, and so
// may this one. The window is that between the event in which Wait is let go and
// one of its own in which it returns.
type WaitGroup struct {
	mark    model.Mark
	count   int
	waiters []*kernel.Task
	ledger  ledger // of the round
	looked  bool   // somebody has, in this round
	waits   bool   // a Wait may have been held up in it
	clock   kernel.Sync
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
		wg.ledger.raise(kernel.Moment{}, wg.count)
	}
}

// Add adds delta to the count. If that becomes zero, all who wait go on; if it
// becomes negative, Add panics, and whoever survives that finds it so: Wait then waits
// until more has been added.
func (wg *WaitGroup) Add(delta int) {
	wg.renew()
	t := kernel.Current()
	late := false
	switch {
	case t == nil:
		wg.ledger.raise(kernel.Moment{}, delta)
	case delta < 0:
		wg.lowering(t, delta)
	default:
		late = wg.raising(t, delta)
	}
	wg.count += delta
	if kernel.Recording() {
		kernel.Value(strconv.Itoa(wg.count))
	}
	if t != nil && delta < 0 {
		wg.clock.Release(t)
	}
	switch {
	case wg.count < 0:
		panic("sync: negative WaitGroup counter")
	case late:
		panic(misuse)
	case wg.count == 0:
		wg.letGo()
	}
}

// lowering is the event of Done.
func (wg *WaitGroup) lowering(t *kernel.Task, delta int) {
	var one kernel.Gate
	if delta == -1 {
		one = (*lowersByOne)(wg)
	}
	e := model.Use(t, kernel.KWGDone, unsafe.Pointer(wg), trace.DoneEarly, one)
	for d := (done{kernel.Running().Latest(), t.Moment(), t.Knows().Keep(), 0}); delta < 0; delta++ {
		wg.ledger.lower(d)
	}
	if !wg.ledger.short {
		model.Became(e, trace.Done)
	}
}

// lowersByOne is the gate of Done, which is always open and says what Done would do.
type lowersByOne WaitGroup

func (wg *lowersByOne) Open() bool { return true }

// Would is part of kernel.Foreseen.
func (wg *lowersByOne) Would(t *kernel.Task) trace.Mode {
	if wg.ledger.has(t.Knows()) {
		return trace.Done
	}
	return trace.DoneEarly
}

// letGo lets all go on who wait.
func (wg *WaitGroup) letGo() {
	for _, w := range wg.waiters {
		w.Ready()
		wg.goesOn(w)
	}
	wg.waiters = nil
}

// raises is the gate of adding, which is always open and says what adding would do.
type raises WaitGroup

func (wg *raises) Open() bool { return true }

// Would is part of kernel.Foreseen.
func (wg *raises) Would(*kernel.Task) trace.Mode {
	switch {
	case wg.count < 0: // it may be the one that does not survive
		return trace.AddFirst
	case !wg.looked:
		return trace.AddMore
	case wg.count == 0:
		return trace.AddFirst
	}
	return trace.Add
}

// raising is the event of adding. It reports whether it comes, by the choice of the
// schedule, while the last Done is not quite over and somebody waits for it.
func (wg *WaitGroup) raising(t *kernel.Task, delta int) (late bool) {
	if delta == 0 {
		model.Use(t, kernel.KWGAdd, unsafe.Pointer(wg), trace.Add, nil)
		return false
	}
	e := model.Use(t, kernel.KWGAdd, unsafe.Pointer(wg), trace.Add, (*raises)(wg))
	model.Became(e, (*raises)(wg).Would(t))
	if wg.count == 0 {
		t.RaceWith(wg.object(), false, false)
	}
	if wg.count == 0 && wg.looked {
		late = wg.waits && wg.underWay(t) && kernel.Running().Choose(0b11) == 1
		wg.ledger, wg.looked, wg.waits = ledger{}, false, false
	}
	wg.ledger.raise(t.Moment(), delta)
	return late
}

// underWay reports whether nothing says that all calls of Done were over before t
// came here.
func (wg *WaitGroup) underWay(t *kernel.Task) bool {
	return slices.ContainsFunc(wg.ledger.dones, func(d done) bool { return !d.when.Before(t) })
}

// goesOn orders what t does next after everything that was waited for.
func (wg *WaitGroup) goesOn(t *kernel.Task) {
	for _, d := range wg.ledger.dones {
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
		if wg.count != 0 {
			model.WouldBlock("a wait group")
		}
		return
	}
	model.Use(t, kernel.KWGWait, unsafe.Pointer(wg), trace.Join, nil)
	if kernel.Recording() {
		kernel.Value(strconv.Itoa(wg.count))
	}
	t.RaceWith(wg.object(), true, true)
	wg.looked = true
	switch {
	case wg.count != 0:
		wg.waits = true
		kernel.Says(trace.FactWaits)
		wg.waiters = append(wg.waiters, t)
		t.Park(kernel.Waiting{For: trace.Wait{Kind: trace.WaitGroup}, Object: wg.object()})
	case wg.underWay(t):
		wg.waits = true
		wg.goesOn(t)
	default:
		wg.goesOn(t)
		return
	}
	wg.returns(t)
}

// returns is the event with which a Wait that was held up, or might have been,
// returns.
func (wg *WaitGroup) returns(t *kernel.Task) {
	e := model.Use(t, kernel.KWGWait, unsafe.Pointer(wg), trace.Back, nil)
	e.Quiet = true
	kernel.Calls("Wait returns")
	if wg.count != 0 && kernel.Running().Choose(0b11) == 1 {
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
