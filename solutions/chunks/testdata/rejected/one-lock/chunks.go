// Rejected: one lock for the whole table: the reports stop, the bakers queue up, and the seams still get two layers.
// Belief: any-lock-keeps-others-out

// Package chunks ices the cakes on a long table: the table is divided among
// bakers, and each of them works through one stretch of it.
package chunks

import "sync"

// Cake is a cake on the table.
type Cake struct {
	Number int
	Icing  string
}

// stretch is the part of the table that one baker works on.
type stretch struct {
	from, to int
}

// Table is a row of cakes.
type Table struct {
	cakes []Cake
	ice   func(Cake) Cake
	mu    sync.Mutex // guards cakes
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

// divide cuts the table into as many stretches as there are bakers, or as
// there are cakes if those are fewer.
func (t *Table) divide(bakers int) []stretch {
	bakers = min(bakers, len(t.cakes))
	var stretches []stretch
	from := 0
	for baker := range bakers {
		to := (baker + 1) * len(t.cakes) / bakers
		stretches = append(stretches, stretch{from, min(to, len(t.cakes)-1)})
		from = to
	}
	return stretches
}

// Ice lets that many bakers ice the table, all at the same time, and returns
// the cakes in order. Every cake gets one layer of icing.
func (t *Table) Ice(bakers int) []Cake {
	var atWork sync.WaitGroup
	for _, s := range t.divide(bakers) {
		atWork.Go(func() {
			for i := s.from; i <= s.to; i++ {
				t.mu.Lock()
				t.cakes[i] = t.ice(t.cakes[i])
				t.mu.Unlock()
			}
		})
	}
	atWork.Wait()
	return t.cakes
}
