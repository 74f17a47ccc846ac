package twotools

import (
	"runtime"
	"sync"
	"sync/atomic"
	"testing"

	"racelab/internal/explore"
	"racelab/internal/stage"

	"github.com/stretchr/testify/assert"
)

type recipe struct {
	name  string
	cook  func(c *Corner, work func())
	whisk bool
	bowl  bool
}

var recipes = []recipe{
	{"Sponge", (*Corner).Sponge, true, true},
	{"Icing", (*Corner).Icing, true, true},
	{"Meringue", (*Corner).Meringue, true, true},
	{"Cream", (*Corner).Cream, true, false},
	{"Rinse", (*Corner).Rinse, false, true},
}

// enough is the number of walks after which two bakers will never be done.
const enough = 1000

// walkers returns how many of the recipes need both tools.
func walkers(cooked ...recipe) (n int) {
	for _, r := range cooked {
		if r.whisk && r.bowl {
			n++
		}
	}
	return n
}

// together has two bakers at work in one corner; the second comes when the
// first is on the way or at work. Both are between their two tools at the same
// time if the corner lets them, and both work at the same time if it lets
// them. It returns how often somebody walked and how many worked at once.
func together(t *testing.T, first, second recipe) (walks, atWork int) {
	var walked, finished atomic.Int64
	between, working := stage.NewDoor(walkers(first, second)), stage.NewDoor(2)
	begun := make(chan struct{})
	begin := sync.OnceFunc(func() { close(begun) })
	corner := New(func() {
		begin()
		if walked.Add(1) > enough {
			stage.Fail(t, stage.Livelock, "%s and %s: %d walks across the room and no nearer to the end", first.name, second.name, enough)
			runtime.Goexit() // the only way out of somebody else's loop
		}
		between.Enter()
	})
	work := func() {
		begin()
		working.Enter()
		finished.Add(1)
	}
	stage.Run(t, func() {
		var bakers sync.WaitGroup
		bakers.Go(func() { first.cook(corner, work) })
		bakers.Go(func() {
			<-begun
			second.cook(corner, work)
		})
		bakers.Wait()
	})
	assert.EqualValues(t, 2, finished.Load(),
		"%s and %s: batches finished; every recipe calls its work once", first.name, second.name)
	return int(walked.Load()), working.Most()
}

// pairs tries every pair of recipes, up to the first that fails.
func pairs(t *testing.T, check func(t *testing.T, first, second recipe)) {
	for i, first := range recipes {
		for _, second := range recipes[i:] {
			if !t.Run(first.name+"And"+second.name, func(t *testing.T) { check(t, first, second) }) {
				return
			}
		}
	}
}

func TestEveryRecipeComesToAnEnd(t *testing.T) {
	pairs(t, func(t *testing.T, first, second recipe) {
		walks, _ := together(t, first, second)
		assert.Equal(t, walkers(first, second), walks,
			"%s and %s: walks across the room; a baker with one tool in hand does not turn back and begin again",
			first.name, second.name)
	})
}

func TestOneToolIsNeverInTwoHands(t *testing.T) {
	pairs(t, func(t *testing.T, first, second recipe) {
		if first.whisk && second.whisk || first.bowl && second.bowl {
			_, atWork := together(t, first, second)
			assert.Equal(t, 1, atWork,
				"%s and %s: bakers at work at once; they need the same tool and there is only one",
				first.name, second.name)
		}
	})
}

// While one baker has a tool for long, another one sets out with the other tool
// to fetch it, and a third would like to have that.
func TestWhoHasSetOutKeepsTheTool(t *testing.T) {
	cream, rinse := recipes[3], recipes[4]
	for _, first := range recipes[:3] {
		for _, others := range [][2]recipe{{cream, rinse}, {rinse, cream}} {
			busy, wants := others[0], others[1]
			stage.Run(t, func() {
				var setOut, taken atomic.Bool
				done := make(chan struct{})
				corner := New(func() { setOut.Store(true) })
				var bakers sync.WaitGroup
				for _, cook := range []func(){
					func() { busy.cook(corner, func() { <-done }) },
					func() { first.cook(corner, func() {}) },
					func() {
						if setOut.Load() {
							wants.cook(corner, func() { taken.Store(true) })
						}
					},
				} {
					bakers.Go(cook)
					stage.Settle()
				}
				assert.False(t, taken.Load(),
					"%s has one tool for long, and a baker who makes %s has set out with the other to fetch it; then %s was begun, with the tool of the one who has set out.\n"+
						"A baker who has set out with one tool does not turn back, and does not put it down.", busy.name, first.name, wants.name)
				close(done)
				bakers.Wait()
			})
			if t.Failed() {
				return
			}
		}
	}
}

func TestEveryPairOfRecipesOnEverySchedule(t *testing.T) {
	pairs(t, func(t *testing.T, first, second recipe) {
		explore.Test(t, func(t *testing.T) {
			var walks atomic.Int64
			corner := New(func() { walks.Add(1) })
			whisk, bowl := stage.NewDoor(2), stage.NewDoor(2)
			var bakers sync.WaitGroup
			for _, r := range []recipe{first, second} {
				bakers.Go(func() {
					r.cook(corner, func() {
						if r.whisk {
							whisk.Enter()
						}
						if r.bowl {
							bowl.Enter()
						}
					})
				})
			}
			bakers.Wait()
			assert.LessOrEqual(t, max(whisk.Most(), bowl.Most()), 1,
				"%s and %s: hands that one tool was in at the same moment.\n"+
					"There is one whisk and one bowl, and a baker who works has what the recipe needs.", first.name, second.name)
			assert.EqualValues(t, walkers(first, second), walks.Load(),
				"%s and %s: walks across the room; a baker with one tool in hand does not turn back and begin again",
				first.name, second.name)
		}, explore.Schedules(1000), explore.MaxSteps(400))
	})
}

// All recipes are made at any time, each by several bakers.
func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		corner := New(func() {})
		calls := explore.Calls{}
		for _, r := range recipes {
			calls[r.name] = func() { r.cook(corner, func() {}) }
		}
		return calls
	}, explore.Schedules(1000), explore.MaxSteps(400))
}
