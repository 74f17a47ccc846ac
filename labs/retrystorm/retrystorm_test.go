package retrystorm

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"racelab/internal/explore"
	"racelab/internal/stage"
)

// deliveries has two clerks each enter n sacks, one sack at a time. Reckoning
// takes a minute, and the second clerk comes half a minute after the first.
// Time is virtual.
func deliveries(ctx context.Context, book *Book, n int) error {
	errs := make([]error, 2)
	var clerk sync.WaitGroup
	for i := range errs {
		clerk.Go(func() {
			time.Sleep(time.Duration(i) * 30 * time.Second)
			for range n {
				if errs[i] = book.Update(ctx, reckon); errs[i] != nil {
					return
				}
			}
		})
	}
	clerk.Wait()
	if errs[0] != nil {
		return errs[0]
	}
	return errs[1]
}

func reckon(sacks int) int {
	time.Sleep(time.Minute)
	return sacks + 1
}

func check(t *testing.T, book *Book, err error, want int) {
	t.Helper()
	sacks := book.Sacks()
	assert.NoError(t, err, "a clerk who has time")
	assert.Equal(t, want, sacks,
		"The book said 10, and two clerks entered sacks, one at a time, without an error.\n"+
			"Every sack that was entered is in the book, once.\n"+
			"next: go tool lab hint retrystorm")
}

func TestClerksFinishWithinTheDay(t *testing.T) {
	stage.Within(t, 24*time.Hour, "livelock", func(ctx context.Context) {
		book := Open(10)
		err := deliveries(ctx, book, 5)
		if ctx.Err() != nil {
			return // the stage says what that means
		}
		check(t, book, err, 20)
	})
}

func TestAClerkGivesUpWhenTheDayIsOver(t *testing.T) {
	book := Open(10)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	stage.Run(t, func() {
		assert.ErrorIs(t, book.Update(ctx, func(int) int { return 99 }), context.Canceled, "the day was over before she began")
	})
	assert.Equal(t, 10, book.Sacks(), "A clerk who gives up changes nothing.")
}

// Virtual time passes only when both reckon. Who has not entered a sack by
// then never will.
func TestClerksFinishOnFairSchedules(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		book := Open(10)
		err := deliveries(context.Background(), book, 1)
		check(t, book, err, 12)
	}, explore.Schedules(1000), explore.MaxSteps(400))
}

func TestNoSackIsLostOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		book := Open(10)
		var clerk sync.WaitGroup
		for range 2 {
			clerk.Go(func() {
				err := book.Update(context.Background(), func(sacks int) int { return sacks + 1 })
				assert.NoError(t, err, "a clerk who has time")
			})
		}
		clerk.Wait()
		check(t, book, nil, 12)
	}, explore.Schedules(1000), explore.MaxSteps(400))
}
