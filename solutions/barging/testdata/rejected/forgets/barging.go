// Rejected: the count begins again whenever another baker has the whisk, so two who take turns keep a third waiting for ever.
// Belief: there-is-only-one-time

// Package barging is a kitchen with one whisk, which the bakers use in turn,
// one cake at a time.
package barging

import "sync"

// burst is how many more cakes a baker makes in a row while others wait.
const burst = 3

// A Kitchen has one whisk, used by one baker at a time.
type Kitchen struct {
	mix func(baker string)

	mu      sync.Mutex // guards the fields below; not held while somebody mixes
	free    *sync.Cond // the whisk was put back, or taken by somebody else
	taken   bool
	waiting int
	last    string // who had the whisk last
	row     int    // how often last took it in a row while others waited
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
		k.take(baker)
		k.mix(baker)
		k.putBack()
	}
}

// take returns when the baker has the whisk.
func (k *Kitchen) take(baker string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.waiting++
	for k.taken || k.waiting > 1 && k.last == baker && k.row == burst {
		k.free.Wait()
	}
	k.waiting--
	k.taken = true
	switch {
	case k.last != baker:
		k.last, k.row = baker, 0
		k.free.Broadcast()
	case k.waiting > 0:
		k.row++
	}
}

func (k *Kitchen) putBack() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.taken = false
	k.free.Broadcast()
}
