// Accepted: every driver sends her cake home through a channel of her own, and the foreman reads all of them.

// Package headcount is the yard of a cake factory: in the morning drivers go
// out with cakes, and in the evening, when all are back, the gate is locked.
package headcount

// result says where a cake is in the evening.
type result struct {
	cake    string
	brought bool
}

// Yard belongs to the foreman, who calls Send and Rush as often as he likes and
// Lock at the end of the day. Any number of drivers may be out at once.
type Yard struct {
	drive func(cake string) error
	out   []chan result // one for everybody who was sent
}

// Open returns a yard whose drivers call drive to go to a customer, once with
// each cake. It returns an error if nobody is at home.
func Open(drive func(cake string) error) *Yard { return &Yard{drive: drive} }

// Send gives each cake to a driver and does not wait for them. A driver who
// finds nobody at home brings the cake back.
func (y *Yard) Send(cakes ...string) {
	for _, cake := range cakes {
		y.leave(func() result { return result{cake, y.drive(cake) != nil} })
	}
}

// Rush gives the cake to a rider and does not wait for her. If nobody is at
// home the cake is left at the door, so it is delivered in any case.
func (y *Yard) Rush(cake string) {
	y.leave(func() result { _ = y.drive(cake); return result{cake: cake} })
}

func (y *Yard) leave(tour func() result) {
	back := make(chan result, 1)
	y.out = append(y.out, back)
	go func() { back <- tour() }()
}

// Lock waits until everybody is back, locks the gate, and returns the cakes
// that were delivered and those that were brought back, each in any order.
func (y *Yard) Lock() (delivered, brought []string) {
	for _, back := range y.out {
		if r := <-back; r.brought {
			brought = append(brought, r.cake)
		} else {
			delivered = append(delivered, r.cake)
		}
	}
	return delivered, brought
}
