package search

import (
	"flag"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"racelab/internal/sim/kernel"
)

var (
	programs = flag.Int("programs", 15/share, "how many generated programs each of the tests with such runs")
	seed     = flag.Uint64("seed", 1, "seed of the tests with generated programs")
	tries    = flag.Int("most", 3_000, "schedules of a generated program above which brute force is given up")
	families = flag.String("families", "", "families of operations of the generated programs, with commas between them; empty means all")
)

// someFamilies returns two of those that generated programs may use.
func someFamilies(rng *rand.Rand) []string {
	all := slices.Sorted(maps.Keys(familyOps))
	if *families != "" {
		all = strings.Split(*families, ",")
	}
	return []string{all[rng.IntN(len(all))], all[rng.IntN(len(all))]}
}

var limits = kernel.Limits{Steps: 5000, Tail: 5000, TailFires: 1000}

// fair says that every met an execution in which something was left out.
var fair bool

// enough is how many executions a search may take.
const enough = 20_000

// seeded returns what a test with generated programs gets its chance from. That is
// the same each time, so that a tree that nobody has touched stays as it is: -seed
// gives others.
func seeded(t *testing.T, test uint64) *rand.Rand {
	t.Logf("repeat with -args -seed %d -most %d; at size with -programs 3000 -most 20000", *seed, *tries)
	return rand.New(rand.NewPCG(*seed, test))
}

// every returns the outcomes of all schedules, or false if there are too many.
func every(p program) (map[string]int, int, bool) { return everyBy(p, *tries, (*world).outcome) }

func everyBy(p program, most int, outcome func(*world, *kernel.Exec) string) (map[string]int, int, bool) {
	s, got := &Every{}, map[string]int{}
	var last *world
	body := p.body(&last)
	for n := 1; ; n++ {
		x := kernel.Execute(body, s, limits, false)
		got[outcome(last, x)]++
		fair = fair || x.Fair
		if !s.Next() {
			return got, n, true
		}
		if n == most {
			return nil, n, false
		}
	}
}

// reduced returns the outcomes that DPOR finds.
func reduced(t *testing.T, p program) (got map[string]int, n int, s *DPOR) {
	s, got = &DPOR{}, map[string]int{}
	var last *world
	body := p.body(&last)
	for n = 0; ; {
		x := kernel.Execute(body, s, limits, false)
		require.False(t, s.Lost, "a planned step was impossible\n%v", p)
		if !x.Pruned {
			got[last.outcome(x)]++
			n++
		}
		require.LessOrEqual(t, n, 2*enough, "more executions than there are schedules\n%v", p)
		if !s.Next(x) {
			return got, n, s
		}
	}
}

func keys(m map[string]int) map[string]bool {
	k := map[string]bool{}
	for o := range m {
		k[o] = true
	}
	return k
}

// TestDPORFindsEveryOutcome compares the outcomes that DPOR finds with those of
// brute force, on generated programs. At size, which takes an hour:
//
//	go test ./internal/search -timeout 0 -run TestDPORFindsEveryOutcome -args -programs 3000 -most 20000
func TestDPORFindsEveryOutcome(t *testing.T) {
	rng := seeded(t, 0)
	compared, schedules, classes, redundant := 0, 0, 0, 0
	for compared < *programs {
		p := generate(rng, 2+rng.IntN(2), 3, someFamilies(rng))
		want, n, ok := every(p)
		if !ok {
			continue
		}
		got, m, s := reduced(t, p)
		require.Equal(t, keys(want), keys(got), "program:\n%v", p)
		compared++
		schedules, classes, redundant = schedules+n, classes+m, redundant+s.Redundant
	}
	t.Logf("%d programs, %d schedules, %d by DPOR, %d abandoned", compared, schedules, classes, redundant)
}
