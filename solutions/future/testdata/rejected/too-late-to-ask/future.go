// Rejected: a baker who has not begun when the first cake is ready is sent home, though all of them were to be asked.
// Belief: nobody-relies-on-it

// Package future is a cake shop that gives out vouchers: a voucher stands for a
// cake that is not ready yet.
package future

import "sync"

// Cake is what a voucher is exchanged for.
type Cake struct {
	Name  string
	Baker string
}

// Baker bakes a cake, which may take long.
type Baker func() Cake

// Voucher stands for one cake. Its methods may be called by any number of
// customers at the same time.
type Voucher struct {
	first sync.Once
	cake  Cake          // written inside first, read after ready is closed
	ready chan struct{} // closed inside first, when cake is written
}

// Order asks every one of the bakers for the same cake and returns a voucher
// for it at once. The cake of the one who is ready first counts. A baker whose
// cake is ready goes home, whether or not anybody ever wants it.
func Order(bakers ...Baker) *Voucher {
	v := &Voucher{ready: make(chan struct{})}
	for _, bake := range bakers {
		go v.fulfil(bake)
	}
	return v
}

// fulfil bakes the cake and hands it over.
func (v *Voucher) fulfil(bake Baker) {
	select {
	case <-v.ready:
		return
	default:
	}
	cake := bake()
	v.first.Do(func() {
		v.cake = cake
		close(v.ready)
	})
}

// Collect waits until the cake is ready, but not for any baker who is slower
// than the first, and returns it. Whoever shows the same voucher gets the same
// cake, however often it is shown.
func (v *Voucher) Collect() Cake {
	<-v.ready
	return v.cake
}

// CollectAll returns the cakes of all the vouchers, in the same order.
func CollectAll(vouchers ...*Voucher) []Cake {
	cakes := make([]Cake, len(vouchers))
	for i, v := range vouchers {
		cakes[i] = v.Collect()
	}
	return cakes
}
