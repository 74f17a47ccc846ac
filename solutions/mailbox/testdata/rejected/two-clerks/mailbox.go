// Rejected: a second clerk answers the first, until both have a bill in hand.
// Belief: another-goroutine-takes-the-waiting

// Package mailbox is the order office of a cake factory: one clerk, who keeps
// the price list, and a mailbox with letters to him.
package mailbox

import "sync"

// Office may be asked by anybody at any time.
type Office struct {
	letters chan letter
	home    chan struct{} // closed when the clerk has gone home

	list   sync.Mutex // guards prices: there are two clerks now
	prices map[string]int
}

// letter asks the clerk to do something and to say so when it is done.
type letter struct {
	do   func()
	done chan struct{}
}

// Open returns an office with a price list, and a clerk in it.
func Open(prices map[string]int) *Office {
	o := &Office{letters: make(chan letter), home: make(chan struct{}), prices: prices}
	go func() {
		defer close(o.home)
		var clerks sync.WaitGroup
		clerks.Go(o.clerk)
		clerks.Go(o.clerk)
		clerks.Wait()
	}()
	return o
}

// clerk does one letter after the other.
func (o *Office) clerk() {
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
	o.ask(func() {
		o.list.Lock()
		defer o.list.Unlock()
		price = o.prices[cake]
	})
	return price
}

// Raise makes every cake dearer by that much, all at the same moment.
func (o *Office) Raise(by int) {
	o.ask(func() {
		o.list.Lock()
		defer o.list.Unlock()
		for cake := range o.prices {
			o.prices[cake] += by
		}
	})
}

// Bill adds up what some cakes cost, with the prices of one moment.
func (o *Office) Bill(cakes ...string) (total int) {
	o.ask(func() {
		for _, cake := range cakes {
			total += o.Price(cake)
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
