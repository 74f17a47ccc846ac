// Rejected: the key of a room without a number is not put back on the board.
// Belief: empty-means-none

// Package waitinglist is the reception of a small hotel: whoever finds all rooms
// taken may wait in the lobby, until a room is free or the taxi comes.
package waitinglist

import (
	"context"
	"sync"
)

// A Hotel has a few rooms. Its methods may be called by many goroutines at once.
type Hotel struct {
	mu   sync.Mutex // guards free
	free []string   // the keys on the board
	bell *sync.Cond // rung in the lobby
}

// Open returns a hotel with these rooms, all of them free.
func Open(rooms ...string) *Hotel {
	h := &Hotel{free: rooms}
	h.bell = sync.NewCond(&h.mu)
	return h
}

// CheckIn returns a room that is the guest's until CheckOut. If none is free she
// waits in the lobby. When ctx ends, her taxi has come, and she waits no longer:
// CheckIn returns ctx's error at once, unless she has a room by then.
func (h *Hotel) CheckIn(ctx context.Context) (room string, err error) {
	stop := context.AfterFunc(ctx, h.callAway)
	defer stop()

	h.mu.Lock()
	defer h.mu.Unlock()
	for len(h.free) == 0 {
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
		h.bell.Wait()
	}
	room, h.free = h.free[0], h.free[1:]
	return room, nil
}

// callAway rings for those whose taxi has come. Who has looked for it and not yet
// sat down in the lobby has mu; so nobody is between the two when the bell rings.
func (h *Hotel) callAway() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.bell.Broadcast()
}

// CheckOut puts the key of a room back on the board. One of those in the lobby
// gets the room, if there is anybody.
func (h *Hotel) CheckOut(room string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if room != "" {
		h.free = append(h.free, room)
	}
	h.bell.Signal()
}

// Free returns how many rooms are free.
func (h *Hotel) Free() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.free)
}
