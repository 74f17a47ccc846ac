// Accepted: each reader who finds nothing puts up a channel of his own, under the lock with which he looked.

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
	mu     sync.Mutex             // guards the fields below
	papers []string               // all that were printed, in order
	boxes  map[chan struct{}]bool // of those who wait: closed, and taken down, when a paper is printed
}

// Start returns a press that has printed nothing yet.
func Start() *Press {
	return &Press{boxes: map[chan struct{}]bool{}}
}

// Print prints a paper. It waits for no reader.
func (p *Press) Print(paper string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.papers = append(p.papers, paper)
	for box := range p.boxes {
		close(box)
	}
	clear(p.boxes)
}

// Read returns the papers after the first n, in order, as soon as there are any.
// How many were printed when it is called, none or fewer than n, does not matter.
// If ctx ends before, it returns ctx's error.
func (p *Press) Read(ctx context.Context, n int) ([]string, error) {
	for {
		papers, box := p.look(n)
		if box == nil {
			return papers, nil
		}
		select {
		case <-box:
		case <-ctx.Done():
			p.takeDown(box)
			return nil, ctx.Err()
		}
	}
}

// look returns the papers after the first n. If there are none it puts up a box,
// which is closed when the next paper is printed.
func (p *Press) look(n int) (papers []string, box chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if n < len(p.papers) {
		return slices.Clone(p.papers[n:]), nil
	}
	box = make(chan struct{})
	p.boxes[box] = true
	return nil, box
}

func (p *Press) takeDown(box chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.boxes, box)
}
