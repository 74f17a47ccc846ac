package bugs

import (
	"sync"
	"testing"
)

// want: passed 2
func TestBowlAndWhiskFixed(t *testing.T) {
	var bowl, whisk sync.Mutex
	work := func() {
		bowl.Lock()
		whisk.Lock()
		whisk.Unlock()
		bowl.Unlock()
	}
	both(work, work)
}

// want: passed
func TestCircleOfThreeFixed(t *testing.T) {
	var forks [3]sync.Mutex
	var wg sync.WaitGroup
	for i := range forks {
		first, second := i, (i+1)%3
		if first > second {
			first, second = second, first
		}
		wg.Go(func() {
			forks[first].Lock()
			forks[second].Lock()
			forks[second].Unlock()
			forks[first].Unlock()
		})
	}
	wg.Wait()
}

// want: passed
func TestPartialDeadlockFixed(t *testing.T) {
	var bowl, whisk sync.Mutex
	for range 2 {
		go func() {
			bowl.Lock()
			defer bowl.Unlock()
			whisk.Lock()
			defer whisk.Unlock()
		}()
	}
	t.Log("main goes home")
}

func (a *account) balance() int { return a.coins }

// want: passed
func TestSelfDeadlockFixed(t *testing.T) {
	a := &account{coins: 3}
	spend := func() {
		a.mu.Lock()
		defer a.mu.Unlock()
		if a.balance() >= 2 {
			a.coins -= 2
		}
	}
	both(spend, spend)
	if n := a.Balance(); n != 1 {
		t.Error(n)
	}
}

// want: passed 2
func TestRecursiveReadLockFixed(t *testing.T) {
	var menu sync.RWMutex
	both(func() {
		menu.RLock()
		menu.RUnlock()
	}, func() {
		menu.Lock()
		menu.Unlock()
	})
}

// want: passed
func TestLockHeldAcrossSendFixed(t *testing.T) {
	var mu sync.Mutex
	n := 0
	orders := make(chan int)
	go func() {
		mu.Lock()
		n++
		mu.Unlock()
		orders <- 1
	}()
	mu.Lock()
	n++
	mu.Unlock()
	<-orders
	if n != 2 {
		t.Error(n)
	}
}

func (o *oven) bakeOrNot() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if !o.hot {
		return errCold
	}
	return nil
}

// want: passed 2
func TestMissingUnlockOnErrorFixed(t *testing.T) {
	o := &oven{}
	both(func() { _ = o.bakeOrNot() }, func() { _ = o.bakeOrNot() })
}

// want: passed
func TestLeakOnMutexFixed(t *testing.T) {
	var mu sync.Mutex
	mu.Lock()
	defer mu.Unlock()
	go func() {
		mu.Lock()
		mu.Unlock()
	}()
}

// want: passed
func TestUnlockTwiceFixed(t *testing.T) {
	var mu sync.Mutex
	work := func() {
		mu.Lock()
		defer mu.Unlock()
	}
	both(work, work)
}

func (c *copied) incTogether(n *int) {
	c.Lock()
	*n++
	c.Unlock()
}

// want: passed 2
func TestCopiedMutexFixed(t *testing.T) {
	var c copied
	n := 0
	both(func() { c.incTogether(&n) }, func() { c.incTogether(&n) })
	if n != 2 {
		t.Error(n)
	}
}
