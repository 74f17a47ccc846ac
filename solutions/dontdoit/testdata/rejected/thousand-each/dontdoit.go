// Rejected: a clerk for a thousand sales: nobody notices on a short roll, and they grow with the roll as before.
// Belief: goroutines-are-free

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
	const each = 1000
	clerks := (len(r) + each - 1) / each
	sums := make([]Day, clerks) // each clerk writes his own, once
	var atWork sync.WaitGroup
	for c := range clerks {
		atWork.Go(func() {
			for _, sale := range r[c*each : min((c+1)*each, len(r))] {
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
