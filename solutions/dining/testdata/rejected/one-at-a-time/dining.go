// Rejected: one lock for the whole table: nobody waits in a circle, and nobody works beside anybody.
// Belief: one-after-another-will-do

// Package dining is the round table at which the bakers of a cake factory
// decorate their cakes.
package dining

import "sync"

// Table has as many tools as seats: one lies between every two neighbours. Any
// number of bakers may be at work, at most one on each seat.
type Table struct {
	tools int
	mu    sync.Mutex
	reach func(seat int)
}

// Lay returns a table with that many seats, two or more. The tools lie far
// apart: on the way from one to the other a baker calls reach, once for each
// cake, and a baker who has set out to decorate does not turn back.
func Lay(seats int, reach func(seat int)) *Table {
	return &Table{tools: seats, reach: reach}
}

// Seats returns the number of seats at the table.
func (t *Table) Seats() int { return t.tools }

// Decorate calls pipe while the baker on that seat holds both tools beside it,
// and returns when both are back on the table. Every baker who calls Decorate
// gets to do so. Neighbours are never at work together, because there is a
// tool between them; bakers who sit apart may be.
func (t *Table) Decorate(seat int, pipe func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.reach(seat)
	pipe()
}
