// Package simtest runs small programs under schedules that tests of the
// simulated packages choose. It knows nothing of the search proper, so it can
// be held against it.
package simtest

import (
	"maps"
	"slices"

	"racelab/internal/sim/kernel"
)

var limits = kernel.Limits{Steps: 2000, Tail: 500, TailFires: 10}

// First is the strategy that always takes the first possibility.
type First struct{}

// Pick implements kernel.Strategy.
func (First) Pick(_ *kernel.Exec, enabled []*kernel.Task) *kernel.Task { return enabled[0] }

// Choose implements kernel.Strategy.
func (First) Choose(_ *kernel.Exec, options uint64) int { return bits(options)[0] }

// Run runs body once, with the clock last: time passes when nothing else can.
func Run(body func()) *kernel.Exec { return kernel.Execute(body, clockLast{}, limits, false) }

// Record is Run with rows.
func Record(body func()) *kernel.Exec { return kernel.Execute(body, clockLast{}, limits, true) }

type clockLast struct{ First }

func (clockLast) Pick(_ *kernel.Exec, enabled []*kernel.Task) *kernel.Task {
	for _, t := range enabled {
		if t.ID != kernel.ClockID {
			return t
		}
	}
	return enabled[0]
}

// Outcomes runs body under every schedule there is and returns what outcome
// says of each execution, without repetitions, in order.
func Outcomes(body func(), outcome func(x *kernel.Exec) string) []string {
	found := map[string]bool{}
	Each(body, func(x *kernel.Exec) { found[outcome(x)] = true })
	return slices.Sorted(maps.Keys(found))
}

// Each runs body under every schedule there is, and returns how many there are.
// It panics if there are very many.
func Each(body func(), seen func(x *kernel.Exec)) int {
	n, complete := Most(200_000, body, seen)
	if !complete {
		panic("simtest: too many schedules")
	}
	return n
}

// Most is Each for the first most schedules. It reports whether that is all of them.
func Most(most int, body func(), seen func(x *kernel.Exec)) (n int, complete bool) {
	return within(func() kernel.Limits { return limits }, most, body, seen)
}

// EachFew is Each with no scheduling points but those that no execution can do without.
func EachFew(body func(), seen func(x *kernel.Exec)) int {
	few := func() kernel.Limits {
		l := limits
		l.Points = &kernel.Points{}
		return l
	}
	n, complete := within(few, 200_000, body, seen)
	if !complete {
		panic("simtest: too many schedules")
	}
	return n
}

func within(limits func() kernel.Limits, most int, body func(), seen func(x *kernel.Exec)) (n int, complete bool) {
	all := &every{}
	for n < most {
		seen(kernel.Execute(body, all, limits(), false))
		n++
		if !all.next() {
			return n, true
		}
	}
	return n, false
}

// every enumerates decisions, depth first.
type every struct {
	taken, of []int
	depth     int
}

func (s *every) decide(n int) int {
	if s.depth == len(s.taken) {
		s.taken, s.of = append(s.taken, 0), append(s.of, n)
	}
	s.depth++
	return s.taken[s.depth-1]
}

// next moves on to the next sequence of decisions.
func (s *every) next() bool {
	s.depth = 0
	for n := len(s.taken); n > 0; n-- {
		if s.taken[n-1]+1 < s.of[n-1] {
			s.taken[n-1]++
			s.taken, s.of = s.taken[:n], s.of[:n]
			return true
		}
	}
	return false
}

// Pick implements kernel.Strategy.
func (s *every) Pick(_ *kernel.Exec, enabled []*kernel.Task) *kernel.Task {
	return enabled[s.decide(len(enabled))]
}

// Choose implements kernel.Strategy.
func (s *every) Choose(_ *kernel.Exec, options uint64) int {
	set := bits(options)
	return set[s.decide(len(set))]
}

func bits(options uint64) (set []int) {
	for i := range 64 {
		if options&(1<<i) != 0 {
			set = append(set, i)
		}
	}
	return set
}

// Stuck says how an execution ended: "done", or who was left and the faults.
func Stuck(x *kernel.Exec) string {
	said := ""
	for _, f := range x.Faults {
		said += f.Text + "; "
	}
	for _, s := range x.Left {
		said += string(s.Waiting.For.Kind) + "; "
	}
	if x.Race != nil {
		said += "race; "
	}
	if x.Cut {
		said += "cut; "
	}
	if said == "" {
		return "done"
	}
	return said
}
