// Accepted: each paper holds a channel that says that it is printed, and the next paper: nothing is replaced, so nothing can be missed.

// Package morningpaper is a printing press in a town where people read what is
// new, and then wait for more.
package morningpaper

import (
	"context"
	"sync"
)

// A Press prints a paper now and then. Its methods may be called by many
// goroutines at once.
type Press struct {
	first *paper

	mu   sync.Mutex // guards last
	last *paper     // is still to be printed
}

// A paper is there when printed is closed, and does not change after that.
type paper struct {
	printed chan struct{}
	text    string
	next    *paper
}

func blank() *paper { return &paper{printed: make(chan struct{})} }

// Start returns a press that has printed nothing yet.
func Start() *Press {
	first := blank()
	return &Press{first: first, last: first}
}

// Print prints a paper. It waits for no reader.
func (p *Press) Print(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.last
	now.text, now.next = text, blank()
	p.last = now.next
	close(now.printed)
}

// Read returns the papers after the first n, in order, as soon as there are any.
// How many were printed when it is called, none or fewer than n, does not matter.
// If ctx ends before, it returns ctx's error.
func (p *Press) Read(ctx context.Context, n int) ([]string, error) {
	var papers []string
	at := p.first
	for i := 0; ; i++ {
		if len(papers) > 0 { // what is there already
			select {
			case <-at.printed:
			default:
				return papers, nil
			}
		}
		select {
		case <-at.printed:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		if i >= n {
			papers = append(papers, at.text)
		}
		at = at.next
	}
}
