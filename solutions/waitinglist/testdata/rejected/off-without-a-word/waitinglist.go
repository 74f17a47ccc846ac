// Rejected: a guest whose taxi has come, while somebody else is at the board, goes without looking whether a room was given to her, and says that she has one.
// Belief: giving-up-is-harmless

// Package waitinglist is the reception of a small hotel: whoever finds all rooms
// taken may wait in the lobby, until a room is free or the taxi comes.
package waitinglist

import (
	"context"
	"slices"
	"sync"
)

// A Hotel has a few rooms. Its methods may be called by many goroutines at once.
type Hotel struct {
	mu    sync.Mutex    // guards the fields below; one of the two is empty
	free  []string      // the keys on the board
	lobby []chan string // each has room for one key, and is off the list when it has got it
}

// Open returns a hotel with these rooms, all of them free.
func Open(rooms ...string) *Hotel {
	return &Hotel{free: rooms}
}

// CheckIn returns a room that is the guest's until CheckOut. If none is free she
// waits in the lobby. When ctx ends, her taxi has come, and she waits no longer:
// CheckIn returns ctx's error at once, unless she has a room by then.
func (h *Hotel) CheckIn(ctx context.Context) (room string, err error) {
	h.mu.Lock()
	if len(h.free) > 0 {
		defer h.mu.Unlock()
		room, h.free = h.free[0], h.free[1:]
		return room, nil
	}
	seat := make(chan string, 1)
	h.lobby = append(h.lobby, seat)
	h.mu.Unlock()

	select {
	case room = <-seat:
		return room, nil
	case <-ctx.Done():
	}
	if !h.mu.TryLock() {
		return "", nil
	}
	defer h.mu.Unlock()
	if place := slices.Index(h.lobby, seat); place >= 0 {
		h.lobby = slices.Delete(h.lobby, place, place+1)
		return "", ctx.Err()
	}
	return <-seat, nil
}

// CheckOut puts the key of a room back on the board. One of those in the lobby
// gets the room, if there is anybody.
func (h *Hotel) CheckOut(room string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.lobby) == 0 {
		h.free = append(h.free, room)
		return
	}
	h.lobby[0] <- room
	h.lobby = h.lobby[1:]
}

// Free returns how many rooms are free.
func (h *Hotel) Free() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.free)
}
