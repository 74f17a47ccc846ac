package search

import (
	"testing"

	"github.com/stretchr/testify/require"

	"racelab/internal/sim/kernel"
)

func init() {
	more := moreOps
	moreOps = func(w *world, o op, value int) int {
		me := kernel.Current()
		switch o.name {
		case "pollClock":
			for end := me.Now() + 2e6; me.Now() < end; {
				w.seen[value/10] = append(w.seen[value/10], w.lib.read(w.vars[o.a], 41))
			}
		case "spinClock":
			for end := me.Now() + 1e6; me.Now() < end; {
				kernel.Loop(40)
			}
		case "sleepLong":
			me.Sleep(int64(1+o.b) * 1e6)
		default:
			return more(w, o, value)
		}
		return 0
	}
}

// TestTimeThatWaits compares the outcomes that DPOR finds with those of brute
// force where time waits for goroutines, and where it waits no longer for those
// that have made a few steps.
func TestTimeThatWaits(t *testing.T) {
	familyOps["poll"] = []string{"pollClock", "spinClock", "sleepLong", "now"}
	defer delete(familyOps, "poll")
	before := limits
	defer func() { limits = before }()
	rng := seeded(t, 3)
	schedules, classes := 0, 0
	for compared := 0; compared < *programs; {
		limits.Patient, limits.Quantum = rng.IntN(3) > 0, 2+rng.IntN(4)
		time, other := []string{"poll", "time", "timer"}[rng.IntN(3)], []string{"memory", "channel", "mutex", "context", "atomic", "poll"}[rng.IntN(6)]
		p := generate(rng, 2+rng.IntN(2), 3, []string{time, other})
		fair = false
		want, n, ok := every(p)
		if !ok || fair { // see kernel.Exec.Fair: no proof is claimed of these
			continue
		}
		got, m, _ := reduced(t, p)
		require.Equal(t, keys(want), keys(got), "program, time patient %v, quantum %d:\n%v", limits.Patient, limits.Quantum, p)
		compared, schedules, classes = compared+1, schedules+n, classes+m
	}
	t.Logf("%d schedules, %d by DPOR", schedules, classes)
}

// TestProgramsOnceMissedInTime are two programs of which an outcome was once missed:
// a goroutine that had rested was not known to go on only because time had passed,
// so a plan had it go on before; and what was compared in vain ordered what came
// after, so a clock told which of two such comparisons was first.
func TestProgramsOnceMissedInTime(t *testing.T) {
	before := limits
	defer func() { limits = before }()
	for _, missed := range []struct {
		patient bool
		quantum int
		text    string
	}{
		{true, 4, `
			0: add(0,2)
			1: now(0,0) read(0,0)
			2: pollClock(1,0) write(0,2) add(1,1)`},
		{false, 2, `
			0: sleep(0,1) aadd(0,0)
			1: acas(1,2) now(1,1)
			2: now(1,1) acas(1,1)`},
	} {
		limits.Patient, limits.Quantum = missed.patient, missed.quantum
		p := programOf(missed.text)
		want, _, ok := every(p)
		require.True(t, ok)
		got, _, _ := reduced(t, p)
		require.Equal(t, keys(want), keys(got), missed.text)
	}
}
