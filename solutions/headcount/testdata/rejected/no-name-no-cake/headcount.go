// Rejected: a cake that has no name is on no list, and the shop does not know where it is.
// Belief: empty-means-none

// Package headcount is the yard of a cake factory: in the morning drivers go
// out with cakes, and in the evening, when all are back, the gate is locked.
package headcount

import "sync"

// Yard belongs to the foreman, who calls Send and Rush as often as he likes and
// Lock at the end of the day. Any number of drivers may be out at once.
type Yard struct {
	drive func(cake string) error
	out   sync.WaitGroup // counts everybody who was sent and is not back

	mu        sync.Mutex
	delivered []string
	brought   []string
}

// Open returns a yard whose drivers call drive to go to a customer, once with
// each cake. It returns an error if nobody is at home.
func Open(drive func(cake string) error) *Yard { return &Yard{drive: drive} }

// Send gives each cake to a driver and does not wait for them. A driver who
// finds nobody at home brings the cake back.
func (y *Yard) Send(cakes ...string) {
	for _, cake := range cakes {
		y.out.Add(1)
		go y.byVan(cake)
	}
}

// Rush gives the cake to a rider and does not wait for her. If nobody is at
// home the cake is left at the door, so it is delivered in any case.
func (y *Yard) Rush(cake string) {
	y.out.Add(1)
	go y.byBicycle(cake)
}

func (y *Yard) byVan(cake string) {
	defer y.out.Done()
	if err := y.drive(cake); err != nil {
		y.note(&y.brought, cake)
		return
	}
	y.note(&y.delivered, cake)
}

func (y *Yard) byBicycle(cake string) {
	defer y.out.Done()
	_ = y.drive(cake)
	y.note(&y.delivered, cake)
}

// note adds a cake to one of the lists.
func (y *Yard) note(list *[]string, cake string) {
	y.mu.Lock()
	defer y.mu.Unlock()
	if cake != "" {
		*list = append(*list, cake)
	}
}

// Lock waits until everybody is back, locks the gate, and returns the cakes
// that were delivered and those that were brought back, each in any order.
func (y *Yard) Lock() (delivered, brought []string) {
	y.out.Wait()
	y.mu.Lock()
	defer y.mu.Unlock()
	return y.delivered, y.brought
}
