// Package stays has goroutines that outlive their tests: in watch, which is allowed,
// whoever has started them, and elsewhere, which is not.
package stays

import (
	"sync"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"
)

type oven[T any] struct {
	door    chan T
	mu      sync.Mutex
	opened  int
	pending T
}

func newOven() *oven[int] { return &oven[int]{door: make(chan int)} }

func (o *oven[T]) watch() { <-o.door }

func (o *oven[T]) watchWithError() error {
	o.watch()
	return nil
}

func (o *oven[T]) watchByClock() {
	for range time.Tick(time.Second) {
		o.mu.Lock()
		o.opened++
		o.mu.Unlock()
	}
}

func (o *oven[T]) watchTheLock() {
	o.mu.Lock()
	o.opened++
}

func (o *oven[T]) bake() { <-o.door }

// start is a helper.
func start(f func()) { go f() }

// want: stays
func TestGo(t *testing.T) { go newOven().watch() }

// want: stays
func TestWaitGroup(t *testing.T) {
	var wg sync.WaitGroup
	wg.Go(newOven().watch)
}

// want: stays
func TestErrgroup(t *testing.T) {
	var g errgroup.Group
	g.SetLimit(2)
	g.Go(newOven().watchWithError)
	g.TryGo(newOven().watchWithError)
}

// want: stays
func TestHelper(t *testing.T) { start(newOven().watch) }

// want: stays
func TestLiteral(t *testing.T) {
	o := newOven()
	new(sync.WaitGroup).Go(func() { o.watch() })
}

// want: stays
func TestTimer(t *testing.T) { time.AfterFunc(time.Minute, newOven().watch) }

// want: stays
func TestByClock(t *testing.T) {
	o := newOven()
	new(sync.WaitGroup).Go(o.watchByClock)
	time.Sleep(3 * time.Second)
}

// watchMany counts, so that no state comes back, and makes more steps at each tick than it is watched, elsewhere
// than where it rests.
func (o *oven[T]) watchMany() {
	for range time.Tick(time.Second) {
		o.openOften()
	}
}

func (o *oven[T]) openOften() {
	for range 8192 {
		o.mu.Lock()
		o.opened++
		o.mu.Unlock()
	}
}

// want: stays
func TestManyByClock(t *testing.T) { start(newOven().watchMany) }

// want: stays
func TestForTheLock(t *testing.T) {
	o := newOven()
	o.mu.Lock()
	start(o.watchTheLock)
}

// want: leak
func TestElsewhere(t *testing.T) { new(sync.WaitGroup).Go(newOven().bake) }

// want: leak
func TestAfterwards(t *testing.T) {
	o := newOven()
	start(func() {
		o.watch()
		o.bake()
	})
	o.door <- 1
}

// want: deadlock
func TestTheTestItself(t *testing.T) { newOven().watch() }
