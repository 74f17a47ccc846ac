// Rejected: a worker who finds the book in use takes it that there is nothing left, and goes home.
// Belief: giving-up-is-harmless

// Package vault opens old vaults by trying one combination after the other.
package vault

import "sync"

// Vault is locked, and can be tried.
type Vault struct {
	combinations int
	opens        func(combination int) bool
}

// New returns a vault with combinations from 0 up to, but not including, the
// given number. Opens tries one of them; workers may call it at the same time.
func New(combinations int, opens func(combination int) bool) *Vault {
	return &Vault{combinations: combinations, opens: opens}
}

// Lock returns a vault that opens when its tumblers stand as they do after
// secret was dialled.
func Lock(combinations, secret int) *Vault {
	open := Tumble(secret)
	return New(combinations, func(c int) bool { return Tumble(c) == open })
}

// turns is how often the tumblers turn for one combination.
const turns = 2000

// Tumble dials a combination and returns how the tumblers stand in the end. It
// takes a processor some microseconds. It is a toy: it keeps no real secrets.
func Tumble(combination int) uint64 {
	left, right := uint64(combination), ^uint64(combination)
	for turn := range uint64(turns) {
		mixed := (right ^ right>>29) * 0x2545f4914f6cdd1d
		left, right = right, left^(mixed+turn)
	}
	return left<<1 ^ right
}

// Crack lets that many workers try combinations, all at the same time, and
// returns the lowest one that opens the vault, or false if none does. No
// combination is tried twice. Once one is known to open it, a worker tries at
// most one more that is higher.
func (v *Vault) Crack(workers int) (int, bool) {
	var mu sync.Mutex // guards next and found
	next, found := 0, v.combinations
	draw := func() (c int, ok bool) {
		if !mu.TryLock() {
			return 0, false
		}
		defer mu.Unlock()
		next++
		return next - 1, next-1 < found
	}
	var atWork sync.WaitGroup
	for range workers {
		atWork.Go(func() {
			for c, ok := draw(); ok; c, ok = draw() {
				if v.opens(c) {
					mu.Lock()
					found = min(found, c)
					mu.Unlock()
				}
			}
		})
	}
	atWork.Wait()
	return found, found < v.combinations
}
