package bugs

import (
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// want: passed
func TestBusyWaitOnBoolThatIsNeverSetFixed(t *testing.T) {
	ready := make([]atomic.Bool, 1)
	go func() { ready[0].Store(true) }()
	for !ready[0].Load() {
		runtime.Gosched()
	}
}

// want: passed
func TestSpinThatNobodyEndsFixed(t *testing.T) {
	var turn atomic.Int32
	both(func() {
		for turn.Load() != 0 {
		}
		turn.Store(2)
	}, func() {
		for turn.Load() != 2 {
			runtime.Gosched()
		}
	})
}

// want: passed
func TestTryLockInStepFixed(t *testing.T) {
	var bowl, whisk sync.Mutex
	work := func() {
		for {
			bowl.Lock()
			time.Sleep(time.Second)
			if whisk.TryLock() {
				whisk.Unlock()
				bowl.Unlock()
				return
			}
			bowl.Unlock()
		}
	}
	both(work, work)
}

// want: passed
func TestReadersWithoutEndFixed(t *testing.T) {
	var mu sync.RWMutex // a writer who waits keeps new readers out
	reads, written := 0, false
	read := func() {
		mu.RLock()
		defer mu.RUnlock()
		if written {
			reads = -1
		}
	}
	go read()
	go func() {
		mu.RLock()
		mu.RUnlock()
	}()
	mu.Lock()
	written = reads == 0
	mu.Unlock()
	if !written {
		t.Error("read before it was written")
	}
}

// want: passed
func TestLoopWithoutOperationFixed(t *testing.T) {
	var stop atomic.Bool
	go func() { stop.Store(true) }()
	for !stop.Load() {
	}
}

// want: passed
func TestSpinnerLeftBehindFixed(t *testing.T) {
	var stop atomic.Bool
	go func() {
		for !stop.Load() {
			runtime.Gosched()
		}
	}()
	stop.Store(true)
}

// want: passed
func TestTheQuietOneIsNeverCalledFixed(t *testing.T) {
	var counter sync.Mutex
	turn := sync.NewCond(&counter)
	called := false
	both(func() {
		counter.Lock()
		defer counter.Unlock()
		for !called {
			turn.Wait()
		}
	}, func() {
		counter.Lock()
		defer counter.Unlock()
		called = true
		turn.Signal()
	})
}
