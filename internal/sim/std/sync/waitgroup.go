package sync

import (
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
type WaitGroup struct {
	mark    model.Mark
	count   int
	waiters []*kernel.Task
	dones   []int32 // events that lowered the count since it last left zero
	clock   kernel.Sync
}

func (wg *WaitGroup) renew() {
	look(unsafe.Pointer(wg), (*waitGroupLook)(wg))
	switch wg.mark.Renew(unsafe.Pointer(wg)) {
	case model.Stale:
		wg.count, wg.waiters, wg.dones = 0, nil, nil
	case model.Copied:
		wg.waiters, wg.dones, wg.clock = nil, nil, kernel.Sync{}
	}
}

// Add adds delta to the count. If that becomes zero, all who wait go on; if it
// becomes negative, Add panics.
func (wg *WaitGroup) Add(delta int) {
	wg.renew()
	t := kernel.Current()
	if t != nil {
		wg.event(t, delta)
	}
	wg.count += delta
	if kernel.Recording() {
		kernel.Value(strconv.Itoa(wg.count))
	}
	if wg.count < 0 {
		panic("sync: negative WaitGroup counter")
	}
	if t == nil || delta >= 0 {
		return
	}
	wg.dones = append(wg.dones, kernel.Running().Latest())
	wg.clock.Release(t)
	if wg.count == 0 {
		wg.letGo()
	}
}

func (wg *WaitGroup) event(t *kernel.Task, delta int) {
	if delta < 0 {
		e := model.Use(t, kernel.KWGDone, unsafe.Pointer(wg), trace.Add, nil)
		if wg.count+delta >= 0 { // else whoever comes last panics, so their order matters
			model.Became(e, trace.Done)
		}
		return
	}
	e := model.Use(t, kernel.KWGAdd, unsafe.Pointer(wg), trace.Add, nil)
	switch {
	case wg.count <= 0:
		wg.dones = wg.dones[:0]
	case len(wg.waiters) == 0:
		model.Became(e, trace.AddMore)
	}
}

// letGo readies everybody who waits.
func (wg *WaitGroup) letGo() {
	for _, w := range wg.waiters {
		w.Ready()
		wg.goesOn(w)
	}
	wg.waiters = wg.waiters[:0]
}

// goesOn orders what t does next after everything that was waited for.
func (wg *WaitGroup) goesOn(t *kernel.Task) {
	for _, i := range wg.dones {
		t.Follow(i)
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
	if wg.count == 0 {
		wg.goesOn(t)
		return
	}
	kernel.Says(trace.FactWaits)
	wg.waiters = append(wg.waiters, t)
	t.Park(kernel.Waiting{For: trace.Wait{Kind: trace.WaitGroup}, Object: model.Object(unsafe.Pointer(wg))})
}

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
