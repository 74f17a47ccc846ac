package tray

import (
	"runtime"
	"slices"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"go.uber.org/goleak"

	"racelab/internal/explore"
	"racelab/internal/stage"
)

// baker returns a cook who takes the cake out of the oven when all the others
// have come to the door with theirs, or can not come.
func baker(cake Cake, door *stage.Door) Cook {
	return func() Cake {
		door.Enter()
		return cake
	}
}

func TestTheShopGetsEveryCake(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	stage.Run(t, func() {
		door := stage.NewDoor(4)
		kitchen := New(func(int) {})
		tray := kitchen.Bake(baker("tart", door), baker("pie", door), baker("bun", door), baker("", door))
		assert.ElementsMatch(t, []Cake{"tart", "pie", "bun", ""}, tray,
			"four cooks baked a tart, a pie, a bun and a cake without a name; this was on the tray: %s.\n"+
				"The shop pays for what arrives.", Note(tray))
	})
}

func TestEveryNumberIsCalledOnce(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	stage.Run(t, func() {
		door := stage.NewDoor(2)
		heard := make(chan int, 4)
		kitchen := New(func(cakes int) { heard <- cakes })
		kitchen.Bake(baker("tart", door), baker("pie", door))
		close(heard)
		var calls []int
		for cakes := range heard {
			calls = append(calls, cakes)
		}
		assert.ElementsMatch(t, []int{1, 2}, calls,
			"two cooks put a cake on the tray each, and these numbers were called.\n"+
				"Whoever writes the delivery note goes by what is called.")
	})
}

func TestCooksBakeAtTheSameTime(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	// No number of processors is a reason for a cook to wait.
	shift := 2 + runtime.NumCPU()
	door := stage.NewDoor(shift)
	stage.Run(t, func() {
		New(func(int) {}).Bake(slices.Repeat([]Cook{baker("bun", door)}, shift)...)
	})
	assert.Equal(t, shift, door.Most(),
		"%d cooks worked one shift; this many were baking at the same time.\n"+
			"There is room for all of them at the oven, and somebody stands and waits.", shift)
}

func TestTheNumberIsCalledAtOnce(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	// The pie stays in the oven until somebody calls, or nobody can.
	door := stage.NewDoor(2)
	kitchen := New(func(cakes int) {
		if cakes == 1 {
			door.Enter()
		}
	})
	stage.Run(t, func() {
		kitchen.Bake(func() Cake { return "tart" }, baker("pie", door))
	})
	assert.True(t, door.Most() == 2,
		"the tart was on the tray while the pie was in the oven; want one called before the pie is out.\n"+
			"Whoever writes the delivery note sits and waits.")
}

func TestEveryShiftHasATrayOfItsOwn(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	stage.Run(t, func() {
		heard := make(chan int, 8)
		kitchen := New(func(cakes int) { heard <- cakes })
		bun, pie := func() Cake { return "bun" }, func() Cake { return "pie" }

		morning := kitchen.Bake(bun, bun)
		called := len(heard)
		evening := kitchen.Bake(pie)
		assert.ElementsMatch(t, []Cake{"bun", "bun"}, morning,
			"in the morning two cooks baked a bun each, in the evening one baked a pie; this was on the tray of the morning.\n"+
				"The shop pays for what arrives.")
		assert.ElementsMatch(t, []Cake{"pie"}, evening,
			"in the morning two cooks baked a bun each, in the evening one baked a pie; this was on the tray of the evening.\n"+
				"The buns are long in the shop.")
		close(heard)
		var calls []int
		for cakes := range heard {
			calls = append(calls, cakes)
		}
		assert.Equal(t, []int{1}, calls[min(called, len(calls)):],
			"in the morning two cooks baked, in the evening one; these numbers were called in the evening.\n"+
				"Each tray is counted from one.")
	})
}

func TestNobodyBakesNothing(t *testing.T) {
	stage.Run(t, func() {
		tray := New(func(cakes int) { t.Errorf("no cook was there, and %d was called", cakes) }).Bake()
		assert.Empty(t, tray, "no cook was there; this was on the tray.")
	})
}

func TestTheShopGetsEveryCakeOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		oven := stage.NewDoor(2)
		tray := New(func(int) {}).Bake(baker("tart", oven), baker("pie", oven))
		if len(tray) != 2 || !slices.Contains(tray, "tart") || !slices.Contains(tray, "pie") {
			t.Errorf("two cooks baked a tart and a pie; on the tray there were %s, want both.\n"+
				"The shop pays for what arrives.", Note(tray))
		}
		explore.Sometimes("two cooks bake at the same time", oven.Most() == 2)
	})
}

func TestEveryNumberIsCalledOnceOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var one, two, other atomic.Int32
		kitchen := New(func(cakes int) {
			switch cakes {
			case 1:
				one.Add(1)
			case 2:
				two.Add(1)
			default:
				other.Add(1)
			}
		})
		kitchen.Bake(func() Cake { return "tart" }, func() Cake { return "pie" })
		if one.Load() != 1 || two.Load() != 1 || other.Load() != 0 {
			t.Errorf("two cooks put a cake on the tray each: 1 was called %d times, 2 %d times, other numbers %d times; want 1, 1, 0.\n"+
				"Whoever writes the delivery note goes by what is called.", one.Load(), two.Load(), other.Load())
		}
	})
}

func TestTwoKitchensHaveNothingInCommonOnEverySchedule(t *testing.T) {
	explore.Apart(t, func(t *testing.T) explore.Calls {
		kitchen := New(func(int) {})
		return explore.Calls{"bake": func() { kitchen.Bake(func() Cake { return "tart" }) }}
	})
}
