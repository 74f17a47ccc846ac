// Accepted: the price list moves to a second actor, who asks nobody; the clerk asks him once for each bill.

// Package mailbox is the order office of a cake factory: one clerk, who keeps
// the price list, and a mailbox with letters to him.
package mailbox

// Office may be asked by anybody at any time.
type Office struct {
	clerk  *actor
	keeper *actor // asks nobody

	prices map[string]int // of the keeper
}

// actor does one letter after the other.
type actor struct {
	letters chan letter
	home    chan struct{} // closed when the actor has gone home
}

// letter asks an actor to do something and to say so when it is done.
type letter struct {
	do   func()
	done chan struct{}
}

func hire() *actor {
	a := &actor{letters: make(chan letter), home: make(chan struct{})}
	go func() {
		defer close(a.home)
		for l := range a.letters {
			l.do()
			close(l.done)
		}
	}()
	return a
}

// ask writes a letter to the actor and waits until he has done what it says.
func (a *actor) ask(do func()) {
	l := letter{do, make(chan struct{})}
	a.letters <- l
	<-l.done
}

func (a *actor) dismiss() {
	close(a.letters)
	<-a.home
}

// Open returns an office with a price list, and a clerk in it.
func Open(prices map[string]int) *Office {
	return &Office{clerk: hire(), keeper: hire(), prices: prices}
}

// list returns the prices of some cakes at one moment.
func (o *Office) list(cakes []string) (prices []int) {
	o.keeper.ask(func() {
		for _, cake := range cakes {
			prices = append(prices, o.prices[cake])
		}
	})
	return prices
}

// Price returns what a cake costs.
func (o *Office) Price(cake string) int { return o.list([]string{cake})[0] }

// Raise makes every cake dearer by that much, all at the same moment.
func (o *Office) Raise(by int) {
	o.keeper.ask(func() {
		for cake := range o.prices {
			o.prices[cake] += by
		}
	})
}

// Bill adds up what some cakes cost, with the prices of one moment.
func (o *Office) Bill(cakes ...string) (total int) {
	o.clerk.ask(func() {
		for _, price := range o.list(cakes) {
			total += price
		}
	})
	return total
}

// Close sends the clerk home and returns when he has gone. Nobody may ask
// afterwards.
func (o *Office) Close() {
	o.clerk.dismiss()
	o.keeper.dismiss()
}
