// Rejected: who waits is woken when the whisk is put back, but it may be taken again before he is there.
// Belief: who-is-woken-need-not-look

// Package barging is a kitchen with one whisk, which the bakers use in turn,
// one cake at a time.
package barging

import "sync"

// A Kitchen has one whisk, used by one baker at a time.
type Kitchen struct {
	mix func(baker string)

	mu    sync.Mutex // guards taken; not held while somebody mixes
	free  *sync.Cond
	taken bool
}

// NewKitchen returns a kitchen with the whisk on the table. mix makes one cake
// and takes a while; the baker has the whisk for as long as it runs.
func NewKitchen(mix func(baker string)) *Kitchen {
	k := &Kitchen{mix: mix}
	k.free = sync.NewCond(&k.mu)
	return k
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
	defer k.mu.Unlock()
	for k.taken {
		k.free.Wait()
	}
	k.taken = true
}

func (k *Kitchen) putBack() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.taken = false
	k.free.Signal()
}
