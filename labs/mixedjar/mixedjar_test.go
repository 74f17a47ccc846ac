package mixedjar

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"go.uber.org/goleak"

	"racelab/internal/explore"
	"racelab/internal/stage"
)

// Smoke is a complaint of its own kind.
type Smoke struct{ Oven int }

func (*Smoke) Error() string { return "the oven smokes" }

// Cooks complain of these.
var (
	smoke error = &Smoke{Oven: 1}
	sour        = errors.New("the cream is sour")
	burnt       = errors.New("the almonds are burnt")
)

func complains(of error) Recipe { return func(context.Context) error { return of } }

// checkTwo has two cooks complain while a third bakes until the day ends.
func checkTwo(t *testing.T, a, b error) {
	k := Open(context.Background())
	var cause, complaint error
	k.Bake(func(ctx context.Context) error {
		<-ctx.Done()
		cause, complaint = context.Cause(ctx), k.Complaint()
		return nil
	})
	k.Bake(complains(a))
	k.Bake(complains(b))
	first := k.Close()
	explore.Sometimes("one cook is the first", first == a)
	explore.Sometimes("the other cook is the first", first == b)
	explore.Sometimes("a cook is told to stop", cause != nil)
	if cause != nil {
		assert.Same(t, first, cause, "Two cooks complained. The first complaint is what all are told why the day ended.")
		assert.Same(t, first, complaint, "Two cooks complained. The first complaint is kept, whoever reads it and when.")
	}
}

func TestTwoOfAKindOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) { checkTwo(t, sour, burnt) })
}

func TestTwoKindsOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) { checkTwo(t, sour, smoke) })
}

func TestADayWithoutComplaints(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	stage.Run(t, func() {
		k := Open(context.Background())
		three := stage.NewDoor(3)
		var baked atomic.Int64
		var day atomic.Value
		for range 3 {
			k.Bake(func(ctx context.Context) error {
				day.Store(ctx)
				three.Enter()
				baked.Add(1)
				return ctx.Err()
			})
		}
		assert.NoError(t, k.Close(), "Three cakes were baked.")
		assert.NoError(t, k.Close(), "Three cakes were baked, and the kitchen was closed before.")
		assert.NoError(t, k.Complaint(), "Three cakes were baked, and the kitchen is closed.")
		assert.EqualValues(t, 3, baked.Load(), "cakes that were baked")
		assert.Error(t, day.Load().(context.Context).Err(), "The kitchen is closed, so the day is over, and the context that the cooks were given has ended. This one has not.")
		assert.Equal(t, 3, three.Most(), "cooks who were at work at once")
	})
}

// Two people close the kitchen while a cook is at work.
func TestWhoeverClosesTheKitchenWaitsOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		k := Open(context.Background())
		k.Bake(complains(sour))
		var other sync.WaitGroup
		other.Go(func() { k.Close() })
		assert.ErrorIs(t, k.Close(), sour, "Two people closed the kitchen, and a cook complained before she had finished.")
		other.Wait()
	})
}

func TestTheDayIsOverWhenTheKitchenIsClosedOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		k := Open(context.Background())
		var day context.Context
		k.Bake(func(ctx context.Context) error { day = ctx; return nil })
		assert.NoError(t, k.Close(), "A cake was baked.")
		assert.Error(t, day.Err(), "Close has returned, so the day is over, and the context that the cook was given has ended. This one has not.")
	})
}

// One complains, and those who are told to stop complain of that.
func TestTheFirstComplaintEndsTheDay(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	stage.Run(t, func() {
		k := Open(context.Background())
		var cause error
		k.Bake(func(ctx context.Context) error {
			<-ctx.Done()
			cause = context.Cause(ctx)
			return errors.New("I was told to stop")
		})
		stage.Settle()
		k.Bake(complains(sour))
		stage.Settle()
		k.Bake(func(context.Context) error {
			t.Error("A cook began to bake after another had complained.")
			return nil
		})
		assert.Same(t, sour, k.Complaint(), "One cook complained of the cream, and another of being told to stop.")
		assert.Same(t, sour, k.Close(), "One cook complained of the cream, and another of being told to stop.")
		assert.Same(t, sour, cause, "The day ended because of the cream; what the other cook was told.")
		assert.Same(t, sour, k.Complaint(), "The kitchen is closed.")
	})
}

func TestAComplaintIsKeptAsItWasMade(t *testing.T) {
	stage.Run(t, func() {
		k := Open(context.Background())
		k.Bake(complains(smoke))
		var s *Smoke
		assert.ErrorAs(t, k.Close(), &s, "A cook complained of smoke. A complaint is returned as it was made.")
	})
	stage.Run(t, func() {
		k := Open(context.Background())
		late := fmt.Errorf("the milk has not come: %w", context.DeadlineExceeded)
		k.Bake(complains(late))
		assert.Same(t, late, k.Close(), "A cook waited for the milk for so long, and complained. That is none of the owner's ending the day.")
	})
}

func TestTheOwnerEndsTheDay(t *testing.T) {
	stage.Run(t, func() {
		ctx, goHome := context.WithCancel(context.Background())
		k := Open(ctx)
		k.Bake(func(ctx context.Context) error { <-ctx.Done(); return nil })
		goHome()
		assert.NoError(t, k.Close(), "The owner ended the day, and no cook complained.")
	})
}

// Two are at work, and each of them finds something to complain of.
func TestTwoComplainAtOnce(t *testing.T) {
	for _, second := range []error{burnt, smoke} {
		stage.Run(t, func() {
			k := Open(context.Background())
			two := stage.NewDoor(2)
			for _, of := range []error{sour, second} {
				k.Bake(func(context.Context) error { two.Enter(); return of })
			}
			first := k.Close()
			assert.True(t, first == sour || first == second, "Two cooks complained, and this is kept: %v", first)
		})
	}
}

// Any cooks may complain at once, while others read what there is.
func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		k := Open(context.Background())
		t.Cleanup(func() { _ = k.Close() })
		return explore.Calls{
			"bake":      func() { k.Bake(complains(nil)) },
			"complain":  func() { k.Bake(complains(sour)) },
			"complaint": func() { _ = k.Complaint() },
		}
	})
}
