// Rejected: each loaf is taken by one baker, but the others are counted later, when somebody else may have taken one, too.
// Belief: shown-before-it-is-so

// Package bell is a bakehouse at night.
package bell

// Oven may be used by any number of bakers at once.
type Oven struct {
	hot  chan struct{} // closed when the oven is hot
	tray chan struct{} // a loaf each
}

// NewOven returns a cold oven with an empty tray.
func NewOven() *Oven {
	return &Oven{hot: make(chan struct{}), tray: make(chan struct{}, 1000)}
}

// Hot says that the oven is hot from now on, and rings the bell. It is called
// once a night.
func (o *Oven) Hot() { close(o.hot) }

// AwaitHeat returns when the oven is hot, at once if it is hot already.
func (o *Oven) AwaitHeat() { <-o.hot }

// Done puts that many loaves on the tray and rings the bell. They may come from
// the oven next door, while this one is cold.
func (o *Oven) Done(loaves int) {
	for range loaves {
		o.tray <- struct{}{}
	}
}

// Collect waits until there is a loaf on the tray, takes it away and returns
// how many are left.
func (o *Oven) Collect() (left int) {
	<-o.tray
	return len(o.tray)
}
