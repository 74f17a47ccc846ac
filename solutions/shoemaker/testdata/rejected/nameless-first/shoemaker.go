// Rejected: a pair that comes to nothing is thrown away, although somebody waits for it.
// Belief: empty-means-none

// Package shoemaker is a workshop in three steps: leather is cut, soles are
// stitched, shoes are sold. Stitching takes longest, so elves share it.
package shoemaker

// pair is a pair of shoes on its way; number counts the pairs as they are cut.
type pair struct {
	number int
	shoe   string
}

// Workshop makes shoes.
type Workshop struct {
	elves  int
	hooks  int
	stitch func(leather string) string
}

// New returns a workshop with that many elves and hooks, at least one of each;
// with as many hooks as elves, all elves can stitch at the same time. Stitch
// makes a shoe of a piece of leather, and takes as long as it takes. Every elf
// calls it.
func New(elves, hooks int, stitch func(leather string) string) *Workshop {
	return &Workshop{elves: elves, hooks: hooks, stitch: stitch}
}

// Make makes a shoe of every piece of leather and calls sell for each, in the
// same order, one at a time, as soon as its turn comes. It returns when all are
// sold. No more pairs are begun and not yet handed to sell than elves and hooks
// can hold: an elf the one in hand, and a hook one that is ready too early.
func (w *Workshop) Make(leather []string, sell func(shoe string)) {
	cut, stitched := make(chan pair), make(chan pair)
	// A pair has its hook before it is cut, so hooks are given out in the order
	// of the numbers, and the pair that is sold next always has one.
	hooks := make(chan struct{}, w.hooks)

	go func() {
		defer close(cut)
		for number, piece := range leather {
			hooks <- struct{}{}
			cut <- pair{number, piece}
		}
	}()
	for range w.elves {
		go func() {
			for p := range cut {
				p.shoe = w.stitch(p.shoe)
				if p != (pair{}) {
					stitched <- p
				}
			}
		}()
	}

	ready := map[int]string{}
	for next := 0; next < len(leather); {
		p := <-stitched
		ready[p.number] = p.shoe
		for shoe, ok := ready[next]; ok; shoe, ok = ready[next] {
			delete(ready, next)
			sell(shoe)
			<-hooks
			next++
		}
	}
}
