// Rejected: a part for each processor, of equal length; what is left over at the end is nobody's.
// Belief: it-divides-evenly

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
	clerks := 2
	each := len(r) / clerks
	sums := make([]Day, clerks)
	var atWork sync.WaitGroup
	for c := range sums {
		atWork.Go(func() {
			for _, sale := range r[c*each : (c+1)*each] {
				sums[c].add(sale.total())
			}
		})
	}
	atWork.Wait()
	var day Day
	for _, sum := range sums {
		day.add(sum)
	}
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
