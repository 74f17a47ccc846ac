package search

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"racelab/internal/sim/kernel"
)

// guardedProgram returns a program of one family of plain memory and one of any kind.
func guardedProgram(rng *rand.Rand) program {
	of := slices.Sorted(maps.Keys(guardedOps))
	if *families != "" {
		of = strings.Split(*families, ",")
	}
	all := slices.Sorted(maps.Keys(familyOps))
	two := []string{of[rng.IntN(len(of))], of[rng.IntN(len(of))]}
	if rng.IntN(3) == 0 {
		two[1] = all[rng.IntN(len(all))]
	}
	return generate(rng, 2+rng.IntN(2), 2+rng.IntN(2), two)
}

// whole is everything that can be noticed of x, the values of plain memory included.
func (w *world) whole(x *kernel.Exec) string {
	return w.outcome(x) + fmt.Sprint(*w.data[0], *w.data[1], w.table)
}

// tally is what a search has found, and what that cost.
type tally struct {
	outcomes, classes               map[string]bool
	executions, events, begun, racy int
}

// outcomesOf runs a search to its end, again from the beginning whenever there are
// more scheduling points.
func outcomesOf(t *testing.T, p program, st Searcher, l kernel.Limits) (got tally) {
	var last *world
	body := p.body(&last)
	empty := func(begun int) tally {
		return tally{outcomes: map[string]bool{}, classes: map[string]bool{}, begun: begun}
	}
	got = empty(1)
	for {
		x := kernel.Execute(body, st, l, false)
		if x.Refined {
			st.Restart()
			got = empty(got.begun + 1)
			require.Less(t, got.begun, 100, "no end to more scheduling points\n%v", p)
			continue
		}
		require.False(t, st.Strayed(), "a planned step was impossible\n%v", p)
		if !x.Pruned {
			got.outcomes[last.whole(x)] = true
			if len(x.Faults) == 0 { // else it does not matter what others did before
				got.classes[classOf(x)] = true
			}
			got.executions, got.events = got.executions+1, got.events+len(x.Events)
		}
		require.LessOrEqual(t, got.executions, 2*enough, "more executions than there are schedules\n%v", p)
		if !st.Next(x) {
			return got
		}
	}
}

// TestFewPointsFindEveryOutcome compares what DPOR finds when accesses of plain
// memory are scheduling points only where they race, and when all are, with brute
// force: values, races, failed assertions, panics, deadlocks and leaks, and all orders
// of synchronisation. (When all are, some of these are met twice.) It also follows the schedules that it writes out, with every access a step.
func TestFewPointsFindEveryOutcome(t *testing.T) {
	defer withGuarded()()
	rng := seeded(t, 5)
	var all, few tally
	compared, schedules, racy, filled := 0, 0, 0, 0
	for compared < *programs {
		p := guardedProgram(rng)
		classes := map[string]bool{}
		known, n, ok := everyBy(p, *tries, func(w *world, x *kernel.Exec) string {
			if len(x.Faults) == 0 {
				classes[classOf(x)] = true
			}
			return w.whole(x)
		})
		if !ok {
			continue
		}
		want := keys(known)
		full := outcomesOf(t, p, &DPOR{}, limits)
		require.Equal(t, want, full.outcomes, "every access a scheduling point:\n%v", p)
		l := limits
		l.Points = &kernel.Points{}
		got := outcomesOf(t, p, &DPOR{}, l)
		require.Equal(t, want, got.outcomes, "scheduling points only where there are races:\n%v", p)
		require.Equal(t, classes, full.classes, "every access a scheduling point:\n%v", p)
		require.Equal(t, classes, got.classes, "scheduling points only where there are races:\n%v", p)
		followed(t, p, l, rng.Uint64())
		compared, schedules = compared+1, schedules+n
		all.executions, all.events = all.executions+full.executions, all.events+full.events
		few.executions, few.events, few.begun = few.executions+got.executions, few.events+got.events, few.begun+got.begun
		if l.Points.Whole() {
			filled++
		}
		if slices.ContainsFunc(slices.Collect(maps.Keys(want)), func(o string) bool { return strings.Contains(o, "true") }) {
			racy++
		}
	}
	t.Logf("%d programs, %d with a data race, %d with loops that wait for memory; %d schedules", compared, racy, filled, schedules)
	t.Logf("by DPOR %d of %d events; with few scheduling points %d of %d events, begun %d times", all.executions, all.events, few.executions, few.events, few.begun)
}

// followed writes out what some executions did, and follows that with every access a
// step: it must lead to the same. It may take more preemptions, but not fewer.
func followed(t *testing.T, p program, l kernel.Limits, seed uint64) {
	var last *world
	body := p.body(&last)
	random := NewRandom(seed)
	for range 6 {
		few := &Observer{Strategy: random}
		x := kernel.Execute(body, few, l, false)
		random.Next(x)
		if x.Refined || x.Cut {
			continue
		}
		want, schedule := last.whole(x), ScheduleOf(x)
		replay := NewReplay(schedule)
		all := &Observer{Strategy: replay}
		y := kernel.Execute(body, all, limits, false)
		require.Equal(t, want, last.whole(y), "%v of\n%v", schedule, p)
		require.Equal(t, -1, replay.Diverged, "%v of\n%v", schedule, p)
		require.Len(t, y.Events, x.Steps(), "%v of\n%v", schedule, p)
		require.LessOrEqual(t, few.Preemptions, all.Preemptions, "%v of\n%v", schedule, p)
	}
}
