package search

import (
	"testing"

	"github.com/stretchr/testify/require"

	"racelab/internal/sim"
	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/time"
)

func init() {
	more := moreOps
	moreOps = func(w *world, o op, value int) int {
		switch o.name {
		case "untilChance":
			for n := 0; ; n++ {
				if kernel.Chance(2, 30) == 1 {
					return n
				}
			}
		case "untilChanged":
			for n := 0; ; n++ {
				kernel.Current().Sleep(1)
				if sim.Get(w.vars[o.a], 31) != 0 {
					return n
				}
			}
		case "untilReady":
			ticker := time.NewTicker(2)
			defer ticker.Stop()
			for n := 0; ; n++ {
				tick, c := sim.RecvCase(ticker.C), sim.RecvCase(w.chans[o.a])
				if sim.Select(32, false, tick, c) == 1 {
					return n
				}
			}
		}
		return more(w, o, value)
	}
}

// TestWhatIsUnfairIsLeftOut compares the outcomes that DPOR finds with those of
// brute force, when both leave out the same schedules. Most of the programs have
// no end without that.
func TestWhatIsUnfairIsLeftOut(t *testing.T) {
	familyOps["unfair"] = []string{"untilChance", "untilChanged", "untilReady"}
	defer delete(familyOps, "unfair")
	before := limits
	defer func() { limits = before }()
	rng := seeded(t, 4)
	schedules, classes := 0, 0
	for compared := 0; compared < *programs/4; {
		limits.Unfair = 1 + rng.IntN(2)
		limits.TailFires = 4 // nobody may ever change what a loop waits for
		families := []string{"unfair", []string{"memory", "channel", "time", "timer"}[rng.IntN(4)]}
		p := generate(rng, 2, 2, families)
		want, n, ok := every(p)
		if !ok {
			continue
		}
		got, m, _ := reduced(t, p)
		require.Equal(t, keys(want), keys(got), "program, chance unfair %d times:\n%v", limits.Unfair, p)
		compared, schedules, classes = compared+1, schedules+n, classes+m
	}
	t.Logf("%d schedules, %d by DPOR", schedules, classes)
}
