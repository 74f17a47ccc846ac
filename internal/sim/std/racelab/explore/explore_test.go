package explore_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/sim/std/racelab/explore"
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
