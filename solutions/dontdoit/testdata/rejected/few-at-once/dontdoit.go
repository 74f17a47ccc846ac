// Rejected: a few clerks at a time: the street is empty, and all of them are still hired, one after the other.
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
	called := make(chan Day)
	atOnce := make(chan struct{}, 8)
	go func() {
		for _, sale := range r {
			atOnce <- struct{}{}
			go func() {
				called <- sale.total()
				<-atOnce
			}()
		}
	}()

	var day Day
	for range r {
		day.add(<-called)
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
