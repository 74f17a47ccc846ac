package rand_test

import (
	"fmt"
	real "math/rand"
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/math/rand"
	v2 "racelab/internal/sim/std/math/rand/v2"
	"racelab/internal/sim/std/simtest"
)

func TestFewResultsAreAllTried(t *testing.T) {
	for name, c := range map[string]struct {
		want int
		draw func() any
	}{
		"Intn":      {3, func() any { return rand.Intn(3) }},
		"N":         {8, func() any { return v2.N[uint8](8) }},
		"one":       {1, func() any { return v2.IntN(1) }},
		"Perm":      {24, func() any { return rand.Perm(4) }},
		"Shuffle":   {6, func() any { p := []int{0, 1, 2}; v2.Shuffle(3, func(i, j int) { p[i], p[j] = p[j], p[i] }); return p }},
		"many":      {1, func() any { return rand.Intn(1000) }},
		"long Perm": {1, func() any { return v2.Perm(5) }},
		"float":     {1, func() any { return v2.Float64() }},
	} {
		var got any
		seen := simtest.Outcomes(func() { got = c.draw() }, func(*kernel.Exec) string { return fmt.Sprint(got) })
		assert.Len(t, seen, c.want, name)
	}
}

func TestEveryGoroutineHasItsOwnNumbers(t *testing.T) {
	var a, b int
	got := simtest.Outcomes(func() {
		kernel.Spawn(func() { kernel.Chance(2, -1); a = rand.Int() })
		kernel.Spawn(func() { kernel.Chance(2, -1); b = rand.Int() })
	}, func(*kernel.Exec) string { return fmt.Sprint(a, b, a == b) })
	assert.Len(t, got, 1)
	assert.Contains(t, got[0], "false")
}

func TestSeedLeavesNothingToChance(t *testing.T) {
	want := real.New(real.NewSource(7))
	n, f, p := want.Intn(3), want.Float64(), want.Perm(3)
	simtest.Run(func() {
		rand.Seed(7)
		assert.Equal(t, n, rand.Intn(3))
		assert.Equal(t, f, rand.Float64())
		assert.Equal(t, p, rand.Perm(3))
	})
	seen := simtest.Outcomes(func() { n = rand.Intn(2) }, func(*kernel.Exec) string { return fmt.Sprint(n) })
	assert.Len(t, seen, 2, "the next execution knows nothing of it")
	assert.PanicsWithValue(t, "invalid argument to Intn", func() { rand.Intn(0) })
	assert.PanicsWithValue(t, "invalid argument to N", func() { v2.N(-1) })
}
