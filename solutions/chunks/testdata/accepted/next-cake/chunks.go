// Accepted: no stretches at all: the bakers draw the number of the next cake, each number once.

// Package chunks ices the cakes on a long table: the table is divided among
// bakers, and each of them works through one stretch of it.
package chunks

import (
	"sync"
	"sync/atomic"
)

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
	var next atomic.Int64
	for range bakers {
		atWork.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(t.cakes)); i = next.Add(1) - 1 {
				t.cakes[i] = t.ice(t.cakes[i])
			}
		})
	}
	atWork.Wait()
	return t.cakes
}
