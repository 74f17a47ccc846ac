// Rejected: nobody goes for an item without a name.
// Belief: empty-means-none

// Package errand is the kitchen door of a cake factory: the cook sends
// apprentices to the market and kneads the dough while they are out.
package errand

import "sync"

// A Purchase is one thing that an apprentice brings home.
type Purchase struct {
	Item  string
	Pence int
}

// A Kitchen has a cook, and as many apprentices as there are errands.
type Kitchen struct {
	buy   func(item string) int
	knead func()
}

// New returns a kitchen. An apprentice calls buy at the market, which may take
// long, always returns, and says what the item cost in pence. The cook calls
// knead, once for every dough.
func New(buy func(item string) int, knead func()) *Kitchen {
	return &Kitchen{buy: buy, knead: knead}
}

// Prepare sends one apprentice for every item on the list, all at the same
// time, and kneads the dough while they are out. It returns what they brought
// home, in the order of the list.
func (k *Kitchen) Prepare(list ...string) []Purchase {
	table := make([]Purchase, len(list))
	var out sync.WaitGroup // table is read only after Wait
	for place, item := range list {
		if item == "" {
			continue
		}
		out.Go(func() {
			table[place] = Purchase{Item: item, Pence: k.buy(item)}
		})
	}
	k.knead()
	out.Wait()
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
