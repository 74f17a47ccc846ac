// Rejected: each half of the roll is added up by somebody who halves it again: very elegant, and a clerk for every sale.
// Belief: goroutines-are-free

// Package dontdoit adds up the till roll of a shop at the end of the day.
package dontdoit

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
	switch len(r) {
	case 0:
		return Day{}
	case 1:
		return r[0].total()
	}
	first := make(chan Day)
	go func() { first <- r[:len(r)/2].Total() }()
	day := r[len(r)/2:].Total()
	day.add(<-first)
	return day
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
