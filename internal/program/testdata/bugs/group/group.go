// Package group is a small errgroup, a dependency within the module.
package group

import (
	"context"
	"sync"
)

// A Group runs functions until the first error.
type Group struct {
	cancel context.CancelCauseFunc
	wg     sync.WaitGroup
	once   sync.Once
	slots  chan struct{}
	err    error
}

// With returns a group whose first error cancels the context.
func With(ctx context.Context) (*Group, context.Context) {
	ctx, cancel := context.WithCancelCause(ctx)
	return &Group{cancel: cancel}, ctx
}

// SetLimit keeps more than n functions from running at once.
func (g *Group) SetLimit(n int) { g.slots = make(chan struct{}, n) }

// Go runs f in a goroutine, and waits for a free slot before.
func (g *Group) Go(f func() error) {
	if g.slots != nil {
		g.slots <- struct{}{}
	}
	g.wg.Add(1)
	go func() {
		defer g.done()
		if err := f(); err != nil {
			g.once.Do(func() {
				g.err = err
				if g.cancel != nil {
					g.cancel(err)
				}
			})
		}
	}()
}

func (g *Group) done() {
	if g.slots != nil {
		<-g.slots
	}
	g.wg.Done()
}

// Wait returns the first error, when all functions have returned.
func (g *Group) Wait() error {
	g.wg.Wait()
	if g.cancel != nil {
		g.cancel(g.err)
	}
	return g.err
}

// Seen counts what was done, without any care.
var Seen int

// Note is not safe for several goroutines.
func Note() {
	Seen++ // the race is here
}
