// Accepted: a clerk alone takes letters in and puts them on the shelf, so the clerk knows when to close it.

// Package queue is a post room: letters are handed in, carriers deliver them,
// and in the evening it is closed.
package queue

import "sync"

// Post is the post room.
type Post struct {
	in       chan string // from the writers' hands into the clerk's: no letter lies there
	shelf    chan string // only the clerk sends, and closes it
	closing  chan struct{}
	deliver  func(letter string)
	carriers sync.WaitGroup
}

// Open opens a post room with a shelf for that many letters, at least one. Each
// of the carriers calls deliver for one letter after the other, which may take
// long; deliver does not call the post room.
func Open(carriers, shelf int, deliver func(letter string)) *Post {
	p := &Post{
		in:      make(chan string),
		shelf:   make(chan string, shelf),
		closing: make(chan struct{}),
		deliver: deliver,
	}
	for range carriers {
		p.carriers.Go(p.carry)
	}
	go p.takeIn()
	return p
}

// Send hands a letter in: it puts it on the shelf, waiting for room there, and
// returns true, or it returns false if the post room is closed. It does not
// wait for the delivery. A letter that was taken is delivered once. Any number
// of writers may call Send at the same time, also while Close is called.
func (p *Post) Send(letter string) bool {
	select {
	case p.in <- letter:
		return true
	case <-p.closing:
		return false
	}
}

// Close closes the post room, once. It returns when every letter that was
// taken has been delivered and the carriers have gone home.
func (p *Post) Close() {
	close(p.closing)
	p.carriers.Wait()
}

// takeIn puts letters on the shelf until the post room is closed.
func (p *Post) takeIn() {
	defer close(p.shelf)
	for {
		select {
		case letter := <-p.in:
			p.shelf <- letter
		case <-p.closing:
			return
		}
	}
}

// carry delivers letters until the post room is closed and the shelf is empty.
func (p *Post) carry() {
	for letter := range p.shelf {
		p.deliver(letter)
	}
}
