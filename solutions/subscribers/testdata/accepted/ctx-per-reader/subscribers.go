// Accepted: each subscription is a context; what ends with it closes the box under the lock, and Cancel waits for that.

// Package subscribers is how a bakery tells the town what has just come out
// of the oven: whoever subscribed finds a note in a letterbox.
package subscribers

import (
	"context"
	"sync"
)

// Bakery announces news. Its methods may be called by many goroutines at once.
type Bakery struct {
	room int

	mu      sync.Mutex // guards readers; who holds it waits for nobody
	readers map[*Reader]bool
}

// Reader is somebody who subscribed.
type Reader struct {
	box    chan string
	cancel context.CancelFunc
	ended  chan struct{} // closed when the box has been closed
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
	ctx, cancel := context.WithCancel(context.Background())
	r := &Reader{box: make(chan string, b.room), cancel: cancel, ended: make(chan struct{})}
	b.readers[r] = true
	context.AfterFunc(ctx, func() { b.end(r) })
	return r
}

// end is called once for each reader.
func (b *Bakery) end(r *Reader) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.readers, r)
	close(r.box)
	close(r.ended)
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
	r.cancel()
	<-r.ended
}
