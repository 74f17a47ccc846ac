package search

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"racelab/internal/sim/kernel"
)

// pinned follows events, and then another strategy.
type pinned struct {
	kernel.Strategy
	events []kernel.Event
}

func (p *pinned) Pick(x *kernel.Exec, enabled []*kernel.Task) *kernel.Task {
	if n := len(x.Events); n < len(p.events) {
		return x.Tasks[p.events[n].Task]
	}
	return p.Strategy.Pick(x, enabled)
}

func (p *pinned) Choose(x *kernel.Exec, options uint64) int {
	if n := len(x.Events); n <= len(p.events) {
		return int(p.events[n-1].Choice)
	}
	return p.Strategy.Choose(x, options)
}

// TestContinueFindsEveryOutcomeOfAPrefix compares with brute force, on the
// beginnings of random executions of generated programs.
func TestContinueFindsEveryOutcomeOfAPrefix(t *testing.T) {
	rng := seeded(t, 1)
	for compared := 0; compared < *programs; {
		p := generate(rng, 2+rng.IntN(2), 3, someFamilies(rng))
		var last *world
		body := p.body(&last)
		x := kernel.Execute(body, NewRandom(rng.Uint64()), limits, false)
		given := slices.Clone(x.Events[:rng.IntN(len(x.Events)+1)])
		want, ok := outcomesAfter(body, given, &last)
		if !ok {
			continue
		}
		require.Equal(t, want, continued(t, body, given, &last), "after %d events of\n%v", len(given), p)
		compared++
	}
}

// TestDoneWakesAnAdd is a program of which Continue once missed an outcome, after
// the same five events each time: the Done that might yet be the last was taken to
// commute with an Add past a waiter.
func TestDoneWakesAnAdd(t *testing.T) {
	p := programOf(`
		0: wgadd(0,1) broadcast(1,0)
		1: broadcast(1,2) wggo(0,0) wgwait(0,2)`)
	var last *world
	body, all := p.body(&last), &Every{}
	for first := true; first || all.Next(); first = false {
		events := slices.Clone(kernel.Execute(body, all, limits, false).Events)
		for n := range events {
			want, ok := outcomesAfter(body, events[:n], &last)
			require.True(t, ok)
			require.Equal(t, want, continued(t, body, events[:n], &last), "after %d events", n)
		}
	}
}

func outcomesAfter(body func(), given []kernel.Event, last **world) (map[string]bool, bool) {
	every, got := &Every{}, map[string]bool{}
	for range *tries {
		x := kernel.Execute(body, &pinned{every, given}, limits, false)
		got[(*last).outcome(x)] = true
		if !every.Next() {
			return got, true
		}
	}
	return nil, false
}

func continued(t *testing.T, body func(), given []kernel.Event, last **world) map[string]bool {
	s, got := Continue(given), map[string]bool{}
	for range 2 * enough {
		x := kernel.Execute(body, s, limits, false)
		require.False(t, s.Lost, "a planned step was impossible")
		if !x.Pruned {
			got[(*last).outcome(x)] = true
		}
		if !s.Next(x) {
			return got
		}
	}
	require.Fail(t, "more executions than there are schedules")
	return nil
}
