package dontdoit

import (
	"runtime"
	"runtime/metrics"
	"sync"
	"testing"
	"time"

	"racelab/internal/explore"
	"racelab/internal/stage"

	"github.com/stretchr/testify/assert"
	"go.uber.org/goleak"
)

// sales returns a till roll and what it comes to.
func sales(n int) (Roll, Day) {
	var roll Roll
	var day Day
	for i := range n {
		s := Sale{Pieces: 1 + i%3, Cents: 100 + i}
		roll = append(roll, s)
		day.Pieces += s.Pieces
		day.Cents += s.Pieces * s.Cents
		day.Sales++
	}
	return roll, day
}

func checkDay(t *testing.T, n int, want, got Day) {
	t.Helper()
	assert.Equal(t, want, got,
		"a till roll of %d sales was added up.\n"+
			"The owner compares it with what is in the till.", n)
}

func TestTheDayIsAddedUp(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	for _, n := range []int{0, 1, 2, 7, 1000, 1001} {
		roll, want := sales(n)
		var got Day
		stage.Run(t, func() { got = roll.Total() })
		checkDay(t, n, want, got)
	}
}

// The roll is kept, and another day of the same length is another day.
func TestTheDayIsAddedUpAgain(t *testing.T) {
	roll, want := sales(1001)
	later := append(Roll{{Pieces: 7, Cents: 500}}, roll[1:]...)
	wanted := want
	wanted.Pieces += 7 - roll[0].Pieces
	wanted.Cents += 7*500 - roll[0].Pieces*roll[0].Cents
	stage.Run(t, func() {
		for range 2 {
			checkDay(t, len(roll), want, roll.Total())
			checkDay(t, len(later), wanted, later.Total())
		}
	})
}

// Not on the stage, which would look at all clerks again and again, and there
// may be a million of them: this test has an end of its own.
func TestNoClerkIsHiredForEverySale(t *testing.T) {
	const patience = 6 * time.Second
	for _, n := range []int{20_000, 1_000_000} {
		roll, want := sales(n)
		hired := started()
		total := make(chan Day, 1)
		go func() { total <- roll.Total() }()
		var got Day
		select {
		case got = <-total:
		case <-time.After(patience):
			t.Fatalf("%d sales were not added up after %v, and a tenth of a second is plenty.\n"+
				"Somebody waits for somebody else, or there is too much to do.", n, patience)
		}
		hired = started() - hired
		checkDay(t, n, want, got)

		// A few for each processor, and a few that the runtime starts for itself.
		enough := uint64(8*runtime.GOMAXPROCS(0) + 64)
		if !assert.LessOrEqual(t, hired, enough,
			"goroutines that were started to add up %d sales.\n"+
				"A clerk costs more than the addition that he does; %d would be plenty,\n"+
				"however long the roll.", n, enough) {
			return
		}
	}
}

// started returns the number of goroutines that the process has started so far.
func started() uint64 {
	sample := []metrics.Sample{{Name: "/sched/goroutines-created:goroutines"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

func TestTheDayIsAddedUpOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		roll, want := sales(3)
		checkDay(t, 3, want, roll.Total())
	})
}

func TestTwoShopsAddUpAtTheSameTimeOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		mine, want := sales(1)
		others, wanted := sales(2)
		var got Day
		var other sync.WaitGroup
		other.Go(func() { got = others.Total() })
		checkDay(t, 1, want, mine.Total())
		other.Wait()
		checkDay(t, 2, wanted, got)
	})
}
