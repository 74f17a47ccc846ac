// Rejected: the number belongs to the package: a second board shows what was packed at the first.
// Belief: there-is-only-one

// Package tally counts the cakes that leave the packing room.
package tally

import (
	"fmt"
	"sync"
)

// A Packer packs one parcel and says how many cakes went into it. Packing is
// slow work, so all packers of a shift pack at the same time.
type Packer func() int

var cakes int

// A Board hangs in the packing room and shows how many cakes have been packed
// today. The zero Board shows 0.
//
// All of its methods may be called from several goroutines at once.
type Board struct {
	mu sync.Mutex
}

// Record lets pack fill one parcel, once, and adds its cakes to the number on
// the board.
func (b *Board) Record(pack Packer) {
	// Packing stays outside the lock: mu is held only while somebody is at the
	// board, but then from reading the number until the new one is written.
	packed := pack()
	b.mu.Lock()
	defer b.mu.Unlock()
	cakes += packed
}

// Cakes returns the number on the board. The foreman may look at any time,
// also while the packers are at work, and does not wait for them.
func (b *Board) Cakes() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return cakes
}

// Report is the line that the foreman sends to the office.
func (b *Board) Report() string {
	return fmt.Sprintf("%d cakes packed", b.Cakes())
}

// Shift lets all packers work at once, each on one parcel. It returns when the
// last of them has written on the board.
func Shift(b *Board, packers ...Packer) {
	var shift sync.WaitGroup
	for _, pack := range packers {
		shift.Go(func() { b.Record(pack) })
	}
	shift.Wait()
}
