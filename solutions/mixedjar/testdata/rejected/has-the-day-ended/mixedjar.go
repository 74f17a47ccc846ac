// Rejected: somebody else ends the day, and Close returns before that.
// Belief: another-goroutine-takes-the-waiting

// Package mixedjar is the kitchen of a large bakery: many cakes are baked at
// once, and complaints go into a jar.
package mixedjar

import (
	"context"
	"sync"
	"sync/atomic"
)

// A Recipe bakes a cake. It returns soon when ctx is over.
type Recipe func(ctx context.Context) error

// Kitchen is a day in the bakery. Its methods may be called by many goroutines
// at once.
type Kitchen struct {
	day   context.Context
	end   context.CancelCauseFunc
	jar   atomic.Pointer[error] // the first complaint
	cooks sync.WaitGroup
}

// Open begins a day, which ends with ctx at the latest.
func Open(ctx context.Context) *Kitchen {
	day, end := context.WithCancelCause(ctx)
	return &Kitchen{day: day, end: end}
}

// Bake has a cook bake a cake, and does not wait for it. A cook who has not
// begun when somebody complains does not begin any more.
func (k *Kitchen) Bake(bake Recipe) {
	k.cooks.Go(func() {
		if k.Complaint() != nil {
			return
		}
		if err := bake(k.day); err != nil {
			k.complain(err)
		}
	})
}

// complain puts a complaint into the jar. With the first one the day ends.
func (k *Kitchen) complain(err error) {
	if k.jar.CompareAndSwap(nil, &err) {
		k.end(err)
	}
}

// Complaint returns the first complaint as it was made, or nil. It is the cause
// for which the cooks' context ended.
func (k *Kitchen) Complaint() error {
	if err := k.jar.Load(); err != nil {
		return *err
	}
	return nil
}

// Close waits until all cooks have finished, ends the day, and returns the
// first complaint. It may be called several times. Nobody calls Bake any more.
func (k *Kitchen) Close() error {
	k.cooks.Wait()
	go k.end(nil)
	return k.Complaint()
}
