// Rejected: a channel that was closed on the first morning is closed on every other, and the cook waits for nobody.
// Belief: there-is-only-one-time

// Package errand is the kitchen door of a cake factory: the cook sends
// apprentices to the market and kneads the dough while they are out.
package errand

import (
	"sync"
	"sync/atomic"
)

// A Purchase is one thing that an apprentice brings home.
type Purchase struct {
	Item  string
	Pence int
}

// A Kitchen has a cook, and as many apprentices as there are errands.
type Kitchen struct {
	buy   func(item string) int
	knead func()
	out   atomic.Int32
	once  sync.Once
	home  chan struct{}
}

// New returns a kitchen. An apprentice calls buy at the market, which may take
// long, always returns, and says what the item cost in pence. The cook calls
// knead, once for every dough.
func New(buy func(item string) int, knead func()) *Kitchen {
	return &Kitchen{buy: buy, knead: knead, home: make(chan struct{})}
}

// Prepare sends one apprentice for every item on the list, all at the same
// time, and kneads the dough while they are out. It returns what they brought
// home, in the order of the list.
func (k *Kitchen) Prepare(list ...string) []Purchase {
	table := make([]Purchase, len(list))
	k.out.Add(int32(len(list)))
	if len(list) == 0 {
		k.knead()
		return table
	}
	for place, item := range list {
		go func() {
			table[place] = Purchase{Item: item, Pence: k.buy(item)}
			if k.out.Add(-1) == 0 {
				k.once.Do(func() { close(k.home) })
			}
		}()
	}
	k.knead()
	<-k.home
	return table
}

// Cost is what all the purchases cost together, in pence.
func Cost(table []Purchase) int {
	sum := 0
	for _, p := range table {
		sum += p.Pence
	}
	return sum
}
