package search

import (
	"testing"

	"github.com/stretchr/testify/require"

	"racelab/internal/sim/kernel"
)

// TestLibrariesMemoryRacesAsAnyOther compares programs whose plain memory belongs to a
// library, where it is checked for data races and no step, with brute force over the
// same programs with each access a step: there is a data race in both or in neither;
// and if there is none, all that can be noticed is the same.
func TestLibrariesMemoryRacesAsAnyOther(t *testing.T) {
	defer withGuarded()()
	rng := seeded(t, 6)
	compared, racy, schedules, executions := 0, 0, 0, 0
	for compared < *programs {
		p := guardedProgram(rng)
		if p.has("mwait") || p.has("bwait") || p.has("await") {
			continue // a loop that waits for memory is one of steps
		}
		races := false
		want, n, ok := everyBy(p, *tries, func(w *world, x *kernel.Exec) string {
			races = races || x.Race != nil
			return w.whole(x)
		})
		if !ok {
			continue
		}
		p.quiet = true
		got, found, m := quietly(t, p)
		require.Equal(t, races, found, "a data race:\n%v", p)
		if !races {
			require.Equal(t, keys(want), got, "without a data race:\n%v", p)
		}
		compared, schedules, executions = compared+1, schedules+n, executions+m
		if races {
			racy++
		}
	}
	t.Logf("%d programs, %d with a data race; %d schedules, %d executions by DPOR", compared, racy, schedules, executions)
}

// quietly returns what DPOR finds of a program whose memory is no step, and whether
// one of the executions has a data race.
func quietly(t *testing.T, p program) (outcomes map[string]bool, races bool, executions int) {
	var last *world
	body, s := p.body(&last), &DPOR{}
	outcomes = map[string]bool{}
	for {
		x := kernel.Execute(body, s, limits, false)
		if s.Lost { // what a racy access decides is no step that could be planned
			require.True(t, races, "a planned step was impossible, and no data race is known\n%v", p)
			return outcomes, races, executions
		}
		if !x.Pruned {
			outcomes[last.whole(x)] = true
			races = races || x.Race != nil
			executions++
		}
		if !s.Next(x) {
			return outcomes, races, executions
		}
	}
}
