package bugs

import (
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// want: data race
func TestBusyWaitOnPlainBool(t *testing.T) {
	ready := false
	go func() {
		ready = true // race
	}()
	for !ready { // race
	}
}

// want: livelock
func TestBusyWaitOnBoolThatIsNeverSet(t *testing.T) {
	ready := make([]bool, 1)
	go func() { _ = ready[0] }()
	for !ready[0] { // stuck
		runtime.Gosched()
	}
}

// want: inconclusive
func TestLoopThatDoesNothing(t *testing.T) {
	ready := false // nobody ever writes to it
	go func() { _ = ready }()
	for !ready { // here
	}
}

// want: passed
func TestBusyWaitOnPlainBoolFixed(t *testing.T) {
	var ready atomic.Bool
	price := 0
	go func() {
		price = 3
		ready.Store(true)
	}()
	for !ready.Load() {
		runtime.Gosched()
	}
	if price != 3 {
		t.Error(price)
	}
}

// kind: livelock
// want: livelock
func TestSpinThatNobodyEnds(t *testing.T) {
	var turn atomic.Int32
	both(func() {
		for turn.Load() != 1 { // stuck
		}
		turn.Store(0)
	}, func() {
		for turn.Load() != 2 { // stuck
			runtime.Gosched()
		}
	})
}

// kind: livelock
// want: livelock "round the loop at liveness_test.go:74"
func TestTryLockInStep(t *testing.T) {
	var bowl, whisk sync.Mutex
	work := func(mine, other *sync.Mutex) {
		for {
			mine.Lock()
			time.Sleep(time.Second)
			if other.TryLock() {
				other.Unlock()
				mine.Unlock()
				return
			}
			time.Sleep(time.Second)
			mine.Unlock()
		}
	}
	both(func() { work(&bowl, &whisk) }, func() { work(&whisk, &bowl) })
}

// kind: starvation
// want: starvation
func TestTheQuietOneIsNeverCalled(t *testing.T) {
	var counter sync.Mutex
	turn := sync.NewCond(&counter)
	called, served := false, 0
	both(func() {
		counter.Lock()
		defer counter.Unlock()
		for !called {
			turn.Wait()
		}
	}, func() {
		for {
			counter.Lock()
			if called {
				counter.Unlock()
				return
			}
			served = 1 - served
			counter.Unlock()
		}
	})
}

// kind: starvation
// want: starvation "last looked at readers at liveness_test.go:143"
func TestReadersWithoutEnd(t *testing.T) {
	var mu sync.Mutex
	readers, reads, written := 0, 0, false
	room := sync.NewCond(&mu)
	read := func(enter, leave chan bool) {
		for {
			<-enter
			mu.Lock()
			readers++
			over := written
			mu.Unlock()
			leave <- true // the next reader comes before this one goes
			mu.Lock()
			readers--
			reads = (reads + 1) % 2
			room.Broadcast()
			mu.Unlock()
			if over {
				return
			}
		}
	}
	a, b := make(chan bool, 1), make(chan bool, 1)
	go read(a, b)
	go read(b, a)
	a <- true
	mu.Lock()
	for readers > 0 {
		room.Wait()
	}
	written = true
	mu.Unlock()
}

// want: livelock
func TestLoopWithoutOperation(t *testing.T) {
	go func() {}()
	var stop atomic.Bool
	for i := 0; !stop.Load(); i++ {
	}
}

// kind: leak
// want: leak
func TestSpinnerLeftBehind(t *testing.T) {
	var stop atomic.Bool
	go func() {
		for !stop.Load() { // stuck
			runtime.Gosched()
		}
	}()
}

// want: passed
func TestPollWithSleep(t *testing.T) {
	var ready atomic.Bool
	go func() {
		time.Sleep(time.Second)
		ready.Store(true)
	}()
	for !ready.Load() {
		time.Sleep(10 * time.Millisecond)
	}
}
