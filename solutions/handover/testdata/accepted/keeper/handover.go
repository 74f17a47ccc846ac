// Accepted: counter and ledger belong to one goroutine, their keeper; everybody else asks her.

// Package handover is a cake shop with a kitchen behind it: bakers put cakes on
// the counter, a seller takes them off, and one ledger says what happened.
package handover

import "slices"

// Shop joins the kitchen and the sales floor. Baked and Sold may be called at
// any time by anybody, also while a cake is being wrapped.
type Shop struct {
	room int
	wrap func(cake string)

	bring chan string // from the bakers to the keeper
	take  chan string // from the keeper to the seller
	note  chan string // from the seller to the keeper: this one is sold
	look  chan ledger // from the keeper to whoever asks
	last  ledger      // what was known at the end; written before look is closed
}

// ledger is what is known at one moment.
type ledger struct{ baked, sold []string }

// Open returns a shop whose counter has room for that many cakes. A baker with
// nowhere to put a cake waits, so the kitchen never runs far ahead of the
// sales. The seller calls wrap for every cake before it is noted as sold.
func Open(room int, wrap func(cake string)) *Shop {
	s := &Shop{
		room:  room,
		wrap:  wrap,
		bring: make(chan string),
		take:  make(chan string),
		note:  make(chan string),
		look:  make(chan ledger),
	}
	go s.keep()
	return s
}

// keep is the keeper's day: counter and ledger are hers alone. She goes home
// when the shop is closed and every cake is noted as sold.
func (s *Shop) keep() {
	var counter []string
	var l ledger
	for bring := s.bring; bring != nil || len(l.sold) < len(l.baked); {
		from, to, oldest := bring, s.take, ""
		if len(counter) > s.room {
			from = nil // the counter is full, and so are her hands
		}
		if len(counter) > 0 {
			oldest = counter[0]
		} else {
			to = nil // nothing to give away
		}
		select {
		case cake, open := <-from:
			if !open {
				bring = nil
				continue
			}
			l.baked = append(l.baked, cake)
			counter = append(counter, cake)
		case to <- oldest:
			counter = counter[1:]
		case cake := <-s.note:
			l.sold = append(l.sold, cake)
		case s.look <- ledger{slices.Clone(l.baked), slices.Clone(l.sold)}:
		}
	}
	s.last = l
	close(s.look)
	close(s.take)
}

// Bake notes the cake as baked and then puts it on the counter, so whoever has
// a cake in hand finds it in the ledger. The cakes of one baker are sold in the
// order in which they were baked.
func (s *Shop) Bake(cake string) {
	s.bring <- cake
}

// Sell wraps and sells every cake that comes over the counter. It returns when
// the shop is closed and the counter is empty.
func (s *Shop) Sell() {
	for cake := range s.take {
		s.wrap(cake)
		s.note <- cake
	}
}

// Close says that the last cake was baked; no Bake may follow.
func (s *Shop) Close() { close(s.bring) }

// now returns the ledger as it is at this moment.
func (s *Shop) now() ledger {
	if l, open := <-s.look; open {
		return l
	}
	return ledger{slices.Clone(s.last.baked), slices.Clone(s.last.sold)}
}

// Baked returns the cakes noted as baked so far, oldest first.
func (s *Shop) Baked() []string { return s.now().baked }

// Sold returns the cakes noted as sold so far, oldest first.
func (s *Shop) Sold() []string { return s.now().sold }
