// Package ended has goroutines that come to their end with a lock, and some that
// do so on purpose. It is explored, never run natively.
package ended

import (
	"errors"
	"sync"
	"testing"
	"time"
)

type oven struct {
	mu   sync.Mutex
	door sync.RWMutex
	hot  bool
}

// bake forgets the lock where the oven is cold.
func (o *oven) bake() error {
	o.mu.Lock()
	if !o.hot {
		return errors.New("cold") // returned
	}
	o.mu.Unlock()
	return nil
}

func (o *oven) bakeRight() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	if !o.hot {
		return errors.New("cold")
	}
	return nil
}

func TestBakerKeepsTheLock(t *testing.T) {
	o := &oven{}
	var bakers sync.WaitGroup
	bakers.Add(1)
	go func() {
		defer bakers.Done()
		_ = o.bake()
	}()
	bakers.Wait()
}

func TestBakerKeepsTheLockFixed(t *testing.T) {
	o := &oven{}
	var bakers sync.WaitGroup
	bakers.Go(func() { _ = o.bakeRight() })
	bakers.Wait()
}

func TestReaderKeepsTheLock(t *testing.T) {
	o := &oven{}
	var readers sync.WaitGroup
	readers.Go(func() { o.door.RLock() })
	readers.Wait()
}

func TestReaderKeepsTheLockFixed(t *testing.T) {
	o := &oven{}
	var readers sync.WaitGroup
	readers.Go(func() {
		o.door.RLock()
		o.door.RUnlock()
	})
	readers.Wait()
}

// TestHandedOver uses a lock as a signal: one goroutine takes it, and another
// gives it back.
func TestHandedOver(t *testing.T) {
	o := &oven{}
	var both sync.WaitGroup
	o.mu.Lock()
	both.Go(func() { o.mu.Unlock() })
	both.Wait()
	both.Go(func() {
		if o.door.TryLock() {
			both.Go(func() { o.door.Unlock() })
		}
	})
	both.Wait()
}

// TestTheNextOneWaits has one who comes for the lock after its holder has left.
func TestTheNextOneWaits(t *testing.T) {
	o := &oven{}
	done := make(chan error, 2)
	go func() {
		done <- o.bake()
	}()
	<-done
	go func() {
		done <- o.bake()
	}()
	<-done
}

// An order is waited for by one who takes the news of a closed counter again and
// again, until closing time.
func waitFor(counter, closing <-chan int) {
	for {
		select {
		case <-counter:
		case <-closing:
			return
		}
	}
}

func TestWaitsWithoutRest(t *testing.T) {
	counter, closing := make(chan int), make(chan int)
	close(counter)
	time.AfterFunc(time.Minute, func() { close(closing) })
	waitFor(counter, closing)
}

func TestWaitsWithoutRestFixed(t *testing.T) {
	closing := make(chan int)
	time.AfterFunc(time.Minute, func() { close(closing) })
	waitFor(nil, closing)
}
