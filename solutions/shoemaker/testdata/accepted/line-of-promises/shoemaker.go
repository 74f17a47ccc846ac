// Accepted: the seller has a line of promises in the order of cutting, and waits for each; the line is as long as there are hooks.

// Package shoemaker is a workshop in three steps: leather is cut, soles are
// stitched, shoes are sold. Stitching takes longest, so elves share it.
package shoemaker

// job is a piece of leather and the place where its shoe is put.
type job struct {
	leather string
	shoe    chan string
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
	cut := make(chan job)
	line := make(chan chan string, w.hooks)
	go func() {
		defer close(cut)
		defer close(line)
		for _, piece := range leather {
			shoe := make(chan string, 1) // for one shoe, so no elf waits
			line <- shoe
			cut <- job{piece, shoe}
		}
	}()
	for range w.elves {
		go func() {
			for j := range cut {
				j.shoe <- w.stitch(j.leather)
			}
		}()
	}
	for shoe := range line {
		sell(<-shoe)
	}
}
