// Accepted: the first cake ends the group's context, as its cause, and every voucher holder waits for that.

// Package future is a cake shop that gives out vouchers: a voucher stands for a
// cake that is not ready yet.
package future

import (
	"context"

	"golang.org/x/sync/errgroup"
)

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
	ready context.Context // ends with the first cake, which is its cause
}

// baked is what a baker ends the others' waiting with.
type baked struct{ cake Cake }

func (b baked) Error() string { return b.cake.Name + " is ready" }

// Order asks every one of the bakers for the same cake and returns a voucher
// for it at once. The cake of the one who is ready first counts. A baker whose
// cake is ready goes home, whether or not anybody ever wants it.
func Order(bakers ...Baker) *Voucher {
	kitchen, ready := errgroup.WithContext(context.Background())
	for _, bake := range bakers {
		kitchen.Go(func() error { return baked{bake()} })
	}
	return &Voucher{ready: ready}
}

// Collect waits until the cake is ready, but not for any baker who is slower
// than the first, and returns it. Whoever shows the same voucher gets the same
// cake, however often it is shown.
func (v *Voucher) Collect() Cake {
	<-v.ready.Done()
	return context.Cause(v.ready).(baked).cake
}

// CollectAll returns the cakes of all the vouchers, in the same order.
func CollectAll(vouchers ...*Voucher) []Cake {
	cakes := make([]Cake, len(vouchers))
	for i, v := range vouchers {
		cakes[i] = v.Collect()
	}
	return cakes
}
