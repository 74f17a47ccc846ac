// Rejected: one word for a baker and one for a seller: a second one who stands there hears nothing.
// Belief: one-wake-up-reaches-all

// Package closing is the hatch between a bakehouse and its shop: cakes go
// through it from hand to hand, until somebody closes it for the night.
package closing

import (
	"sync"
	"sync/atomic"
)

// Hatch may be used by any number of bakers and sellers at once.
type Hatch struct {
	cakes chan string   // never closed: nobody knows who else may still send
	word  chan struct{} // one for a baker
	word2 chan struct{} // one for a seller
	shut  atomic.Bool
	once  sync.Once
	sign  func()
}

// Open returns an open hatch. In the evening sign is called, once, by whoever
// closes the hatch: it turns the sign in the shop window.
func Open(sign func()) *Hatch {
	return &Hatch{cakes: make(chan string), word: make(chan struct{}, 1), word2: make(chan struct{}, 1), sign: sign}
}

// Offer holds out a cake until a seller takes it and then returns true. If the
// hatch is closed, or is closed while the baker stands there, it returns false
// and the baker keeps the cake.
func (h *Hatch) Offer(cake string) bool {
	if h.shut.Load() {
		return false
	}
	select {
	case <-h.word:
		return false
	case h.cakes <- cake:
		return true
	}
}

// Take waits for a cake. It returns false if there will be none, because the
// hatch is closed.
func (h *Hatch) Take() (cake string, ok bool) {
	if h.shut.Load() {
		return "", false
	}
	select {
	case <-h.word2:
		return "", false
	case cake = <-h.cakes:
		return cake, true
	}
}

// Close closes the hatch. Anybody may do it, also while others offer and take;
// to close a hatch that is closed, or that somebody is just closing, does no
// harm.
func (h *Hatch) Close() {
	h.once.Do(func() {
		h.sign()
		h.shut.Store(true)
		h.word <- struct{}{}
		h.word2 <- struct{}{}
	})
}
