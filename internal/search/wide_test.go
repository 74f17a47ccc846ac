package search

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/sim"
	"racelab/internal/sim/kernel"
)

// A select of more ready cases than the search can choose from leaves some out, and says so.
func TestAWideSelectLeavesSomeOut(t *testing.T) {
	for ready, leftOut := range map[int]bool{64: false, 65: true} {
		x := kernel.Execute(func() {
			var cases []sim.Case
			for range 66 {
				c := sim.Make(make(chan int, 1), 0)
				if len(cases) < ready {
					sim.SendTo(c, 0).Send(1)
				}
				cases = append(cases, sim.RecvCase(c))
			}
			sim.Select(1, false, cases...)
		}, NewRandom(1), limits, false)
		assert.Equal(t, leftOut, x.Fair, "%d are ready", ready)
	}
}
