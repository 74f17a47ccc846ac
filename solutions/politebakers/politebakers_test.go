package politebakers

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

const order = 3 // cakes that each baker has to make

// shift lets Ann, who reaches for the whisk first, and Bob, who reaches for
// the bowl first, each bake their order. It returns the cakes made, and how
// often a baker began to mix while another mixed. Time is virtual.
func shift(ctx context.Context, ann, bob func(k *Kitchen) (first, second *Tool)) (cakes, crowded int64) {
	var done, mixing, clashes atomic.Int64
	k := NewKitchen(func() {
		clashes.Add(mixing.Add(1) - 1)
		time.Sleep(time.Minute)
		mixing.Add(-1)
		done.Add(1)
	})
	var bakers sync.WaitGroup
	for _, reaches := range []func(*Kitchen) (*Tool, *Tool){ann, bob} {
		bakers.Go(func() {
			first, second := reaches(k)
			for range order {
				if k.Bake(ctx, first, second) != nil {
					return
				}
			}
		})
	}
	bakers.Wait()
	return done.Load(), clashes.Load()
}

func whiskFirst(k *Kitchen) (*Tool, *Tool) { return k.Whisk, k.Bowl }
func bowlFirst(k *Kitchen) (*Tool, *Tool)  { return k.Bowl, k.Whisk }

func TestBakersFinishTheirOrdersWithinTheHour(t *testing.T) {
	stage.Within(t, time.Hour, stage.Livelock, func(ctx context.Context) {
		cakes, crowded := shift(ctx, whiskFirst, bowlFirst)
		if ctx.Err() != nil {
			return // the stage says what that means
		}
		check(t, cakes, crowded)
	})
}

func TestBakersOfOneHabitFinishToo(t *testing.T) {
	stage.Within(t, time.Hour, stage.Livelock, func(ctx context.Context) {
		cakes, crowded := shift(ctx, whiskFirst, whiskFirst)
		if ctx.Err() != nil {
			return
		}
		check(t, cakes, crowded)
	})
}

func check(t *testing.T, cakes, crowded int64) {
	t.Helper()
	assert.EqualValues(t, 2*order, cakes,
		"two bakers were each to make %d cakes.\n"+
			"Bake returned without an error and yet a cake is missing.", order)
	assert.Zero(t, crowded,
		"this often a baker began to mix while another mixed, with one whisk and one bowl.\n"+
			"Somebody mixes with a tool that is not in their hand.")
}

// Whoever is called away lays down what is in hand, at the table, on the way to
// the second tool, and while being polite. Time is virtual.
func TestWhoIsCalledAwayTakesNoToolAlong(t *testing.T) {
	stage.Within(t, 24*time.Hour, stage.Livelock, func(ctx context.Context) {
		for after := time.Duration(0); after <= 7*time.Second; after += 500 * time.Millisecond {
			k := NewKitchen(func() { time.Sleep(3 * time.Second) })
			bell, stop := context.WithTimeout(ctx, after)
			var bakers sync.WaitGroup
			bakers.Go(func() { k.Bake(bell, k.Whisk, k.Bowl) })
			bakers.Go(func() { k.Bake(bell, k.Bowl, k.Whisk) })
			bakers.Wait()
			stop()
			hour, stop := context.WithTimeout(ctx, time.Hour)
			err := k.Bake(hour, k.Whisk, k.Bowl)
			stop()
			if ctx.Err() != nil || !assert.NoError(t, err,
				"two bakers were called away after %v, and a third had an hour for one cake.\n"+
					"Somebody took a tool along, and nobody will ever bake here again.", after) {
				return
			}
		}
	})
}

// The bakers have all the time in the world, and virtual time passes only when
// both wait. Who bakes no cake now never will.
func TestBakersFinishOnFairSchedules(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		cakes := 0
		k := NewKitchen(func() { cakes++ }) // only one can have both tools
		var bakers sync.WaitGroup
		for _, reaches := range []func(*Kitchen) (*Tool, *Tool){whiskFirst, bowlFirst} {
			bakers.Go(func() {
				first, second := reaches(k)
				assert.NoError(t, k.Bake(context.Background(), first, second), "a baker who has time")
			})
		}
		bakers.Wait()
		assert.Equal(t, 2, cakes,
			"two bakers were each to make one cake.\n"+
				"Bake returned without an error and yet a cake is missing.")
	}, explore.Schedules(1500), explore.MaxSteps(400))
}

// Here both are called away after a while, so no schedule goes on without end,
// and all of them can be tried.
func TestBakersWhoAreCalledAwayOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		cakes, promised, lacking := 0, 0, 0
		var k *Kitchen
		k = NewKitchen(func() { // only one can have both tools
			cakes++
			if !inHand(k.Whisk) || !inHand(k.Bowl) {
				lacking++
			}
		})
		ctx, stop := context.WithTimeout(context.Background(), 1500*time.Millisecond)
		defer stop()
		var heard [2]error
		var bakers sync.WaitGroup
		for i, reaches := range []func(*Kitchen) (*Tool, *Tool){whiskFirst, bowlFirst} {
			bakers.Go(func() {
				first, second := reaches(k)
				heard[i] = k.Bake(ctx, first, second)
			})
		}
		bakers.Wait()
		for _, err := range heard {
			if err == nil {
				promised++
			}
		}
		assert.Equal(t, promised, cakes,
			"two bakers baked until they were called away; this many said that they had made their cake.\n"+
				"Bake returns no error when there is a cake, and an error when there is none.")
		assert.Zero(t, lacking,
			"cakes that were mixed while the whisk or the bowl lay on the table.\n"+
				"Nobody may mix without holding both tools, however late it is.")
		// Whoever took a tool along has left the kitchen without it for ever.
		assert.NoError(t, k.Bake(context.Background(), k.Whisk, k.Bowl), "a baker who comes later, and has time")
	}, explore.Schedules(5000))
}

// inHand reports whether somebody has the tool, as far as it can still be asked.
func inHand(tool *Tool) bool {
	asked, ok := any(tool).(interface {
		TryTake() bool
		PutBack()
	})
	if !ok || !asked.TryTake() {
		return true
	}
	asked.PutBack()
	return false
}

func TestTwoKitchensHaveNothingInCommonOnEverySchedule(t *testing.T) {
	explore.Apart(t, func(t *testing.T) explore.Calls {
		k := NewKitchen(func() {})
		return explore.Calls{"bake": func() { _ = k.Bake(context.Background(), k.Whisk, k.Bowl) }}
	})
}
