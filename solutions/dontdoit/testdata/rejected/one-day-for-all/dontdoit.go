// Rejected: two clerks add to the same day, with nothing between them.
// Belief: a-small-variable-needs-no-lock

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
	var day Day
	var atWork sync.WaitGroup
	for _, part := range []Roll{r[:len(r)/2], r[len(r)/2:]} {
		atWork.Go(func() {
			for _, sale := range part {
				day.add(sale.total())
			}
		})
	}
	atWork.Wait()
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
