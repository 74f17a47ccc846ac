// Rejected: when a fire is out one of those who wait is woken, perhaps for another room, and who waits for this one is not.
// Belief: one-wake-up-reaches-all

// Package lastguest is a large house with many rooms and a fireplace in each: a
// fire is lit for the first guest, and put out when the last has gone.
package lastguest

import "sync"

// A House is used by any number of guests at once.
type House struct {
	light, putOut func(room string)

	mu    sync.Mutex // guards rooms and what is in them; not held while a fire is lit or put out
	done  *sync.Cond // a sign has been taken down
	rooms map[string]*room
}

// A room is in the book as long as it has guests or a sign.
type room struct {
	guests int
	busy   bool // the sign: somebody sees to the fire
}

// Open returns a house without guests. light lights the fire in a room, and putOut
// puts it out; both take their time.
func Open(light, putOut func(room string)) *House {
	h := &House{light: light, putOut: putOut, rooms: map[string]*room{}}
	h.done = sync.NewCond(&h.mu)
	return h
}

// Enter returns when the guest is in the room and a fire burns there. Somebody is
// in a room from then on until Leave is called. A fire that burns is not lit, one
// is put out only when nobody is in the room, and of light and putOut there is one
// at a time in each room. Who has to do with one room waits for no fire in another.
func (h *House) Enter(name string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for h.rooms[name] != nil && h.rooms[name].busy {
		h.done.Wait()
	}
	r := h.rooms[name]
	if r == nil {
		r = &room{}
		h.rooms[name] = r
		h.fire(r, func() { h.light(name) })
	}
	r.guests++
}

// Leave is called once by each guest who has entered. When it returns, a fire
// burns in the room only if somebody else is there, or comes.
func (h *House) Leave(name string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	r := h.rooms[name]
	if r.guests--; r.guests == 0 {
		h.fire(r, func() { h.putOut(name) })
		delete(h.rooms, name)
	}
}

// fire sees to the fire of a room, without h.mu, which is held before and after.
func (h *House) fire(r *room, see func()) {
	r.busy = true
	h.mu.Unlock()
	see()
	h.mu.Lock()
	r.busy = false
	h.done.Signal()
}
