// Rejected: a letter stays on the shelf until it has been delivered, so that none is lost; two carriers see it there.
// Belief: safe-steps-are-safe-together

// Package queue is a post room: letters are handed in, carriers deliver them,
// and in the evening it is closed.
package queue

import "sync"

// Post is the post room.
type Post struct {
	deliver  func(letter string)
	carriers sync.WaitGroup

	change *sync.Cond // its lock guards what is below
	shelf  []string
	room   int
	closed bool
}

// Open opens a post room with a shelf for that many letters, at least one. Each
// of the carriers calls deliver for one letter after the other, which may take
// long; deliver does not call the post room.
func Open(carriers, shelf int, deliver func(letter string)) *Post {
	p := &Post{deliver: deliver, change: sync.NewCond(new(sync.Mutex)), room: shelf}
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
	p.change.L.Lock()
	defer p.change.L.Unlock()
	for len(p.shelf) >= p.room && !p.closed {
		p.change.Wait()
	}
	if p.closed {
		return false
	}
	p.shelf = append(p.shelf, letter)
	p.change.Broadcast()
	return true
}

// Close closes the post room, once. It returns when every letter that was
// taken has been delivered and the carriers have gone home.
func (p *Post) Close() {
	p.change.L.Lock()
	p.closed = true
	p.change.Broadcast()
	p.change.L.Unlock()
	p.carriers.Wait()
}

// carry delivers letters until the post room is closed and the shelf is empty.
func (p *Post) carry() {
	p.change.L.Lock()
	defer p.change.L.Unlock()
	for {
		for len(p.shelf) == 0 && !p.closed {
			p.change.Wait()
		}
		if len(p.shelf) == 0 {
			return
		}
		letter := p.shelf[0]
		p.change.L.Unlock()
		p.deliver(letter)
		p.change.L.Lock()
		p.remove(letter)
		p.change.Broadcast()
	}
}

// remove takes a letter off the shelf once it has been delivered.
func (p *Post) remove(letter string) {
	for i := range p.shelf {
		if p.shelf[i] == letter {
			p.shelf = append(p.shelf[:i:i], p.shelf[i+1:]...)
			return
		}
	}
}
