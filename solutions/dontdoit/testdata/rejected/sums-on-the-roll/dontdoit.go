// Rejected: the sums are written over the prices on the roll, and who adds it up again multiplies them again.
// Belief: there-is-only-one-time

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
	// An addition is quicker than telling somebody to do it.
	var day Day
	for i := range r {
		r[i].Cents *= r[i].Pieces
		day.Pieces += r[i].Pieces
		day.Cents += r[i].Cents
		day.Sales++
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
