// Accepted: a baker may overtake others who wait, but nobody who waits is overtaken by her more than three times.

// Package barging is a kitchen with one whisk, which the bakers use in turn,
// one cake at a time.
package barging

import (
	"slices"
	"sync"
)

// burst is how many more cakes of one baker another who waits has to see.
const burst = 3

// A Kitchen has one whisk, used by one baker at a time.
type Kitchen struct {
	mix func(baker string)

	mu      sync.Mutex // guards the fields below; not held while somebody mixes
	free    *sync.Cond // the whisk was put back
	taken   bool
	waiting []*visit
}

// A visit is one time that a baker waits for the whisk.
type visit struct {
	seen map[string]int // how often each of the others took it meanwhile
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

// take returns when the baker has the whisk. Who has waited longest has made no
// cake since any of the others came, so there is always one who may take it.
func (k *Kitchen) take(baker string) {
	k.mu.Lock()
	defer k.mu.Unlock()
	mine := &visit{seen: map[string]int{}}
	k.waiting = append(k.waiting, mine)
	for k.taken || k.hadEnough(baker) {
		k.free.Wait()
	}
	k.waiting = slices.DeleteFunc(k.waiting, func(v *visit) bool { return v == mine })
	for _, v := range k.waiting {
		v.seen[baker]++
	}
	k.taken = true
}

// hadEnough says whether somebody who waits has seen enough of this baker.
func (k *Kitchen) hadEnough(baker string) bool {
	return slices.ContainsFunc(k.waiting, func(v *visit) bool { return v.seen[baker] == burst })
}

func (k *Kitchen) putBack() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.taken = false
	k.free.Broadcast()
}
