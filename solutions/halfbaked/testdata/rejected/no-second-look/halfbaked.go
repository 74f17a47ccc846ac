// Rejected: while a baker waited for the lock, somebody has lit the oven, and it is lit again.
// Belief: safe-steps-are-safe-together

// Package halfbaked is a bakehouse with one oven, which is lit by the first
// baker who needs it.
package halfbaked

import "sync"

// oven is lit once and then stays hot all day.
type oven struct {
	degrees int
}

// Bakehouse has one oven, or none as long as nobody has needed it. Its methods
// may be called by several bakers at once.
type Bakehouse struct {
	heat func() int

	mu   sync.RWMutex // guards oven
	oven *oven
}

// New returns a bakehouse that is still cold. Heat lights a fire, which takes
// long, and returns the degrees that it reaches. It is called once a day, by
// the first who bakes; whoever comes meanwhile waits until the oven is hot.
func New(heat func() int) *Bakehouse {
	return &Bakehouse{heat: heat}
}

// Bake puts a cake into the oven and returns what comes out: the cake, or if
// the oven was not hot enough, something raw.
func (b *Bakehouse) Bake(cake string) string {
	if b.hotOven().degrees < 180 {
		return "raw " + cake
	}
	return cake
}

// hotOven returns the oven of this bakehouse. Most of the time it is hot
// already, and then nobody should have to wait for the lock.
func (b *Bakehouse) hotOven() *oven {
	b.mu.RLock()
	o := b.oven
	b.mu.RUnlock()
	if o == nil {
		b.mu.Lock()
		defer b.mu.Unlock()
		o = &oven{degrees: b.heat()}
		b.oven = o
	}
	return o
}
