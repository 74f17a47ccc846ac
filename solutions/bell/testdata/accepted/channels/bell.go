// Accepted: a closed channel for what stays true, and a channel that is closed and replaced at each change of the tray.

// Package bell is a bakehouse at night: one oven, a tray in front of it, and a
// bell that is rung whenever there is something to tell.
package bell

import "sync"

// Oven may be used by any number of bakers at once.
type Oven struct {
	hot chan struct{} // closed when the oven is hot

	mu   sync.Mutex
	bell chan struct{} // closed at the next change of tray, and replaced
	tray int           // loaves on the tray
}

// NewOven returns a cold oven with an empty tray.
func NewOven() *Oven {
	return &Oven{hot: make(chan struct{}), bell: make(chan struct{})}
}

// Hot says that the oven is hot from now on, and rings the bell. It is called
// once a night.
func (o *Oven) Hot() { close(o.hot) }

// AwaitHeat returns when the oven is hot, at once if it is hot already.
func (o *Oven) AwaitHeat() { <-o.hot }

// Done puts that many loaves on the tray and rings the bell. They may come from
// the oven next door, while this one is cold.
func (o *Oven) Done(loaves int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.tray += loaves
	close(o.bell)
	o.bell = make(chan struct{})
}

// Collect waits until there is a loaf on the tray, takes it away and returns
// how many are left.
func (o *Oven) Collect() (left int) {
	o.mu.Lock()
	for o.tray == 0 {
		bell := o.bell
		o.mu.Unlock()
		<-bell
		o.mu.Lock()
	}
	defer o.mu.Unlock()
	o.tray--
	return o.tray
}
