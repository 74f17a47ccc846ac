// Package sync is what the rewritten standard library gets for package sync: the
// model of it, but for its pools, which keep nothing. What a pool of the library
// hands out is only ever memory, so that a hit changes nothing for the program;
// to explore hits would double the schedules with every call of fmt.
package sync

import "racelab/internal/sim/std/sync"

// These are the models.
type (
	Cond      = sync.Cond
	Locker    = sync.Locker
	Map       = sync.Map
	Mutex     = sync.Mutex
	Once      = sync.Once
	RWMutex   = sync.RWMutex
	WaitGroup = sync.WaitGroup
)

// NewCond is the model's.
func NewCond(l Locker) *Cond { return sync.NewCond(l) }

// OnceFunc is the model's.
func OnceFunc(f func()) func() { return sync.OnceFunc(f) }

// OnceValue is the model's.
func OnceValue[T any](f func() T) func() T { return sync.OnceValue(f) }

// OnceValues is the model's.
func OnceValues[T1, T2 any](f func() (T1, T2)) func() (T1, T2) { return sync.OnceValues(f) }

// A Pool keeps nothing.
type Pool struct {
	// New makes what Get returns; it may be nil.
	New func() any
}

// Get returns something new, or nil.
func (p *Pool) Get() any {
	if p.New == nil {
		return nil
	}
	return p.New()
}

// Put forgets x.
func (p *Pool) Put(x any) {}
