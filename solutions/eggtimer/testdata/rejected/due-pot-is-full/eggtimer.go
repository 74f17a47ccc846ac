// Rejected: a pot that is due takes no more eggs, though there is room and the stove is busy: the guest waits.
// Belief: waiting-with-a-lock-is-harmless

// Package eggtimer is a breakfast kitchen: eggs are boiled by the pot, and no
// guest waits too long for the pot to be full.
package eggtimer

import "time"

// Kitchen boils eggs, on a stove with room for one pot.
type Kitchen struct {
	size   int
	wait   time.Duration
	orders chan string
	stove  chan []string
	closed chan struct{}
}

// Open opens a kitchen whose pots have room for so many eggs. Boil is called
// for one pot after the other, with the eggs in the order in which they came,
// and takes a while.
//
// A pot is put on when it is full, or when its first egg has waited for as long
// as wait, and as soon as the stove is free; not before.
func Open(size int, wait time.Duration, boil func(eggs []string)) *Kitchen {
	k := &Kitchen{
		size:   size,
		wait:   wait,
		orders: make(chan string),
		stove:  make(chan []string),
		closed: make(chan struct{}),
	}
	go k.collect()
	go func() {
		defer close(k.closed)
		for pot := range k.stove {
			boil(pot)
		}
	}()
	return k
}

// Order adds an egg, and waits while a full pot waits for the stove. It may be
// called by many goroutines at once, but not after Close.
func (k *Kitchen) Order(egg string) { k.orders <- egg }

// Close boils the eggs that are left and returns when all are done.
func (k *Kitchen) Close() {
	close(k.orders)
	<-k.closed
}

func (k *Kitchen) collect() {
	defer close(k.stove)
	timer := time.NewTimer(k.wait)
	timer.Stop()
	var pot []string
	due := false // the first egg has waited long enough
	for {
		orders, stove := k.orders, k.stove
		full := len(pot) == k.size
		if full || due {
			orders = nil
		}
		if full {
		} else if !due {
			stove = nil
		}
		select {
		case egg, open := <-orders:
			if !open {
				if len(pot) > 0 {
					k.stove <- pot
				}
				return
			}
			if len(pot) == 0 {
				timer.Reset(k.wait)
			}
			pot = append(pot, egg)
		case <-timer.C:
			due = true
		case stove <- pot:
			timer.Stop() // after that no old tick is received
			pot, due = nil, false
		}
	}
}
