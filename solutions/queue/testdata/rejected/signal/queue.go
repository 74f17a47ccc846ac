// Rejected: one condition for writers and carriers, and Signal may wake somebody whom the change does not concern, who goes to sleep again.
// Belief: one-wake-up-reaches-all

// Package queue is a post room: letters are handed in, carriers deliver them,
// and in the evening it is closed.
package queue

import "sync"

// Post is the post room.
type Post struct {
	mu       sync.Mutex
	changed  *sync.Cond // what is on the shelf, or closed
	letters  []string
	room     int
	closed   bool
	deliver  func(letter string)
	carriers sync.WaitGroup
}

// Open opens a post room with a shelf for that many letters, at least one. Each
// of the carriers calls deliver for one letter after the other, which may take
// long; deliver does not call the post room.
func Open(carriers, shelf int, deliver func(letter string)) *Post {
	p := &Post{room: shelf, deliver: deliver}
	p.changed = sync.NewCond(&p.mu)
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
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.letters) == p.room && !p.closed {
		p.changed.Wait()
	}
	if p.closed {
		return false
	}
	p.letters = append(p.letters, letter)
	p.changed.Signal()
	return true
}

// Close closes the post room, once. It returns when every letter that was
// taken has been delivered and the carriers have gone home.
func (p *Post) Close() {
	p.mu.Lock()
	p.closed = true
	p.changed.Broadcast()
	p.mu.Unlock()
	p.carriers.Wait()
}

// carry delivers letters until the post room is closed and the shelf is empty.
func (p *Post) carry() {
	for {
		p.mu.Lock()
		for len(p.letters) == 0 && !p.closed {
			p.changed.Wait()
		}
		if len(p.letters) == 0 {
			p.mu.Unlock()
			return
		}
		letter := p.letters[0]
		p.letters = p.letters[1:]
		p.changed.Signal()
		p.mu.Unlock()
		p.deliver(letter)
	}
}
