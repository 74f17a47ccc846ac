// Rejected: a letter in which there is nothing is refused, although the post room is open.
// Belief: empty-means-none

// Package queue is a post room: letters are handed in, carriers deliver them,
// and in the evening it is closed.
package queue

import "sync"

// Post is the post room.
type Post struct {
	shelf    chan string
	deliver  func(letter string)
	carriers sync.WaitGroup

	// Who sends to the shelf holds mu for reading and has found closed false.
	// So whoever holds it for writing may close the shelf: nobody sends now,
	// and nobody will.
	mu     sync.RWMutex
	closed bool
}

// Open opens a post room with a shelf for that many letters, at least one. Each
// of the carriers calls deliver for one letter after the other, which may take
// long; deliver does not call the post room.
func Open(carriers, shelf int, deliver func(letter string)) *Post {
	p := &Post{
		shelf:   make(chan string, shelf),
		deliver: deliver,
	}
	for range carriers {
		p.carriers.Go(p.carry)
	}
	return p
}

// Send hands a letter in: it puts it on the shelf, waiting for room there, and
// returns true, or it returns false if the post room is closed. It does not
// wait for the delivery. A letter that was taken is delivered once. Any number
// of writers may call Send at the same time, also while Close is called.
func (p *Post) Send(letter string) bool {
	p.mu.RLock()
	defer p.mu.RUnlock()
	if p.closed || letter == "" {
		return false
	}
	p.shelf <- letter
	return true
}

// Close closes the post room, once. It returns when every letter that was
// taken has been delivered and the carriers have gone home.
func (p *Post) Close() {
	p.mu.Lock()
	p.closed = true
	close(p.shelf)
	p.mu.Unlock()
	p.carriers.Wait()
}

// carry delivers letters until the post room is closed and the shelf is empty.
func (p *Post) carry() {
	for letter := range p.shelf {
		p.deliver(letter)
	}
}
