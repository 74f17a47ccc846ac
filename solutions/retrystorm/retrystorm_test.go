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
	assert.NoError(t, err,
		"a clerk who has time, and gives up.")
	assert.Equal(t, want, sacks,
		"The book said 10, and two clerks entered sacks, one at a time, without an error.\n"+
			"Every sack that was entered is in the book, once.")
}

// Each of them may be sent back as often as the other enters a sack, and has to
// begin again as often.
func TestClerksFinishWithinTheDay(t *testing.T) {
	stage.Within(t, 24*time.Hour, stage.Livelock, func(ctx context.Context) {
		book := Open(10)
		err := deliveries(ctx, book, 120)
		if ctx.Err() != nil {
			return // the stage says what that means
		}
		check(t, book, err, 250)
	})
}

func TestAClerkGivesUpWhenTheDayIsOver(t *testing.T) {
	stage.Run(t, func() {
		book := Open(10)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()

		assert.ErrorIs(t, book.Update(ctx, func(int) int { return 99 }), context.Canceled, "the day was over before she began")

		assert.Equal(t, 10, book.Sacks(), "A clerk who gives up changes nothing.")
	})
}

// A select between a free desk and the end of the day takes either.
func TestAClerkGivesUpWhenTheDayIsOverOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		book := Open(10)
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		err := book.Update(ctx, func(int) int { return 99 })
		assert.ErrorIs(t, err, context.Canceled, "what Update returned; the day was over before she began")
		assert.Equal(t, 10, book.Sacks(), "A clerk who gives up changes nothing.")
	})
}

func TestAClerkWhoGivesUpChangesNothing(t *testing.T) {
	stage.Run(t, func() {
		book := Open(10)
		ctx, cancel := context.WithCancel(t.Context())
		err := book.Update(ctx, func(int) int { cancel(); return 99 })

		want := 99
		if err != nil {
			want = 10
		}
		assert.Equal(t, want, book.Sacks(),
			"The day was over while a clerk reckoned: the book said 10, she wanted to write 99, and Update returned %v.\n"+
				"Who gives up with an error changes nothing; who has written has not given up.", err)

		err = book.Update(context.Background(), func(sacks int) int { return sacks + 1 })
		assert.NoError(t, err, "a clerk who came after that, and has time")
		assert.Equal(t, want+1, book.Sacks(), "After that another clerk entered a sack.")
	})
}

// Whenever a clerk begins to reckon another one is quicker. So it is on two days.
func TestAClerkWhoIsUnluckyGetsItDone(t *testing.T) {
	stage.Run(t, func() {
		book := Open(10)
		for range 2 {
			var other sync.WaitGroup
			quicker := sync.OnceFunc(func() {
				other.Go(func() { _ = book.Update(context.Background(), func(sacks int) int { return sacks + 1 }) })
				stage.Settle() // the other has written, or waits
			})
			assert.NoError(t, book.Update(context.Background(), func(sacks int) int { quicker(); return sacks + 1 }), "a clerk who has time")
			other.Wait()
		}
		assert.Equal(t, 14, book.Sacks(), "The book said 10, and on two days two clerks added one sack each.")
	})
}

func TestWhoReadsKeepsNobodyFromWritingOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		book := Open(10)
		var reader sync.WaitGroup
		reader.Go(func() { book.Sacks() })
		assert.NoError(t, book.Update(context.Background(), func(int) int { return 11 }), "a clerk who has time")
		reader.Wait()
		assert.Equal(t, 11, book.Sacks(), "The book said 10, and a clerk wrote 11 while somebody read.")
	})
}

// The second clerk has an hour, and needs a minute. The first one has the book
// in hand for five hours.
func TestAClerkGivesUpThoughAnotherReckons(t *testing.T) {
	stage.Within(t, 24*time.Hour, stage.Livelock, func(ctx context.Context) {
		book := Open(10)
		var clerk sync.WaitGroup
		clerk.Go(func() {
			book.Update(ctx, func(sacks int) int { time.Sleep(5 * time.Hour); return sacks + 1 })
		})
		time.Sleep(30 * time.Second)
		began := time.Now()
		hour, cancel := context.WithTimeout(ctx, time.Hour)
		defer cancel()
		book.Update(hour, reckon)
		took := time.Since(began)
		clerk.Wait()
		if ctx.Err() != nil {
			return // the stage says what that means
		}
		assert.LessOrEqual(t, took, time.Hour+time.Minute,
			"A clerk had an hour, and another one reckoned for five; this is when she gave up, or had written.\n"+
				"When ctx is done Update gives up, and does not wait for the others.")
	})
}

func TestAClerkGivesUpWhileAnotherReckonsOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		book := Open(10)
		reckons, finish := make(chan struct{}), make(chan struct{})
		begin := sync.OnceFunc(func() { close(reckons) })
		var clerk sync.WaitGroup
		clerk.Go(func() {
			err := book.Update(context.Background(), func(sacks int) int { begin(); <-finish; return sacks + 1 })
			assert.NoError(t, err, "a clerk who has time")
		})
		<-reckons
		hour, over := context.WithCancel(context.Background())
		go over()
		_ = book.Update(hour, func(sacks int) int { return sacks + 1 }) // comes back in any case
		close(finish)
		clerk.Wait()
	}, explore.Schedules(1000), explore.MaxSteps(400))
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

// What a clerk reckons may depend on the number; then it is not enough to
// enter the difference.
func TestTheNumberReckonedWithIsTheOneReplacedOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		book := Open(10)
		var clerk sync.WaitGroup
		for range 2 {
			clerk.Go(func() {
				err := book.Update(context.Background(), func(sacks int) int { return 2 * sacks })
				assert.NoError(t, err, "a clerk who has time")
			})
		}
		clerk.Wait()
		assert.Equal(t, 40, book.Sacks(),
			"The book said 10, and two clerks doubled the number, one after the other.\n"+
				"Update replaces the number in the book by what reckon makes of it, and of no other.")
	}, explore.Schedules(1000), explore.MaxSteps(400))
}

func TestTheNumberIsThereAllTheTimeOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		book := Open(10)
		var clerk sync.WaitGroup
		clerk.Go(func() {
			err := book.Update(context.Background(), func(sacks int) int { return sacks + 1 })
			assert.NoError(t, err, "a clerk who has time")
		})
		assert.Contains(t, []int{10, 11}, book.Sacks(), "The book said 10, and somebody looked while a clerk entered one more; the number.")
		clerk.Wait()
	}, explore.Schedules(1000), explore.MaxSteps(400))
}

// The number may be read at any time, also while clerks write it or give up.
func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		book := Open(10)
		over, end := context.WithCancel(context.Background())
		end()
		add := func(sacks int) int { return sacks + 1 }
		return explore.Calls{
			"update":  func() { _ = book.Update(context.Background(), add) },
			"give up": func() { _ = book.Update(over, add) },
			"sacks":   func() { book.Sacks() },
		}
	}, explore.Schedules(1000), explore.MaxSteps(400))
}
