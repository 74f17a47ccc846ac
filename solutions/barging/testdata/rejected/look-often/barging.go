// Rejected: he looks a hundred times as often, and the whisk is never on the table for any time at all.
// Belief: asking-again-is-waiting

// Package barging is a kitchen with one whisk, which the bakers use in turn,
// one cake at a time.
package barging

import (
	"sync"
	"time"
)

// nap is how long a baker rests who found the whisk taken.
const nap = 10 * time.Millisecond

// A Kitchen has one whisk, used by one baker at a time.
type Kitchen struct {
	mix func(baker string)

	mu    sync.Mutex // guards taken; not held while somebody mixes
	taken bool
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
	for !k.tryTake() {
		time.Sleep(nap)
	}
}

// tryTake takes the whisk if it lies on the table and says whether it did.
func (k *Kitchen) tryTake() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.taken {
		return false
	}
	k.taken = true
	return true
}

func (k *Kitchen) putBack() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.taken = false
}
