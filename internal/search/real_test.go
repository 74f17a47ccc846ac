package search

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// unit is what a unit of time is to a program. It is longer than what time needs to
// pass between two looks at the clock, virtual or real.
const unit = 20 * time.Microsecond

// real is the language and the packages themselves.
var real = &library{
	read:  func(v *int, _ int) int { return *v },
	write: func(v *int, x, _ int) { *v = x },

	make:  func(capacity int) chan int { return make(chan int, capacity) },
	send:  func(c chan int, v int) { c <- v },
	recv:  func(c chan int) (int, bool) { v, ok := <-c; return v, ok },
	close: func(c chan int) { close(c) },
	len:   func(c chan int) int { return len(c) },
	recvOf: func(c, d chan int) (int, int, bool) {
		select {
		case v, ok := <-c:
			return 0, v, ok
		case v, ok := <-d:
			return 1, v, ok
		}
	},
	sendOrRecv: sendOrReceive,
	pollInt: func(c chan int) (int, bool, bool) {
		select {
		case v, ok := <-c:
			return v, ok, true
		default:
			return 0, false, false
		}
	},
	done: func(c <-chan struct{}) { <-c },
	poll: polled[struct{}],

	mutex:     func() locker { return &sync.Mutex{} },
	rwMutex:   func() rwLocker { return &sync.RWMutex{} },
	cond:      func(l locker) signaller { return sync.NewCond(l) },
	waitGroup: func() waitGroup { return &sync.WaitGroup{} },
	once:      func() interface{ Do(func()) } { return &sync.Once{} },
	number:    func() number { return &atomic.Int32{} },
	table:     func() table { return &sync.Map{} },
	pool:      func() pool { return &sync.Pool{} },

	sleep:  func(units int) { time.Sleep(time.Duration(units) * unit) },
	passed: func(t time.Time) bool { return !time.Now().Before(t) },
	newTimer: func(units int) timer {
		t := time.NewTimer(time.Duration(units) * unit)
		return timer{t.Stop, func(units int) bool { return t.Reset(time.Duration(units) * unit) },
			func() { <-t.C }, func() bool { return polled(t.C) }}
	},
	afterTime: func(units int, f func()) func() bool { return time.AfterFunc(time.Duration(units)*unit, f).Stop },

	withCancel: context.WithCancelCause,
	withTimeout: func(c context.Context, units int) (context.Context, context.CancelFunc) {
		return context.WithTimeout(c, time.Duration(units)*unit)
	},
	afterDone: context.AfterFunc,
	cause:     context.Cause,
}

func sendOrReceive(to chan int, v int, from chan int, hasDefault bool) (which, got int, ok bool) {
	if hasDefault {
		select {
		case to <- v:
			return 0, 0, false
		case got, ok = <-from:
			return 1, got, ok
		default:
			return -1, 0, false
		}
	}
	select {
	case to <- v:
		return 0, 0, false
	case got, ok = <-from:
		return 1, got, ok
	}
}

func polled[E any](c <-chan E) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}
