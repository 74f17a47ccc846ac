// Rejected: Signal wakes one baker; if that one still misses a tool, another who has both beside her sleeps on.
// Belief: one-wake-up-reaches-all

// Package dining is the round table at which the bakers of a cake factory
// decorate their cakes.
package dining

import "sync"

// Table has as many tools as seats: one lies between every two neighbours. Any
// number of bakers may be at work, at most one on each seat.
type Table struct {
	reach func(seat int)

	waiter sync.Mutex // guards taken
	back   *sync.Cond // tools were put back
	taken  []bool     // tool i lies to the left of seat i
}

// Lay returns a table with that many seats, two or more. The tools lie far
// apart: on the way from one to the other a baker calls reach, once for each
// cake, and a baker who has set out to decorate does not turn back.
func Lay(seats int, reach func(seat int)) *Table {
	t := &Table{taken: make([]bool, seats), reach: reach}
	t.back = sync.NewCond(&t.waiter)
	return t
}

// Seats returns the number of seats at the table.
func (t *Table) Seats() int { return len(t.taken) }

// beside returns the tools to the left and to the right of a seat.
func (t *Table) beside(seat int) (left, right int) {
	return seat, (seat + 1) % len(t.taken)
}

// Decorate calls pipe while the baker on that seat holds both tools beside it,
// and returns when both are back on the table. Every baker who calls Decorate
// gets to do so. Neighbours are never at work together, because there is a
// tool between them; bakers who sit apart may be.
func (t *Table) Decorate(seat int, pipe func()) {
	left, right := t.beside(seat)
	t.waiter.Lock()
	for t.taken[left] || t.taken[right] {
		t.back.Wait()
	}
	t.taken[left], t.taken[right] = true, true
	t.waiter.Unlock()

	t.reach(seat)
	pipe()

	t.waiter.Lock()
	t.taken[left], t.taken[right] = false, false
	t.waiter.Unlock()
	t.back.Signal()
}
