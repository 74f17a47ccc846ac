package search

import (
	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// story is all of an execution that the order of its events depends on, written
// down as numbers, so that it can be compared with that of the next execution. That has its
// objects at other addresses, so they are numbered as they come.
type story struct {
	told    []uint64
	at      int  // where the next number goes
	same    bool // it is as it was in the execution before up to there
	numbers map[trace.Object]int32
	used    []int32 // the numbers of the objects of all accesses
	from    []int32 // for each event: where in used those of its own begin
}

// read writes down x, and returns how many of its first events are as they were
// last time.
func (s *story) read(x *kernel.Exec) (known int) {
	if s.numbers == nil {
		s.numbers = map[trace.Object]int32{}
	}
	clear(s.numbers)
	s.at, s.same, s.used, s.from = 0, true, s.used[:0], s.from[:0]
	for j := range x.Events {
		s.event(x, &x.Events[j])
		if s.same {
			known = j + 1
		}
	}
	s.told, s.from = s.told[:s.at], append(s.from, int32(len(s.used)))
	return known
}

func (s *story) event(x *kernel.Exec, e *kernel.Event) {
	s.from = append(s.from, int32(len(s.used)))
	acc, after := x.Accesses(e), x.After(e)
	s.say(uint64(e.Task)<<32 | uint64(e.Kind)<<8 | bit(e.ClockOn, 0) | bit(e.Arms, 1) | bit(e.Quiet, 2))
	s.say(uint64(len(acc))<<32 | uint64(len(after)))
	for _, a := range acc {
		n, known := s.numbers[a.Object]
		if !known {
			n = int32(len(s.numbers))
			s.numbers[a.Object] = n
		}
		s.used = append(s.used, n)
		s.say(uint64(n)<<16 | uint64(a.Mode)<<8 | uint64(a.Mask))
	}
	for _, i := range after {
		s.say(uint64(i))
	}
	if e.Kind == kernel.KSpin { // what the loop has waited for is not told
		s.same = false
	}
}

func (s *story) say(n uint64) {
	if s.at == len(s.told) {
		s.told, s.same = append(s.told, n), false
	} else if s.told[s.at] != n {
		s.told[s.at], s.same = n, false
	}
	s.at++
}

func bit(is bool, n int) uint64 {
	if is {
		return 1 << n
	}
	return 0
}

// objects returns the numbers of the objects that event j used.
func (s *story) objects(j int) []int32 { return s.used[s.from[j]:s.from[j+1]] }
