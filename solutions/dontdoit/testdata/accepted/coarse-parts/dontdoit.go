// Accepted: a part of the roll for each processor, and one sum from each: worth it when a sale takes much longer to add up.

// Package dontdoit adds up the till roll of a shop at the end of the day.
package dontdoit

import (
	"runtime"
	"sync"
)

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
	clerks := runtime.GOMAXPROCS(0)
	sums := make([]Day, clerks) // each clerk writes his own, once
	var atWork sync.WaitGroup
	for c := range clerks {
		atWork.Go(func() {
			var sum Day
			for _, sale := range r[c*len(r)/clerks : (c+1)*len(r)/clerks] {
				sum.add(sale.total())
			}
			sums[c] = sum
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
