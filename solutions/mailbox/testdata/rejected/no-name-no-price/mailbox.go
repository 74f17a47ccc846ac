// Rejected: a cake without a name costs nothing, although it is on the price list.
// Belief: empty-means-none

// Package mailbox is the order office of a cake factory: one clerk, who keeps
// the price list, and a mailbox with letters to him.
package mailbox

// Office may be asked by anybody at any time.
type Office struct {
	letters chan letter   // from outside: what is done for a letter never asks
	home    chan struct{} // closed when the clerk has gone home

	prices map[string]int // of the clerk: only he opens the price list
}

// letter asks the clerk to do something and to say so when it is done.
type letter struct {
	do   func()
	done chan struct{}
}

// Open returns an office with a price list, and a clerk in it.
func Open(prices map[string]int) *Office {
	o := &Office{letters: make(chan letter), home: make(chan struct{}), prices: prices}
	go o.clerk()
	return o
}

// clerk does one letter after the other.
func (o *Office) clerk() {
	defer close(o.home)
	for l := range o.letters {
		l.do()
		close(l.done)
	}
}

// ask writes a letter to the clerk and waits until he has done what it says.
func (o *Office) ask(do func()) {
	l := letter{do, make(chan struct{})}
	o.letters <- l
	<-l.done
}

// Price returns what a cake costs.
func (o *Office) Price(cake string) (price int) {
	if cake != "" {
		o.ask(func() { price = o.prices[cake] })
	}
	return price
}

// Raise makes every cake dearer by that much, all at the same moment.
func (o *Office) Raise(by int) {
	o.ask(func() {
		for cake := range o.prices {
			o.prices[cake] += by
		}
	})
}

// Bill adds up what some cakes cost, with the prices of one moment.
func (o *Office) Bill(cakes ...string) (total int) {
	o.ask(func() {
		for _, cake := range cakes {
			total += o.prices[cake]
		}
	})
	return total
}

// Close sends the clerk home and returns when he has gone. Nobody may ask
// afterwards.
func (o *Office) Close() {
	close(o.letters)
	<-o.home
}
