package barging

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"racelab/internal/explore"
	"racelab/internal/stage"
)

// seen is how many more cakes of the same baker one who waits may have to see.
const seen = 3

// shift lets Greta bake, and each cake takes her so long, until Ben has made
// one cake too. He comes half a second after her, so that he never looks for
// the whisk at the instant at which she puts it back. It returns how many more
// cakes she made while he waited, and how often two mixed at once.
func shift(ctx context.Context, long time.Duration) (more, crowded int64) {
	var made, mixing, clashes atomic.Int64
	var served atomic.Bool
	k := NewKitchen(func(baker string) {
		clashes.Add(mixing.Add(1) - 1)
		if baker == "Ben" {
			served.Store(true)
		} else {
			time.Sleep(long)
			made.Add(1)
		}
		mixing.Add(-1)
	})
	var greta, ben sync.WaitGroup
	greta.Go(func() { k.Bake("Greta", func() bool { return !served.Load() && ctx.Err() == nil }) })
	ben.Go(func() {
		time.Sleep(500*time.Millisecond + 500*time.Microsecond)
		k.Bake("Ben", func() bool { return !served.Load() })
		more = made.Load() - 1
	})
	greta.Wait()
	ben.Wait()
	return more, clashes.Load()
}

func TestBenGetsTheWhiskWithinTheHour(t *testing.T) {
	stage.Within(t, time.Hour, stage.Starvation, func(ctx context.Context) {
		more, crowded := shift(ctx, time.Minute)
		if ctx.Err() != nil {
			return // the stage says what that means
		}
		check(t, more)
		assert.Zero(t, crowded, "how often two bakers mixed at once, with one whisk")
	})
}

func check(t *testing.T, more int64) {
	t.Helper()
	assert.LessOrEqual(t, more, int64(seen),
		"A baker waited for the whisk, and this many times more Greta took it first.\n"+
			"Who waits sees at most %d more cakes of the same baker made.", seen)
}

func TestABakerAloneWaitsForNobody(t *testing.T) {
	stage.Within(t, time.Hour, stage.Starvation, func(ctx context.Context) {
		made := 0
		began := time.Now()
		k := NewKitchen(func(string) {
			made++
			time.Sleep(time.Minute)
		})
		k.Bake("Greta", func() bool { return made < 10 && ctx.Err() == nil })
		assert.Equal(t, 10*time.Minute, time.Since(began).Truncate(10*time.Second),
			"Greta was alone and made ten cakes, a minute each.\n"+
				"She need not wait when nobody else does.")
	})
}

func TestWhoHasNothingToBakeMakesNoCake(t *testing.T) {
	stage.Within(t, time.Hour, stage.Starvation, func(context.Context) {
		made := 0
		k := NewKitchen(func(string) { made++ })
		k.Bake("Greta", func() bool { return false })
		k.Bake("Ben", func() bool { return made < 1 })
		assert.Equal(t, 1, made, "Greta's order was empty and Ben's was for one cake; cakes that were made.")
		k.Bake("", func() bool { return made < 2 })
		assert.Equal(t, 2, made, "After that a baker who gives no name had an order for one cake; cakes that were made in all.")
	})
}

// Greta bakes until Ben has had the whisk, if that is for ever. Time is virtual
// and passes when both wait; somebody may also be slower than any clock, and
// that makes too many schedules to try them all.
func TestBenGetsTheWhiskOnFairSchedules(t *testing.T) {
	explore.Test(t, func(t *testing.T) { shift(context.Background(), 2*time.Second) },
		explore.Schedules(600), explore.MaxSteps(400))
}

func TestAtMostThreeMoreCakesOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) { queue(t, "Ben") }, explore.Schedules(1000), explore.MaxSteps(400))
}

// Gerda has the whisk between two of Greta's cakes. Greta has no more turns for that.
func TestAtMostThreeMoreCakesWithGerdaOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) { queue(t, "Gerda", "Ben") }, explore.Schedules(1000), explore.MaxSteps(400))
}

// Greta, Gerda and Ben have an equally large order each, and none of them may
// be forgotten over the other two. Who has the whisk mixes until the others
// wait for it.
func TestAtMostThreeMoreCakesOfAnybodyOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		bakers := []string{"Greta", "Gerda", "Ben"}
		left := map[string]int{} // cakes still to be made; all this belongs to whoever has the whisk
		for _, baker := range bakers {
			left[baker] = 2 + seen
		}
		waits := map[string]map[string]int{} // the cakes of the others, seen by each who waits
		more := 0
		k := NewKitchen(func(baker string) {
			left[baker]--
			delete(waits, baker)
			for _, cakes := range waits {
				cakes[baker]++
				more = max(more, cakes[baker])
			}
			stage.Settle()
			for _, other := range bakers {
				if other != baker && left[other] > 0 && waits[other] == nil {
					waits[other] = map[string]int{}
				}
			}
		})
		var kitchen sync.WaitGroup
		for _, baker := range bakers {
			kitchen.Go(func() {
				looks := 0
				k.Bake(baker, func() bool { looks++; return looks <= 2+seen })
			})
		}
		kitchen.Wait()
		assert.LessOrEqual(t, more, seen,
			"Greta, Gerda and Ben made %d cakes each, and one who waited saw so many more of the same baker made before.\n"+
				"Who waits sees at most %d more cakes of the same baker made.", 2+seen, seen)
	}, explore.Schedules(1000), explore.MaxSteps(1000))
}

// queue has these bakers wait, for a cake each, before Greta puts the whisk
// back for the first time.
func queue(t *testing.T, waiting ...string) {
	begun, goOn := make(chan struct{}), make(chan struct{})
	made, more := 0, 0 // Greta's cakes; belongs to whoever has the whisk
	k := NewKitchen(func(baker string) {
		switch {
		case baker != "Greta":
			more = max(more, made-1)
			return
		case made == 0:
			close(begun)
			<-goOn
		}
		made++
	})
	var bakers sync.WaitGroup
	bakers.Go(func() { k.Bake("Greta", func() bool { return made < 2+seen }) })
	<-begun
	for _, baker := range waiting {
		bakers.Go(func() {
			looks := 0
			k.Bake(baker, func() bool { looks++; return looks == 1 })
		})
	}
	stage.Settle() // they wait
	close(goOn)
	bakers.Wait()
	check(t, int64(more))
}

// Bakers make a cake each whenever they like.
func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		k := NewKitchen(func(string) {})
		calls := explore.Calls{}
		for _, baker := range []string{"Greta", "Ben"} {
			calls[baker] = func() {
				looks := 0
				k.Bake(baker, func() bool { looks++; return looks == 1 })
			}
		}
		return calls
	})
}
