// Rejected: a dish without a name is not ordered, and the guest is told that she has it.
// Belief: empty-means-none

// Package wrongtable seats the guests of a restaurant that has a few tables. A
// guest may be called away, and then her dish is called off.
package wrongtable

import (
	"context"
	"sync"
)

// A Table is served by the kitchen, one dish at a time.
type Table interface {
	// Serve returns nil when the dish is on the table, or an error if it was
	// called off before.
	Serve(dish string) error
	// CallOff calls off the dish that the table waits for, whichever that is. If
	// it waits for none, nothing happens. It may be called at any time; when it
	// has returned, no dish that is ordered later is called off by it.
	CallOff()
}

// A Restaurant is used by any number of guests at once.
type Restaurant struct {
	free chan Table
}

// Open returns a restaurant with these tables, all of them free.
func Open(tables ...Table) *Restaurant {
	r := &Restaurant{free: make(chan Table, len(tables))}
	for _, table := range tables {
		r.free <- table
	}
	return r
}

// Dine waits for a free table, orders the dish and returns what Serve returns;
// the table is free again then. If ctx ends meanwhile the guest is called away: if
// she waits for a table, Dine returns ctx's error; if she waits for her dish, that
// is called off. A guest who is not called away gets her dish.
func (r *Restaurant) Dine(ctx context.Context, dish string) error {
	var table Table
	select {
	case table = <-r.free:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { r.free <- table }()

	if dish == "" {
		return nil
	}
	served := make(chan struct{})
	var waiter sync.WaitGroup
	waiter.Go(func() { watch(ctx, table, served) })
	defer waiter.Wait() // the table is free when nobody is on the way to it
	defer close(served)
	return table.Serve(dish)
}

// watch calls off the table's dish if ctx ends before it is served.
func watch(ctx context.Context, table Table, served <-chan struct{}) {
	select {
	case <-ctx.Done():
		table.CallOff()
	case <-served:
	}
}
