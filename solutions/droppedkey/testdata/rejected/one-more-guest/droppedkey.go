// Rejected: a list and a bell: who cleans looks for an empty house, and as long as guests keep coming beside others there is none.
// Belief: asking-again-is-waiting

// Package droppedkey is the bath house of a hotel. Guests bathe beside each
// other, and whoever cleans it has it alone.
package droppedkey

import (
	"fmt"
	"slices"
	"sync"
)

// House is a bath house. Its methods may be called by many goroutines at once.
type House struct {
	mu       sync.Mutex // guards what follows
	bell     *sync.Cond // somebody has left
	cleaning bool
	guests   []string
}

// Open returns an empty bath house.
func Open() *House {
	h := &House{}
	h.bell = sync.NewCond(&h.mu)
	return h
}

// Visit lets a guest bathe, beside others, but not while the house is cleaned.
// Then the guest dresses, in the anteroom: that takes long, and keeps nobody
// from bathing or cleaning.
//
// If a guest is taken ill, which is to say if bathe or dress panics, Visit
// returns an error. However bathe ends, be it by runtime.Goexit, the guest is
// not in the bath any more.
func (h *House) Visit(guest string, bathe, dress func()) (err error) {
	defer toBed(guest, &err)
	h.bathe(guest, bathe)
	dress()
	return nil
}

func (h *House) bathe(guest string, bathe func()) {
	h.enter(guest)
	defer h.leave(guest)
	bathe()
}

// Clean calls scrub while nobody bathes, and lets nobody in until that is
// over. If scrub panics, Clean returns an error.
func (h *House) Clean(scrub func()) (err error) {
	defer toBed("who cleans", &err)
	h.mu.Lock()
	for h.cleaning || len(h.guests) > 0 {
		h.bell.Wait()
	}
	h.cleaning = true
	h.mu.Unlock()
	defer func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		h.cleaning = false
		h.bell.Broadcast()
	}()
	scrub()
	return nil
}

// Bathing are the guests who are in the bath.
func (h *House) Bathing() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.guests)
}

func (h *House) enter(guest string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for h.cleaning {
		h.bell.Wait()
	}
	h.guests = append(h.guests, guest)
}

func (h *House) leave(guest string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	i := slices.Index(h.guests, guest)
	h.guests = slices.Delete(h.guests, i, i+1)
	h.bell.Broadcast()
}

// toBed is deferred: whoever is taken ill is brought to bed, and the hotel goes
// on.
func toBed(who string, err *error) {
	if ill := recover(); ill != nil {
		*err = fmt.Errorf("%s was taken ill: %v", who, ill)
	}
}
