package search

import (
	"context"
	"time"

	"racelab/internal/sim"
	"racelab/internal/sim/kernel"
	simcontext "racelab/internal/sim/std/context"
	simsync "racelab/internal/sim/std/sync"
	simatomic "racelab/internal/sim/std/sync/atomic"
	simtime "racelab/internal/sim/std/time"
)

// A library is what generated programs are made of: the models, or the language and
// the packages that they stand for. One text of a program has two interpreters so.
type library struct {
	read  func(v *int, site int) int
	write func(v *int, x, site int)

	make       func(capacity int) chan int
	send       func(c chan int, v int)
	recv       func(c chan int) (int, bool)
	close      func(c chan int)
	len        func(c chan int) int
	recvOf     func(a, b chan int) (which, v int, ok bool)
	sendOrRecv func(to chan int, v int, from chan int, hasDefault bool) (which, got int, ok bool)
	pollInt    func(c chan int) (v int, ok, ready bool)
	done       func(c <-chan struct{})
	poll       func(c <-chan struct{}) bool

	mutex     func() locker
	rwMutex   func() rwLocker
	cond      func(locker) signaller
	waitGroup func() waitGroup
	once      func() interface{ Do(func()) }
	number    func() number
	table     func() table
	pool      func() pool

	sleep     func(units int)
	passed    func(time.Time) bool
	newTimer  func(units int) timer
	afterTime func(units int, f func()) (stop func() bool)

	withCancel  func(context.Context) (context.Context, context.CancelCauseFunc)
	withTimeout func(context.Context, int) (context.Context, context.CancelFunc)
	afterDone   func(context.Context, func()) (stop func() bool)
	cause       func(context.Context) error
}

type (
	locker interface {
		Lock()
		Unlock()
		TryLock() bool
	}
	rwLocker interface {
		locker
		RLock()
		RUnlock()
		TryRLock() bool
	}
	signaller interface {
		Wait()
		Signal()
		Broadcast()
	}
	waitGroup interface {
		Add(int)
		Done()
		Wait()
		Go(func())
	}
	number interface {
		Load() int32
		Store(int32)
		Add(int32) int32
		CompareAndSwap(old, new int32) bool
	}
	table interface {
		Load(any) (any, bool)
		Store(any, any)
		LoadOrStore(any, any) (any, bool)
		LoadAndDelete(any) (any, bool)
		Swap(any, any) (any, bool)
		CompareAndSwap(any, any, any) bool
		Range(func(any, any) bool)
		Clear()
	}
	pool interface {
		Get() any
		Put(any)
	}
	// timer is a Timer with its channel, which is a field of the real one.
	timer struct {
		stop    func() bool
		reset   func(units int) bool
		receive func()
		poll    func() bool
	}
)

// models is the library of the explorer.
var models = &library{
	read:  func(v *int, site int) int { return sim.Get(v, site) },
	write: func(v *int, x, site int) { sim.At(v, site).Set(x) },

	make:  func(capacity int) chan int { return sim.Make(make(chan int, capacity), 0) },
	send:  func(c chan int, v int) { sim.SendTo(c, 4).Send(v) },
	recv:  func(c chan int) (int, bool) { return sim.Recv2(c, 5) },
	close: func(c chan int) { sim.Close(c, 6) },
	len:   func(c chan int) int { return sim.Len(c, 7) },
	recvOf: func(c, d chan int) (int, int, bool) {
		a, b := sim.RecvCase(c), sim.RecvCase(d)
		if sim.Select(8, false, a, b) == 0 {
			return 0, a.Val, a.OK
		}
		return 1, b.Val, b.OK
	},
	sendOrRecv: func(to chan int, v int, from chan int, hasDefault bool) (int, int, bool) {
		a := sim.RecvCase(from)
		which := sim.Select(9, hasDefault, sim.SendCase(to).Of(v), a)
		return which, a.Val, a.OK
	},
	pollInt: func(c chan int) (int, bool, bool) {
		a := sim.RecvCase(c)
		ready := sim.Select(10, true, a) == 0
		return a.Val, a.OK, ready
	},
	done: func(c <-chan struct{}) { sim.Recv(c, 12) },
	poll: func(c <-chan struct{}) bool { return sim.Select(13, true, sim.RecvCase(c)) == 0 },

	mutex:     func() locker { return &simsync.Mutex{} },
	rwMutex:   func() rwLocker { return &simsync.RWMutex{} },
	cond:      func(l locker) signaller { return simsync.NewCond(l) },
	waitGroup: func() waitGroup { return &simsync.WaitGroup{} },
	once:      func() interface{ Do(func()) } { return &simsync.Once{} },
	number:    func() number { return &simatomic.Int32{} },
	table:     func() table { return &simsync.Map{} },
	pool:      func() pool { return &simsync.Pool{} },

	sleep:  func(units int) { kernel.Current().Sleep(int64(time.Duration(units) * unit)) },
	passed: func(t time.Time) bool { return !simtime.Now().Before(t) },
	newTimer: func(units int) timer {
		t := simtime.NewTimer(time.Duration(units) * unit)
		return timer{t.Stop, func(units int) bool { return t.Reset(time.Duration(units) * unit) },
			func() { sim.Recv(t.C, 12) }, func() bool { return sim.Select(13, true, sim.RecvCase(t.C)) == 0 }}
	},
	afterTime: func(units int, f func()) func() bool { return simtime.AfterFunc(time.Duration(units)*unit, f).Stop },

	withCancel: simcontext.WithCancelCause,
	withTimeout: func(c context.Context, units int) (context.Context, context.CancelFunc) {
		return simcontext.WithTimeout(c, time.Duration(units)*unit)
	},
	afterDone: simcontext.AfterFunc,
	cause:     simcontext.Cause,
}
