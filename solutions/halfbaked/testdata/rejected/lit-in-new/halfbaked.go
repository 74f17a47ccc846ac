// Rejected: the oven is hot before anybody comes, and burns on days on which nobody does.
// Belief: it-does-not-matter-when

// Package halfbaked is a bakehouse with one oven, which is lit by the first
// baker who needs it.
package halfbaked

// oven is lit once and then stays hot all day.
type oven struct {
	degrees int
}

// Bakehouse has one oven, or none as long as nobody has needed it. Its methods
// may be called by several bakers at once.
type Bakehouse struct {
	oven *oven
}

// New returns a bakehouse that is still cold. Heat lights a fire, which takes
// long, and returns the degrees that it reaches. It is called once a day, by
// the first who bakes; whoever comes meanwhile waits until the oven is hot.
func New(heat func() int) *Bakehouse {
	return &Bakehouse{oven: &oven{degrees: heat()}}
}

// Bake puts a cake into the oven and returns what comes out: the cake, or if
// the oven was not hot enough, something raw.
func (b *Bakehouse) Bake(cake string) string {
	if b.hotOven().degrees < 180 {
		return "raw " + cake
	}
	return cake
}

// hotOven returns the oven of this bakehouse, lit and hot.
func (b *Bakehouse) hotOven() *oven {
	return b.oven
}
