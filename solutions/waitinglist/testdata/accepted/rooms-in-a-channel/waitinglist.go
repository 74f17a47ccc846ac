// Accepted: the board is a channel, and a select waits for a key and the taxi together.

// Package waitinglist is the reception of a small hotel: whoever finds all rooms
// taken may wait in the lobby, until a room is free or the taxi comes.
package waitinglist

import "context"

// A Hotel has a few rooms. Its methods may be called by many goroutines at once.
type Hotel struct {
	free chan string // the keys on the board, which has a hook for each
}

// Open returns a hotel with these rooms, all of them free.
func Open(rooms ...string) *Hotel {
	h := &Hotel{free: make(chan string, len(rooms))}
	for _, room := range rooms {
		h.free <- room
	}
	return h
}

// CheckIn returns a room that is the guest's until CheckOut. If none is free she
// waits in the lobby. When ctx ends, her taxi has come, and she waits no longer:
// CheckIn returns ctx's error at once, unless she has a room by then.
func (h *Hotel) CheckIn(ctx context.Context) (room string, err error) {
	select {
	case room = <-h.free:
		return room, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// CheckOut puts the key of a room back on the board. One of those in the lobby
// gets the room, if there is anybody.
func (h *Hotel) CheckOut(room string) {
	h.free <- room
}

// Free returns how many rooms are free.
func (h *Hotel) Free() int {
	return len(h.free)
}
