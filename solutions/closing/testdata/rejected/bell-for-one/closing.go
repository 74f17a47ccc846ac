// Rejected: the bell wakes one of the bakers who stand there, and not the one whose cake was taken.
// Belief: one-wake-up-reaches-all

// Package closing is the hatch between a bakehouse and its shop: cakes go
// through it from hand to hand, until somebody closes it for the night.
package closing

import "sync"

type baker struct {
	cake  string
	taken bool
}

// Hatch may be used by any number of bakers and sellers at once.
type Hatch struct {
	mu     sync.Mutex
	bell   *sync.Cond // rung after each change
	bakers []*baker   // who stand at the hatch
	closed bool
	sign   func()
}

// Open returns an open hatch. In the evening sign is called, once, by whoever
// closes the hatch: it turns the sign in the shop window.
func Open(sign func()) *Hatch {
	h := &Hatch{sign: sign}
	h.bell = sync.NewCond(&h.mu)
	return h
}

// Offer holds out a cake until a seller takes it and then returns true. If the
// hatch is closed, or is closed while the baker stands there, it returns false
// and the baker keeps the cake.
func (h *Hatch) Offer(cake string) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return false
	}
	b := &baker{cake: cake}
	h.bakers = append(h.bakers, b)
	h.bell.Broadcast()
	for !b.taken && !h.closed {
		h.bell.Wait()
	}
	return b.taken
}

// Take waits for a cake. It returns false if there will be none, because the
// hatch is closed.
func (h *Hatch) Take() (cake string, ok bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for len(h.bakers) == 0 && !h.closed {
		h.bell.Wait()
	}
	if h.closed {
		return "", false
	}
	b := h.bakers[0]
	h.bakers = h.bakers[1:]
	b.taken = true
	h.bell.Signal()
	return b.cake, true
}

// Close closes the hatch. Anybody may do it, also while others offer and take;
// to close a hatch that is closed, or that somebody is just closing, does no
// harm.
func (h *Hatch) Close() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return
	}
	h.closed = true
	h.sign()
	h.bell.Broadcast()
}
