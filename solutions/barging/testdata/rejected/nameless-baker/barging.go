// Rejected: who gives no name makes no cake.
// Belief: empty-means-none

// Package barging is a kitchen with one whisk, which the bakers use in turn,
// one cake at a time.
package barging

// A Kitchen has one whisk, used by one baker at a time.
type Kitchen struct {
	mix func(baker string)

	// whisk holds a token while the whisk lies on the table. Who waits to receive
	// it is in a queue, and gets it before anybody who comes later.
	whisk chan struct{}
}

// NewKitchen returns a kitchen with the whisk on the table. mix makes one cake
// and takes a while; the baker has the whisk for as long as it runs.
func NewKitchen(mix func(baker string)) *Kitchen {
	k := &Kitchen{mix: mix, whisk: make(chan struct{}, 1)}
	k.putBack()
	return k
}

// Bake makes one cake after the other for as long as more says so. Each baker
// puts the whisk back after each cake: whoever waits for it sees at most three
// more cakes of the same baker made before. Any number of bakers, each with a
// name of her own, may bake at once.
func (k *Kitchen) Bake(baker string, more func() bool) {
	for baker != "" && more() {
		k.take()
		k.mix(baker)
		k.putBack()
	}
}

// take returns when the baker has the whisk.
func (k *Kitchen) take() { <-k.whisk }

func (k *Kitchen) putBack() { k.whisk <- struct{}{} }
