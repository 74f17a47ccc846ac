package stage_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/racelab/stage"
	"racelab/internal/sim/std/simtest"
	sim "racelab/internal/sim/std/testing"
	"racelab/internal/sim/std/time"
)

func TestDoorCountsWhoIsInIt(t *testing.T) {
	var door *stage.Door
	got := simtest.Outcomes(func() {
		door = stage.NewDoor(2)
		kernel.Spawn(door.Enter)
		kernel.Spawn(door.Enter)
	}, func(*kernel.Exec) string { return fmt.Sprint(door.Most()) })
	assert.Equal(t, []string{"1", "2"}, got)
}

func TestRunWithinSettle(t *testing.T) {
	said := ""
	x := simtest.Run(func() {
		sim.SimMain("TestX", func(t *sim.T) {
			said = ""
			stage.Run(t, func() { said += "run " })
			kernel.Spawn(func() { said += "other " })
			stage.Settle()
			said += "settled "
			stage.Within(t, time.Second, "livelock", func(ctx context.Context) {
				time.Sleep(time.Minute)
				said += fmt.Sprint(ctx.Err())
			})
		})
	})
	assert.Equal(t, "done", simtest.Stuck(x))
	assert.Equal(t, "run other settled context deadline exceeded", said)
}
