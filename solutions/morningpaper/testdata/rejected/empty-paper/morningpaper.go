// Rejected: a paper in which there is nothing is not printed, and those after it have other numbers.
// Belief: empty-means-none

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
	mu     sync.Mutex    // guards the fields below
	papers []string      // all that were printed, in order
	fresh  chan struct{} // closed, and replaced, whenever a paper is printed
}

// Start returns a press that has printed nothing yet.
func Start() *Press {
	return &Press{fresh: make(chan struct{})}
}

// Print prints a paper. It waits for no reader.
func (p *Press) Print(paper string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if paper == "" {
		return
	}
	p.papers = append(p.papers, paper)
	close(p.fresh)
	p.fresh = make(chan struct{})
}

// Read returns the papers after the first n, in order, as soon as there are any.
// How many were printed when it is called, none or fewer than n, does not matter.
// If ctx ends before, it returns ctx's error.
func (p *Press) Read(ctx context.Context, n int) ([]string, error) {
	for {
		fresh := p.next() // before the look: whatever is printed from here on is seen, or closes it
		if papers := p.after(n); len(papers) > 0 {
			return papers, nil
		}
		select {
		case <-fresh:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// after returns the papers after the first n.
func (p *Press) after(n int) []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.papers[min(n, len(p.papers)):])
}

// next returns a channel that is closed when the next paper is printed.
func (p *Press) next() <-chan struct{} {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.fresh
}
