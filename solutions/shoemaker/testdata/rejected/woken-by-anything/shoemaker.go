// Rejected: an elf who waits for a hook goes on when anything has changed, and hangs the pair where there is no hook.
// Belief: who-is-woken-need-not-look

// Package shoemaker is a workshop in three steps: leather is cut, soles are
// stitched, shoes are sold. Stitching takes longest, so elves share it.
package shoemaker

import "sync"

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
	var mu sync.Mutex
	changed := sync.NewCond(&mu)
	ready := map[int]string{} // on the hooks
	next, begun := 0, 0       // to be sold; to be cut

	for range w.elves {
		go func() {
			mu.Lock()
			defer mu.Unlock()
			for begun < len(leather) {
				number := begun
				begun++
				mu.Unlock()
				shoe := w.stitch(leather[number])
				mu.Lock()
				if number != next && len(ready) >= w.hooks-1 {
					changed.Wait()
				}
				ready[number] = shoe
				changed.Broadcast()
			}
		}()
	}

	mu.Lock()
	defer mu.Unlock()
	for next < len(leather) {
		shoe, ok := ready[next]
		if !ok {
			changed.Wait()
			continue
		}
		mu.Unlock()
		sell(shoe)
		mu.Lock()
		delete(ready, next)
		next++
		changed.Broadcast()
	}
}
