// Rejected: a note with room for one says that a room is free; when two become free the second is not noted, and one guest of two reads it.
// Belief: one-wake-up-reaches-all

// Package waitinglist is the reception of a small hotel: whoever finds all rooms
// taken may wait in the lobby, until a room is free or the taxi comes.
package waitinglist

import (
	"context"
	"sync"
)

// A Hotel has a few rooms. Its methods may be called by many goroutines at once.
type Hotel struct {
	mu   sync.Mutex    // guards free
	free []string      // the keys on the board
	bell chan struct{} // a room is free
}

// Open returns a hotel with these rooms, all of them free.
func Open(rooms ...string) *Hotel {
	h := &Hotel{free: rooms}
	h.bell = make(chan struct{}, 1)
	return h
}

// CheckIn returns a room that is the guest's until CheckOut. If none is free she
// waits in the lobby. When ctx ends, her taxi has come, and she waits no longer:
// CheckIn returns ctx's error at once, unless she has a room by then.
func (h *Hotel) CheckIn(ctx context.Context) (room string, err error) {
	for {
		h.mu.Lock()
		if len(h.free) > 0 {
			room, h.free = h.free[0], h.free[1:]
			h.mu.Unlock()
			return room, nil
		}
		h.mu.Unlock()
		select {
		case <-h.bell:
		case <-ctx.Done():
			return "", ctx.Err()
		}
	}
}

// ring leaves word that a room is free.
func (h *Hotel) ring() {
	select {
	case h.bell <- struct{}{}:
	default:
	}
}

// CheckOut puts the key of a room back on the board. One of those in the lobby
// gets the room, if there is anybody.
func (h *Hotel) CheckOut(room string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.free = append(h.free, room)
	h.ring()
}

// Free returns how many rooms are free.
func (h *Hotel) Free() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.free)
}
