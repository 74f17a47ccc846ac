package model

import (
	"math/rand/v2"

	"racelab/internal/sim/kernel"
)

// Few is the number of results up to which chance is a choice of the schedule,
// so that all of them are tried.
const Few = 8

// A Stream is a source of random numbers for both versions of math/rand. Each
// task has its own, the same in every execution: if they shared one, who draws
// first would matter.
type Stream struct{ pcg rand.PCG }

var (
	streams     = map[int32]*Stream{}
	streamEpoch uint64
)

// Random returns the stream of the current task.
func Random() *Stream {
	if streamEpoch != kernel.Epoch() {
		clear(streams)
		streamEpoch = kernel.Epoch()
	}
	id := int32(-1)
	if t := kernel.Current(); t != nil {
		id = t.ID
	}
	s := streams[id]
	if s == nil {
		s = &Stream{}
		s.pcg.Seed(20000101, uint64(id))
		streams[id] = s
	}
	return s
}

// Uint64 implements both versions of rand.Source. The next number is another one: whoever goes
// round until one is drawn that will do has done something each time.
func (s *Stream) Uint64() uint64 {
	kernel.Foreign()
	return s.pcg.Uint64()
}

// Int63 implements rand.Source of math/rand.
func (s *Stream) Int63() int64 { return int64(s.Uint64() >> 1) }

// Seed implements rand.Source of math/rand.
func (s *Stream) Seed(seed int64) { s.pcg.Seed(uint64(seed), 0) }

// Below returns one of 0 … n-1, for n > 0.
func Below(n uint64) uint64 {
	if n <= Few && kernel.Current() != nil {
		chosen := kernel.Chance(int(n), -1)
		if n > 1 {
			kernel.Value(kernel.Word(chosen))
		}
		return uint64(chosen)
	}
	return rand.New(Random()).Uint64N(n)
}

// Shuffle swaps the elements of 0 … n-1 into a random order; all orders of up
// to four are tried.
func Shuffle(n int, swap func(i, j int)) {
	orders := 1
	for i := 2; i <= n && orders <= 24; i++ {
		orders *= i
	}
	if orders > 24 || kernel.Current() == nil {
		rand.New(Random()).Shuffle(n, swap)
		return
	}
	which := kernel.Chance(orders, -1)
	for i := n - 1; i > 0; i-- {
		if j := which % (i + 1); j != i {
			swap(i, j)
		}
		which /= i + 1
	}
}

// Perm returns 0 … n-1 in a random order.
func Perm(n int) []int {
	p := make([]int, n)
	for i := range p {
		p[i] = i
	}
	Shuffle(n, func(i, j int) { p[i], p[j] = p[j], p[i] })
	return p
}
