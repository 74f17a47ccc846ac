package halfbaked

import (
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/explore"
	"racelab/internal/stage"
)

func TestNobodyBakesInAColdOven(t *testing.T) {
	stage.Run(t, func() {
		var once sync.Once
		burning := make(chan struct{})
		fireplace := stage.NewDoor(2)
		house := New(func() int {
			once.Do(func() { close(burning) })
			fireplace.Enter() // until the other baker has baked, or can not
			return 200
		})

		var bakers sync.WaitGroup
		bakers.Go(func() {
			assert.Equal(t, "tart", house.Bake("tart"),
				"the first baker of the day lit the oven and baked a tart, and this came out.\n"+
					"Whoever lights an oven waits until it is hot.")
		})
		bakers.Go(func() {
			<-burning
			assert.Equal(t, "pie", house.Bake("pie"),
				"a second baker baked a pie while the first was lighting the oven, and this came out.\n"+
					"There was an oven, and it was cold.")
			fireplace.Enter()
		})
		bakers.Wait()
	})
}

func TestTheOvenIsLitOnce(t *testing.T) {
	stage.Run(t, func() {
		var fires atomic.Int32
		fireplace := stage.NewDoor(3)
		house := New(func() int {
			fires.Add(1)
			fireplace.Enter()
			return 200
		})
		var bakers sync.WaitGroup
		for range 3 {
			bakers.Go(func() { house.Bake("bun") })
		}
		bakers.Wait()
		house.Bake("bun")
		assert.Equal(t, 1, int(fires.Load()),
			"three bakers came into a cold bakehouse at the same time, and one later; the oven was lit this often.\n"+
				"Wood is dear, and there is only one oven.")
	})
}

func TestNobodyLightsTheOvenForNothing(t *testing.T) {
	stage.Run(t, func() {
		var fires atomic.Int32
		house := New(func() int { return int(fires.Add(1)) * 200 })
		stage.Settle()
		assert.Equal(t, 0, int(fires.Load()),
			"a bakehouse was built, and nobody has come to bake; the oven was lit this often.\n"+
				"Wood is dear, and the fire is for the first who bakes.")
		house.Bake("bun")
	})
}

func TestAWeakFireBakesNothing(t *testing.T) {
	stage.Run(t, func() {
		for _, degrees := range []int{60, 0} {
			fires := 0
			house := New(func() int { fires++; return degrees })
			for _, cake := range []string{"", "tart", "tart"} { // the first has no name
				assert.Equal(t, "raw "+cake, house.Bake(cake),
					"the fire reached only %d degrees.\nThis came out of the oven.", degrees)
			}
			assert.Equal(t, 1, fires,
				"the fire reached only %d degrees, and three cakes were baked; the oven was lit this often.\n"+
					"It is lit once a day, however hot it becomes.", degrees)
		}
	})
}

func TestNobodyBakesInAColdOvenOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var fires atomic.Int32
		house := New(func() int {
			fires.Add(1)
			return 200
		})
		var bakers sync.WaitGroup
		for _, cake := range []string{"tart", "pie"} {
			bakers.Go(func() {
				if got := house.Bake(cake); got != cake {
					t.Errorf("two bakers came into a cold bakehouse; one baked a %s and took out a %q, want a %q.\n"+
						"There was an oven, and it was cold.", cake, got, cake)
				}
			})
		}
		bakers.Wait()
		if n := fires.Load(); n != 1 {
			t.Errorf("two bakers came into a cold bakehouse: the oven was lit %d times, want once.\n"+
				"Wood is dear, and there is only one oven.", n)
		}
	})
}

// Everybody bakes whenever they like, in a hot oven or over a weak fire.
func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		hot, cold := New(func() int { return 200 }), New(func() int { return 20 })
		return explore.Calls{
			"bake":         func() { hot.Bake("tart") },
			"bake in vain": func() { cold.Bake("tart") },
		}
	})
}
