// Rejected: a cake without a name comes out at once, and no oven is lit for it.
// Belief: empty-means-none

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

	mu   sync.Mutex // guards oven: whoever has it sees no oven, or a hot one
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
	if cake == "" {
		return ""
	}
	if b.hotOven().degrees < 180 {
		return "raw " + cake
	}
	return cake
}

// hotOven returns the oven of this bakehouse, lit and hot.
func (b *Bakehouse) hotOven() *oven {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.oven == nil {
		b.oven = &oven{}
		b.oven.degrees = b.heat()
	}
	return b.oven
}
