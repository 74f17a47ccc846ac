package bugs

import (
	"errors"
	"sync"
	"testing"
)

// want: passed 2
func TestLockedIncrements(t *testing.T) {
	var mu sync.Mutex
	n := 0
	inc := func() {
		mu.Lock()
		defer mu.Unlock()
		n++
	}
	both(inc, inc)
	if n != 2 {
		t.Error("lost")
	}
}

// kind: AB-BA
// want: deadlock
func TestBowlAndWhisk(t *testing.T) {
	var bowl, whisk sync.Mutex
	both(func() {
		bowl.Lock()
		whisk.Lock() // stuck
		whisk.Unlock()
		bowl.Unlock()
	}, func() {
		whisk.Lock()
		bowl.Lock() // stuck
		bowl.Unlock()
		whisk.Unlock()
	})
}

// kind: AB-BA
// want: deadlock
func TestCircleOfThree(t *testing.T) {
	var forks [3]sync.Mutex
	var wg sync.WaitGroup
	for i := range forks {
		wg.Go(func() {
			forks[i].Lock()
			forks[(i+1)%3].Lock() // stuck
			forks[(i+1)%3].Unlock()
			forks[i].Unlock()
		})
	}
	wg.Wait() // stuck
}

// kind: partial deadlock
// want: deadlock
func TestPartialDeadlock(t *testing.T) {
	var bowl, whisk sync.Mutex
	go func() {
		bowl.Lock()
		whisk.Lock() // stuck
		whisk.Unlock()
		bowl.Unlock()
	}()
	go func() {
		whisk.Lock()
		bowl.Lock() // stuck
		bowl.Unlock()
		whisk.Unlock()
	}()
	t.Log("main goes home")
}

type account struct {
	mu    sync.Mutex
	coins int
}

func (a *account) Balance() int {
	a.mu.Lock() // stuck
	defer a.mu.Unlock()
	return a.coins
}

func (a *account) Spend(n int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.Balance() >= n {
		a.coins -= n
	}
}

// kind: double lock
// want: deadlock
func TestSelfDeadlock(t *testing.T) {
	a := &account{coins: 3}
	a.Spend(2)
}

// kind: RWR
// want: deadlock
func TestRecursiveReadLock(t *testing.T) {
	var menu sync.RWMutex
	both(func() {
		menu.RLock()
		menu.RLock() // stuck
		menu.RUnlock()
		menu.RUnlock()
	}, func() {
		menu.Lock() // stuck
		menu.Unlock()
	})
}

// kind: channel and lock
// want: deadlock
func TestLockHeldAcrossSend(t *testing.T) {
	var mu sync.Mutex
	orders := make(chan int)
	go func() {
		mu.Lock()
		orders <- 1 // stuck
		mu.Unlock()
	}()
	mu.Lock() // stuck
	mu.Unlock()
	<-orders
}

type oven struct {
	mu  sync.Mutex
	hot bool
}

var errCold = errors.New("cold")

func (o *oven) bake() error {
	o.mu.Lock() // stuck
	if !o.hot {
		return errCold
	}
	o.mu.Unlock()
	return nil
}

// kind: double lock
// want: deadlock
func TestMissingUnlockOnError(t *testing.T) {
	o := &oven{}
	both(func() { _ = o.bake() }, func() { _ = o.bake() })
}

// kind: leak
// want: leak
func TestLeakOnMutex(t *testing.T) {
	var mu sync.Mutex
	mu.Lock()
	go func() {
		mu.Lock() // stuck
		mu.Unlock()
	}()
}

// kind: misuse
// want: panic "unlock of unlocked mutex"
func TestUnlockTwice(t *testing.T) {
	var mu sync.Mutex
	mu.Lock()
	mu.Unlock()
	mu.Unlock() // fault
}

// want: passed 1
func TestReadersTogether(t *testing.T) {
	var mu sync.RWMutex
	n := 1
	read := func() {
		mu.RLock()
		defer mu.RUnlock()
		_ = n
	}
	both(read, read)
}

// want: passed 2
func TestWriteUnderReadLockFixed(t *testing.T) {
	var mu sync.RWMutex
	n := 1
	both(func() {
		mu.RLock()
		defer mu.RUnlock()
		_ = n
	}, func() {
		mu.Lock()
		defer mu.Unlock()
		n++
	})
}

// want: data race
func TestWriteUnderReadLock(t *testing.T) {
	var mu sync.RWMutex
	n := 0
	inc := func() {
		mu.RLock()
		n++ // race
		mu.RUnlock()
	}
	both(inc, inc)
}

// want: passed 4
func TestTryLock(t *testing.T) {
	var mu sync.Mutex
	n := 0
	try := func() {
		if mu.TryLock() {
			n++
			mu.Unlock()
		}
	}
	both(try, try)
	if n < 1 || n > 2 {
		t.Error(n)
	}
}

type copied struct {
	sync.Mutex
	n int
}

func (c copied) inc(n *int) {
	c.Lock()
	*n++ // race
	c.Unlock()
}

// kind: misuse
// want: data race
func TestCopiedMutex(t *testing.T) {
	var c copied
	n := 0
	both(func() { c.inc(&n) }, func() { c.inc(&n) })
}
