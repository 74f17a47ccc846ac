// Rejected: a second look at the shelf by Close itself: the gap is smaller, and a letter still fits in.
// Belief: safe-steps-are-safe-together

// Package queue is a post room: letters are handed in, carriers deliver them,
// and in the evening it is closed.
package queue

import "sync"

// Post is the post room.
type Post struct {
	shelf    chan string
	closing  chan struct{}
	deliver  func(letter string)
	carriers sync.WaitGroup
}

// Open opens a post room with a shelf for that many letters, at least one. Each
// of the carriers calls deliver for one letter after the other, which may take
// long; deliver does not call the post room.
func Open(carriers, shelf int, deliver func(letter string)) *Post {
	p := &Post{
		shelf:   make(chan string, shelf),
		closing: make(chan struct{}),
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
	select {
	case p.shelf <- letter:
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
	for {
		select {
		case letter := <-p.shelf:
			p.deliver(letter)
		default:
			return
		}
	}
}

// carry delivers letters until the post room is closed and the shelf is empty.
func (p *Post) carry() {
	for {
		select {
		case letter := <-p.shelf:
			p.deliver(letter)
		case <-p.closing:
			for {
				select {
				case letter := <-p.shelf:
					p.deliver(letter)
				default:
					return
				}
			}
		}
	}
}
