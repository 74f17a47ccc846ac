// Rejected: with a bell none can be printed between the look and the wait, but a reader can be called away there.
// Belief: a-wake-up-is-remembered

// Package morningpaper is a printing press in a town where people read what is
// new, and then wait for more.
package morningpaper

import (
	"context"
	"slices"
	"sync"
)

// A Press prints a paper now and then. Its methods may be called by many
// goroutines at once.
type Press struct {
	mu     sync.Mutex // guards papers
	papers []string   // all that were printed, in order
	bell   *sync.Cond // rung when a paper is printed, and when a reader is called away
}

// Start returns a press that has printed nothing yet.
func Start() *Press {
	p := &Press{}
	p.bell = sync.NewCond(&p.mu)
	return p
}

// Print prints a paper. It waits for no reader.
func (p *Press) Print(paper string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.papers = append(p.papers, paper)
	p.bell.Broadcast()
}

// Read returns the papers after the first n, in order, as soon as there are any.
// How many were printed when it is called, none or fewer than n, does not matter.
// If ctx ends before, it returns ctx's error.
func (p *Press) Read(ctx context.Context, n int) ([]string, error) {
	stop := context.AfterFunc(ctx, p.bell.Broadcast)
	defer stop()

	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.papers) <= n {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		p.bell.Wait()
	}
	return slices.Clone(p.papers[n:]), nil
}
