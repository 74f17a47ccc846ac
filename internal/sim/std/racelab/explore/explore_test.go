package explore_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/racelab/explore"
	"racelab/internal/sim/std/simtest"
	sim "racelab/internal/sim/std/testing"
)

func TestSometimesIsRemembered(t *testing.T) {
	explore.Test(nil, func(*sim.T) {
		explore.Sometimes("never", false)
		explore.Sometimes("once", false)
		explore.Sometimes("once", true)
		explore.Sometimes("once", false)
	}, explore.Schedules(3), explore.MustExhaust())
	assert.Equal(t, []string{"never"}, explore.Never())
}

func TestThePairIsChosenByTheSchedule(t *testing.T) {
	var said string
	got := simtest.Outcomes(func() {
		said = ""
		explore.Pairs(nil, func(*sim.T) explore.Calls {
			return explore.Calls{"a": func() { said += "a" }, "b": func() { said += "b" }}
		})
	}, func(*kernel.Exec) string { return said })
	assert.Equal(t, []string{"aaaa", "abab", "bbbb"}, slices.Compact(got))
}
