package bugs

import (
	"context"
	"sync"
	"testing"
)

// news tells whoever wants to know of every cake that is sold.
type news struct {
	mu   sync.Mutex
	told []func()
	sold int
}

func (n *news) tell(f func()) {
	n.mu.Lock() // stuck
	defer n.mu.Unlock()
	n.told = append(n.told, f)
}

func (n *news) sell(under bool) {
	n.mu.Lock()
	n.sold++
	told := n.told
	if !under {
		n.mu.Unlock()
	}
	for _, f := range told {
		f()
	}
	if under {
		n.mu.Unlock()
	}
}

// kind: double lock
// want: deadlock "(called at published_test.go:41)"
func TestCallbackUnderLock(t *testing.T) {
	n := &news{}
	n.tell(func() { n.tell(func() {}) })
	n.sell(true)
}

// want: passed
func TestCallbackUnderLockFixed(t *testing.T) {
	n := &news{}
	n.tell(func() { n.tell(func() {}) })
	both(func() { n.sell(false) }, func() { n.sell(false) })
	if n.sold != 2 {
		t.Error(n.sold)
	}
}

type menu struct {
	mu     sync.RWMutex
	prices map[string]int
}

func (m *menu) price(name string) int {
	m.mu.RLock() // stuck
	defer m.mu.RUnlock()
	return m.prices[name]
}

func (m *menu) raise() {
	m.mu.Lock() // stuck
	defer m.mu.Unlock()
	m.prices["pie"]++
}

// kind: RWR
// want: deadlock "(called at published_test.go:80)"
func TestReadWithinRead(t *testing.T) {
	m := &menu{prices: map[string]int{"pie": 1}}
	both(m.raise, func() {
		m.mu.RLock()
		defer m.mu.RUnlock()
		for name := range m.prices {
			_ = m.price(name)
		}
	})
}

// want: passed 2
func TestReadWithinReadFixed(t *testing.T) {
	m := &menu{prices: map[string]int{"pie": 1}}
	both(m.raise, func() {
		m.mu.RLock()
		defer m.mu.RUnlock()
		for _, price := range m.prices {
			_ = price
		}
	})
}

// kind: channel and context
// want: leak
func TestAnswerAfterCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	answer := make(chan int)
	go func() {
		answer <- 42 // stuck
	}()
	go cancel()
	select {
	case <-answer:
	case <-ctx.Done():
	}
}

// want: passed
func TestAnswerAfterCancelFixed(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	answer := make(chan int)
	go func() {
		select {
		case answer <- 42:
		case <-ctx.Done():
		}
	}()
	go cancel()
	select {
	case <-answer:
	case <-ctx.Done():
	}
}

// kind: channel and context
// want: deadlock
func TestWorkerDoesNotHearOfCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	orders := make(chan int)
	var wg sync.WaitGroup
	wg.Go(func() {
		for range orders { // stuck
		}
	})
	go cancel()
	select {
	case orders <- 1:
	case <-ctx.Done():
	}
	<-ctx.Done()
	wg.Wait() // stuck
}

// want: passed
func TestWorkerDoesNotHearOfCancelFixed(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	orders := make(chan int)
	var wg sync.WaitGroup
	wg.Go(func() {
		for {
			select {
			case <-orders:
			case <-ctx.Done():
				return
			}
		}
	})
	go cancel()
	select {
	case orders <- 1:
	case <-ctx.Done():
	}
	wg.Wait()
}

// kind: channel and cond
// want: deadlock
func TestSignalAfterSend(t *testing.T) {
	var mu sync.Mutex
	cond := sync.NewCond(&mu)
	ready, orders := false, make(chan int)
	go func() {
		orders <- 1 // stuck
		mu.Lock()
		ready = true
		mu.Unlock()
		cond.Signal()
	}()
	mu.Lock()
	for !ready {
		cond.Wait() // stuck
	}
	mu.Unlock()
	<-orders
}

// want: passed
func TestSignalAfterSendFixed(t *testing.T) {
	var mu sync.Mutex
	cond := sync.NewCond(&mu)
	ready, orders := false, make(chan int)
	go func() {
		mu.Lock()
		ready = true
		mu.Unlock()
		cond.Signal()
		orders <- 1
	}()
	mu.Lock()
	for !ready {
		cond.Wait()
	}
	mu.Unlock()
	<-orders
}
