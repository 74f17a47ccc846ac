// Rejected: she was handed a key as she left and hangs it on the board, where nobody looks who sits in the lobby already.
// Belief: every-way-out-is-covered

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
	mu    sync.Mutex
	free  []string
	lobby []chan string
}

// Open returns a hotel with these rooms, all of them free.
func Open(rooms ...string) *Hotel { return &Hotel{free: slices.Clone(rooms)} }

// CheckIn returns a room that is the guest's until CheckOut. If none is free she
// waits in the lobby. When ctx ends, her taxi has come, and she waits no longer:
// CheckIn returns ctx's error at once, unless she has a room by then.
func (h *Hotel) CheckIn(ctx context.Context) (string, error) {
	h.mu.Lock()
	if len(h.free) > 0 {
		room := h.free[0]
		h.free = h.free[1:]
		h.mu.Unlock()
		return room, nil
	}
	key := make(chan string, 1)
	h.lobby = append(h.lobby, key)
	h.mu.Unlock()
	select {
	case room := <-key:
		return room, nil
	case <-ctx.Done():
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	i := slices.Index(h.lobby, key)
	if i < 0 {
		h.free = append(h.free, <-key)
		return "", ctx.Err()
	}
	h.lobby = slices.Delete(h.lobby, i, i+1)
	return "", ctx.Err()
}

// CheckOut puts the key of a room back on the board. One of those in the lobby
// gets the room, if there is anybody.
func (h *Hotel) CheckOut(room string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.lobby) > 0 {
		h.lobby[0] <- room
		h.lobby = h.lobby[1:]
		return
	}
	h.free = append(h.free, room)
}

// Free returns how many rooms are free.
func (h *Hotel) Free() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.free)
}
