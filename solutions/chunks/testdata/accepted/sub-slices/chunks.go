// Accepted: each baker in turn is cut a sub-slice off what is left of the table; they do not overlap, and each baker sees no more than one of them.

// Package chunks ices the cakes on a long table: the table is divided among
// bakers, and each of them works through one stretch of it.
package chunks

import "sync"

// Cake is a cake on the table.
type Cake struct {
	Number int
	Icing  string
}

// Table is a row of cakes.
type Table struct {
	cakes []Cake
	ice   func(Cake) Cake
}

// Lay returns a table with that many cakes, numbered from 0 and without icing.
// Ice returns a cake with one more layer of icing; it is called by several
// bakers at the same time, for different cakes.
func Lay(cakes int, ice func(Cake) Cake) *Table {
	t := &Table{cakes: make([]Cake, cakes), ice: ice}
	for i := range t.cakes {
		t.cakes[i].Number = i
	}
	return t
}

// Ice lets that many bakers ice the table, all at the same time, and returns
// the cakes in order. Every cake gets one layer of icing.
func (t *Table) Ice(bakers int) []Cake {
	var atWork sync.WaitGroup
	rest := t.cakes
	for ; bakers > 0; bakers-- {
		each := len(rest) / bakers // the last one gets all that is left
		stretch := rest[:each]
		rest = rest[each:]
		atWork.Go(func() {
			for i, cake := range stretch {
				stretch[i] = t.ice(cake)
			}
		})
	}
	atWork.Wait()
	return t.cakes
}
