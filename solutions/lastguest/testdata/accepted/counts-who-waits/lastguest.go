// Accepted: those on the way in or out are counted, too, with a lock of the book; a room is struck off when there is nobody near it.

// Package lastguest is a large house with many rooms and a fireplace in each: a
// fire is lit for the first guest, and put out when the last has gone.
package lastguest

import "sync"

// A House is used by any number of guests at once.
type House struct {
	light, putOut func(room string)

	mu    sync.Mutex // guards rooms and the people of each; taken last
	rooms map[string]*room
}

// A room is in the book as long as it has people.
type room struct {
	people int // in it, on the way in, or on the way out

	mu     sync.Mutex // guards guests; held while a fire is lit or put out
	guests int
}

// Open returns a house without guests. light lights the fire in a room, and putOut
// puts it out; both take their time.
func Open(light, putOut func(room string)) *House {
	return &House{light: light, putOut: putOut, rooms: map[string]*room{}}
}

// Enter returns when the guest is in the room and a fire burns there. Somebody is
// in a room from then on until Leave is called. A fire that burns is not lit, one
// is put out only when nobody is in the room, and of light and putOut there is one
// at a time in each room. Who has to do with one room waits for no fire in another.
func (h *House) Enter(name string) {
	r := h.come(name)
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.guests == 0 {
		h.light(name)
	}
	r.guests++
}

// Leave is called once by each guest who has entered. When it returns, a fire
// burns in the room only if somebody else is there, or comes.
func (h *House) Leave(name string) {
	h.mu.Lock()
	r := h.rooms[name]
	h.mu.Unlock()

	defer h.gone(name)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.guests--
	if r.guests == 0 {
		h.putOut(name)
	}
}

// come counts somebody who is going to enter.
func (h *House) come(name string) *room {
	h.mu.Lock()
	defer h.mu.Unlock()
	r := h.rooms[name]
	if r == nil {
		r = &room{}
		h.rooms[name] = r
	}
	r.people++
	return r
}

// gone counts somebody who has left.
func (h *House) gone(name string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	r := h.rooms[name]
	if r.people--; r.people == 0 {
		delete(h.rooms, name)
	}
}
