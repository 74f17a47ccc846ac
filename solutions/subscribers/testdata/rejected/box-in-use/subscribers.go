// Rejected: a baker who comes while another one is at the box goes on to the next, and this note is lost although there is room.
// Belief: giving-up-is-harmless

// Package subscribers is how a bakery tells the town what has just come out
// of the oven: whoever subscribed finds a note in a letterbox.
package subscribers

import "sync"

// Bakery announces news. Its methods may be called by many goroutines at once.
type Bakery struct {
	room int

	mu      sync.Mutex // guards readers
	readers map[*Reader]bool
}

// Reader is somebody who subscribed.
type Reader struct {
	bakery *Bakery

	mu     sync.Mutex // guards closed, and box against being closed under a note
	closed bool
	box    chan string
}

// Open returns a bakery whose readers have letterboxes with room for that many
// notes, at least one.
func Open(room int) *Bakery {
	return &Bakery{room: room, readers: map[*Reader]bool{}}
}

// Subscribe puts up a letterbox.
func (b *Bakery) Subscribe() *Reader {
	b.mu.Lock()
	defer b.mu.Unlock()
	r := &Reader{bakery: b, box: make(chan string, b.room)}
	b.readers[r] = true
	return r
}

// Announce puts a note into every letterbox, in the order of the news. It
// waits for no reader: where a box is full, a note is lost, an old one or this
// one, and nobody else notices.
func (b *Bakery) Announce(news string) {
	b.mu.Lock()
	var readers []*Reader
	for r := range b.readers {
		readers = append(readers, r)
	}
	b.mu.Unlock()
	for _, r := range readers {
		r.put(news)
	}
}

func (r *Reader) put(news string) {
	if !r.mu.TryLock() {
		return
	}
	defer r.mu.Unlock()
	if r.closed {
		return
	}
	select {
	case r.box <- news:
	default:
	}
}

// Box returns the letterbox. It is closed when the subscription ends, after
// the last note.
func (r *Reader) Box() <-chan string { return r.box }

// Cancel ends the subscription, at any time, whether or not the box has been
// emptied. It may be called again.
func (r *Reader) Cancel() {
	r.bakery.mu.Lock()
	delete(r.bakery.readers, r)
	r.bakery.mu.Unlock()

	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.closed {
		r.closed = true
		close(r.box)
	}
}
