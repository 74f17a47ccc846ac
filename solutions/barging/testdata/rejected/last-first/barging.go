// Rejected: the whisk is handed over, but to the one who came last; who stands at the bottom of the list sees the others take turns.
// Belief: the-other-side-can-wait

// Package barging is a kitchen with one whisk, which the bakers use in turn,
// one cake at a time.
package barging

import "sync"

// A Kitchen has one whisk, used by one baker at a time.
type Kitchen struct {
	mix func(baker string)

	mu      sync.Mutex // guards taken and waiting; not held while somebody mixes
	taken   bool
	waiting []chan struct{} // each with room for the whisk, who came last stands at the end
}

// NewKitchen returns a kitchen with the whisk on the table. mix makes one cake
// and takes a while; the baker has the whisk for as long as it runs.
func NewKitchen(mix func(baker string)) *Kitchen {
	return &Kitchen{mix: mix}
}

// Bake makes one cake after the other for as long as more says so. Each baker
// puts the whisk back after each cake: whoever waits for it sees at most three
// more cakes of the same baker made before. Any number of bakers, each with a
// name of her own, may bake at once.
func (k *Kitchen) Bake(baker string, more func() bool) {
	for more() {
		k.take()
		k.mix(baker)
		k.putBack()
	}
}

// take returns when the baker has the whisk.
func (k *Kitchen) take() {
	k.mu.Lock()
	if !k.taken {
		k.taken = true
		k.mu.Unlock()
		return
	}
	hand := make(chan struct{}, 1)
	k.waiting = append(k.waiting, hand)
	k.mu.Unlock()
	<-hand
}

func (k *Kitchen) putBack() {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.waiting) == 0 {
		k.taken = false
		return
	}
	last := len(k.waiting) - 1
	k.waiting[last] <- struct{}{} // it stays taken
	k.waiting = k.waiting[:last]
}
