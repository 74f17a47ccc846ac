// Rejected: another goroutine closes the box, a little after Cancel has returned.
// Belief: another-goroutine-takes-the-waiting

// Package subscribers is how a bakery tells the town what has just come out
// of the oven: whoever subscribed finds a note in a letterbox.
package subscribers

import "sync"

// Bakery announces news. Its methods may be called by many goroutines at once.
type Bakery struct {
	room int

	mu      sync.Mutex // guards readers; who holds it waits for nobody
	readers map[*Reader]bool
}

// Reader is somebody who subscribed.
type Reader struct {
	bakery *Bakery
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
	defer b.mu.Unlock()
	for r := range b.readers {
		select {
		case r.box <- news:
		default: // full: nobody may wait here, since all the others wait for mu
		}
	}
}

// Box returns the letterbox. It is closed when the subscription ends, after
// the last note.
func (r *Reader) Box() <-chan string { return r.box }

// Cancel ends the subscription, at any time, whether or not the box has been
// emptied. It may be called again.
func (r *Reader) Cancel() {
	r.bakery.mu.Lock()
	defer r.bakery.mu.Unlock()
	if r.bakery.readers[r] {
		delete(r.bakery.readers, r)
		go close(r.box)
	}
}
