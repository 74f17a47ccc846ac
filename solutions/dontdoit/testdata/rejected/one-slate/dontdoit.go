// Rejected: one slate for all shops, with a lock for each line: two who add up at the same time write on the same one.
// Belief: there-is-only-one-time

// Package dontdoit adds up the till roll of a shop at the end of the day.
package dontdoit

import "sync"

// Sale is one line of the till roll: so many pieces at such a price.
type Sale struct {
	Pieces int
	Cents  int
}

// Roll is the till roll of one day.
type Roll []Sale

// Day is what the owner wants to know at closing time.
type Day struct {
	Pieces int
	Cents  int
	Sales  int
}

// Total adds up the roll. It may be called by several shops at the same time.
func (r Roll) Total() Day {
	slate.Lock()
	slate.day = Day{}
	slate.Unlock()
	for _, sale := range r {
		slate.Lock()
		slate.day.add(sale.total())
		slate.Unlock()
	}
	slate.Lock()
	defer slate.Unlock()
	return slate.day
}

// slate is kept, so that no new one is needed every evening.
var slate struct {
	sync.Mutex
	day Day
}

// total is what one sale brought in.
func (s Sale) total() Day {
	return Day{
		Pieces: s.Pieces,
		Cents:  s.Pieces * s.Cents,
		Sales:  1,
	}
}

// add adds part of a day to the day.
func (d *Day) add(part Day) {
	d.Pieces += part.Pieces
	d.Cents += part.Cents
	d.Sales += part.Sales
}
