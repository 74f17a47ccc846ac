// Accepted: a channel instead of a lock: whoever has taken the list out of it owns the list and all boxes on it.

// Package subscribers is how a bakery tells the town what has just come out
// of the oven: whoever subscribed finds a note in a letterbox.
package subscribers

// Bakery announces news. Its methods may be called by many goroutines at once.
type Bakery struct {
	room int

	// Holds the list of readers, unless somebody has it in hand. Only with the
	// list in hand are notes put in and boxes closed.
	list chan map[*Reader]bool
}

// Reader is somebody who subscribed.
type Reader struct {
	bakery *Bakery
	box    chan string
}

// Open returns a bakery whose readers have letterboxes with room for that many
// notes, at least one.
func Open(room int) *Bakery {
	b := &Bakery{room: room, list: make(chan map[*Reader]bool, 1)}
	b.list <- map[*Reader]bool{}
	return b
}

// Subscribe puts up a letterbox.
func (b *Bakery) Subscribe() *Reader {
	r := &Reader{bakery: b, box: make(chan string, b.room)}
	readers := <-b.list
	readers[r] = true
	b.list <- readers
	return r
}

// Announce puts a note into every letterbox, in the order of the news. It
// waits for no reader: where a box is full, a note is lost, an old one or this
// one, and nobody else notices.
func (b *Bakery) Announce(news string) {
	readers := <-b.list
	for r := range readers {
		select {
		case r.box <- news:
		default:
		}
	}
	b.list <- readers
}

// Box returns the letterbox. It is closed when the subscription ends, after
// the last note.
func (r *Reader) Box() <-chan string { return r.box }

// Cancel ends the subscription, at any time, whether or not the box has been
// emptied. It may be called again.
func (r *Reader) Cancel() {
	readers := <-r.bakery.list
	if readers[r] {
		delete(readers, r)
		close(r.box)
	}
	r.bakery.list <- readers
}
