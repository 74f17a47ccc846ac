// Rejected: a customer likes the first slice of a cake without a name, and is told that there was none.
// Belief: empty-means-none

// Package samples lets customers taste before they buy: somebody cuts slices
// and hands them over the counter until the customer has made a choice.
package samples

// Slice is one sample of one cake.
type Slice struct {
	Cake   string
	Number int
}

// Counter is where the samples are served.
type Counter struct {
	cakes []string
	each  int
	cut   func(cake string, number int) Slice
}

// New returns a counter that serves each slices of every cake, in order. It
// calls cut for every slice, one call at a time for each customer. A slice that
// is cut and not eaten goes stale, so not more than two are cut after the last
// one that the customer took, and the knife is put away when the customer leaves.
func New(cakes []string, each int, cut func(cake string, number int) Slice) *Counter {
	return &Counter{cakes: cakes, each: each, cut: cut}
}

// serve hands out the slices one by one, fresh from the knife.
// Whoever calls it closes done on every way out; then nobody waits to hand out
// a slice.
func (c *Counter) serve(done <-chan struct{}) <-chan Slice {
	out := make(chan Slice)
	go func() {
		defer close(out)
		for _, cake := range c.cakes {
			for number := range c.each {
				select {
				case out <- c.cut(cake, number):
				case <-done:
					return
				}
			}
		}
	}()
	return out
}

// FirstLiked offers slices until the customer likes one, and returns it. It
// returns false if the customer tasted everything and liked nothing.
func (c *Counter) FirstLiked(likes func(Slice) bool) (Slice, bool) {
	done := make(chan struct{})
	defer close(done)
	for slice := range c.serve(done) {
		if likes(slice) {
			return slice, slice != (Slice{})
		}
	}
	return Slice{}, false
}

// Plate returns the first n slices, or all of them if there are fewer.
func (c *Counter) Plate(n int) []Slice {
	var plate []Slice
	if n <= 0 {
		return plate
	}
	done := make(chan struct{})
	defer close(done)
	for slice := range c.serve(done) {
		plate = append(plate, slice)
		if len(plate) == n {
			break
		}
	}
	return plate
}
