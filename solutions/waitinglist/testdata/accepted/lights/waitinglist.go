// Accepted: a channel that is closed and replaced at each change instead of a bell; it is taken under the lock, with the look.

// Package waitinglist is the reception of a small hotel: whoever finds all rooms
// taken may wait in the lobby, until a room is free or the taxi comes.
package waitinglist

import (
	"context"
	"sync"
)

// A Hotel has a few rooms. Its methods may be called by many goroutines at once.
type Hotel struct {
	mu    sync.Mutex    // guards the fields below
	free  []string      // the keys on the board
	light chan struct{} // closed, and replaced, when a room becomes free
}

// Open returns a hotel with these rooms, all of them free.
func Open(rooms ...string) *Hotel {
	return &Hotel{free: rooms, light: make(chan struct{})}
}

// CheckIn returns a room that is the guest's until CheckOut. If none is free she
// waits in the lobby. When ctx ends, her taxi has come, and she waits no longer:
// CheckIn returns ctx's error at once, unless she has a room by then.
func (h *Hotel) CheckIn(ctx context.Context) (room string, err error) {
	for {
		room, light := h.take()
		if light == nil {
			return room, nil
		}
		select {
		case <-light:
		case <-ctx.Done():
			return "", ctx.Err()
		}
	}
}

// take takes a key from the board. If there is none, light will be closed when
// there is one.
func (h *Hotel) take() (room string, light <-chan struct{}) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.free) == 0 {
		return "", h.light
	}
	room, h.free = h.free[0], h.free[1:]
	return room, nil
}

// CheckOut puts the key of a room back on the board. One of those in the lobby
// gets the room, if there is anybody.
func (h *Hotel) CheckOut(room string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.free = append(h.free, room)
	close(h.light)
	h.light = make(chan struct{})
}

// Free returns how many rooms are free.
func (h *Hotel) Free() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.free)
}
