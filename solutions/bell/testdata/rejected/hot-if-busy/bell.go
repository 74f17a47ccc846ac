// Rejected: who finds somebody else at the oven does not wait, and believes that it is hot.
// Belief: giving-up-is-harmless

// Package bell is a bakehouse at night: one oven, a tray in front of it, and a
// bell that is rung whenever there is something to tell.
package bell

import "sync"

// Oven may be used by any number of bakers at once.
type Oven struct {
	mu   sync.Mutex
	bell *sync.Cond // rung after each change of hot or tray; who hears it looks again

	hot  bool
	tray int // loaves on the tray
}

// NewOven returns a cold oven with an empty tray.
func NewOven() *Oven {
	o := &Oven{}
	o.bell = sync.NewCond(&o.mu)
	return o
}

// Hot says that the oven is hot from now on, and rings the bell. It is called
// once a night.
func (o *Oven) Hot() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.hot = true
	o.bell.Broadcast()
}

// AwaitHeat returns when the oven is hot, at once if it is hot already.
func (o *Oven) AwaitHeat() {
	if !o.mu.TryLock() {
		return
	}
	defer o.mu.Unlock()
	for !o.hot {
		o.bell.Wait()
	}
}

// Done puts that many loaves on the tray and rings the bell. They may come from
// the oven next door, while this one is cold.
func (o *Oven) Done(loaves int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.tray += loaves
	o.bell.Broadcast()
}

// Collect waits until there is a loaf on the tray, takes it away and returns
// how many are left.
func (o *Oven) Collect() (left int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for o.tray == 0 {
		o.bell.Wait()
	}
	o.tray--
	return o.tray
}
