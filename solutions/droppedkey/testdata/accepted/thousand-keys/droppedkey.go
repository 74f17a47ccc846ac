// Accepted: a weighted semaphore: a guest takes one of many keys, who cleans takes them all, and both give them back by defer.

// Package droppedkey is the bath house of a hotel. Guests bathe beside each
// other, and whoever cleans it has it alone.
package droppedkey

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"golang.org/x/sync/semaphore"
)

const all = 1000

// House is a bath house. Its methods may be called by many goroutines at once.
type House struct {
	keys *semaphore.Weighted // a guest has one while bathing; who cleans has all

	mu     sync.Mutex // guards guests
	guests []string
}

// Open returns an empty bath house.
func Open() *House { return &House{keys: semaphore.NewWeighted(all)} }

// Visit lets a guest bathe, beside others, but not while the house is cleaned.
// Then the guest dresses, in the anteroom: that takes long, and keeps nobody
// from bathing or cleaning.
//
// If a guest is taken ill, which is to say if bathe or dress panics, Visit
// returns an error. However bathe ends, be it by runtime.Goexit, the guest is
// not in the bath any more.
func (h *House) Visit(guest string, bathe, dress func()) (err error) {
	defer toBed(guest, &err)
	h.with(1, func() {
		h.enter(guest)
		defer h.leave(guest)
		bathe()
	})
	dress()
	return nil
}

// with does something with so many keys in hand.
func (h *House) with(keys int64, do func()) {
	if h.keys.Acquire(context.Background(), keys) == nil {
		defer h.keys.Release(keys)
		do()
	}
}

// Clean calls scrub while nobody bathes, and lets nobody in until that is
// over. If scrub panics, Clean returns an error.
func (h *House) Clean(scrub func()) (err error) {
	defer toBed("who cleans", &err)
	h.with(all, scrub)
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
	h.guests = append(h.guests, guest)
}

func (h *House) leave(guest string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	i := slices.Index(h.guests, guest)
	h.guests = slices.Delete(h.guests, i, i+1)
}

// toBed is deferred: whoever is taken ill is brought to bed, and the hotel goes
// on.
func toBed(who string, err *error) {
	if ill := recover(); ill != nil {
		*err = fmt.Errorf("%s was taken ill: %v", who, ill)
	}
}
