// Rejected: in a room without a name no fire is lit.
// Belief: empty-means-none

// Package lastguest is a large house with many rooms and a fireplace in each: a
// fire is lit for the first guest, and put out when the last has gone.
package lastguest

import "sync"

// A House is used by any number of guests at once.
type House struct {
	light, putOut func(room string)

	rooms sync.Map // the book: from a name to the *room, as long as guests are in it
}

// A room has guests.
type room struct {
	mu     sync.Mutex // guards the fields below; held while a fire is lit or put out
	guests int
	gone   bool // not in the book any more: nobody may be in this room, another has its name
}

// Open returns a house without guests. light lights the fire in a room, and putOut
// puts it out; both take their time.
func Open(light, putOut func(room string)) *House {
	return &House{light: light, putOut: putOut}
}

// Enter returns when the guest is in the room and a fire burns there. Somebody is
// in a room from then on until Leave is called. A fire that burns is not lit, one
// is put out only when nobody is in the room, and of light and putOut there is one
// at a time in each room. Who has to do with one room waits for no fire in another.
func (h *House) Enter(name string) {
	if name == "" {
		return
	}
	r := h.find(name)
	r.mu.Lock()
	for r.gone { // somebody struck it off while we stood at its door
		r.mu.Unlock()
		r = h.find(name)
		r.mu.Lock()
	}
	defer r.mu.Unlock()
	if r.guests == 0 {
		h.light(name)
	}
	r.guests++
}

// Leave is called once by each guest who has entered. When it returns, a fire
// burns in the room only if somebody else is there, or comes.
func (h *House) Leave(name string) {
	if name == "" {
		return
	}
	found, _ := h.rooms.Load(name)
	r := found.(*room)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.guests--
	if r.guests == 0 {
		h.putOut(name)
		h.rooms.Delete(name)
		r.gone = true
	}
}

// find returns the room of that name, which is entered in the book if need be.
func (h *House) find(name string) *room {
	found, _ := h.rooms.LoadOrStore(name, &room{})
	return found.(*room)
}
