// Accepted: a number under the lock, changed by whoever sends, and a condition variable.

// Package headcount is the yard of a cake factory: in the morning drivers go
// out with cakes, and in the evening, when all are back, the gate is locked.
package headcount

import "sync"

// Yard belongs to the foreman, who calls Send and Rush as often as he likes and
// Lock at the end of the day. Any number of drivers may be out at once.
type Yard struct {
	drive func(cake string) error

	mu        sync.Mutex // guards the fields below
	back      *sync.Cond // out has become smaller
	out       int        // everybody who was sent and is not back
	delivered []string
	brought   []string
}

// Open returns a yard whose drivers call drive to go to a customer, once with
// each cake. It returns an error if nobody is at home.
func Open(drive func(cake string) error) *Yard {
	y := &Yard{drive: drive}
	y.back = sync.NewCond(&y.mu)
	return y
}

// Send gives each cake to a driver and does not wait for them. A driver who
// finds nobody at home brings the cake back.
func (y *Yard) Send(cakes ...string) {
	for _, cake := range cakes {
		y.count(1)
		go y.byVan(cake)
	}
}

// Rush gives the cake to a rider and does not wait for her. If nobody is at
// home the cake is left at the door, so it is delivered in any case.
func (y *Yard) Rush(cake string) {
	y.count(1)
	go y.byBicycle(cake)
}

func (y *Yard) byVan(cake string) {
	defer y.count(-1)
	if err := y.drive(cake); err != nil {
		y.note(&y.brought, cake)
		return
	}
	y.note(&y.delivered, cake)
}

func (y *Yard) byBicycle(cake string) {
	defer y.count(-1)
	_ = y.drive(cake)
	y.note(&y.delivered, cake)
}

// count adds to the number of people on the road.
func (y *Yard) count(n int) {
	y.mu.Lock()
	defer y.mu.Unlock()
	y.out += n
	y.back.Broadcast()
}

// note adds a cake to one of the lists.
func (y *Yard) note(list *[]string, cake string) {
	y.mu.Lock()
	defer y.mu.Unlock()
	*list = append(*list, cake)
}

// Lock waits until everybody is back, locks the gate, and returns the cakes
// that were delivered and those that were brought back, each in any order.
func (y *Yard) Lock() (delivered, brought []string) {
	y.mu.Lock()
	defer y.mu.Unlock()
	for y.out > 0 {
		y.back.Wait()
	}
	return y.delivered, y.brought
}
