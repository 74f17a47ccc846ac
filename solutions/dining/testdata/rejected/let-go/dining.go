// Rejected: the first tool is back on the table before the second is taken, so a neighbour has it while the baker works.
// Belief: what-is-undone-was-never-seen

// Package dining is the round table at which the bakers of a cake factory
// decorate their cakes.
package dining

import "sync"

// Table has as many tools as seats: one lies between every two neighbours. Any
// number of bakers may be at work, at most one on each seat.
type Table struct {
	tools []sync.Mutex // tool i lies to the left of seat i
	reach func(seat int)
}

// Lay returns a table with that many seats, two or more. The tools lie far
// apart: on the way from one to the other a baker calls reach, once for each
// cake, and a baker who has set out to decorate does not turn back.
func Lay(seats int, reach func(seat int)) *Table {
	return &Table{tools: make([]sync.Mutex, seats), reach: reach}
}

// Seats returns the number of seats at the table.
func (t *Table) Seats() int { return len(t.tools) }

// beside returns the tools to the left and to the right of a seat.
func (t *Table) beside(seat int) (left, right int) {
	return seat, (seat + 1) % len(t.tools)
}

// Decorate calls pipe while the baker on that seat holds both tools beside it,
// and returns when both are back on the table. Every baker who calls Decorate
// gets to do so. Neighbours are never at work together, because there is a
// tool between them; bakers who sit apart may be.
func (t *Table) Decorate(seat int, pipe func()) {
	left, right := t.beside(seat)
	t.tools[left].Lock()
	t.tools[left].Unlock()
	t.reach(seat)
	t.tools[right].Lock()
	defer t.tools[right].Unlock()
	pipe()
}
