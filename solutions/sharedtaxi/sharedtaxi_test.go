package sharedtaxi

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"racelab/internal/explore"
	"racelab/internal/stage"

	"github.com/stretchr/testify/assert"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// rank is where the taxis come from.
type rank struct {
	mu     sync.Mutex
	called []context.Context // of those that are on their way
	most   int               // that were wanted at once
	orders int
}

// send makes a taxi that comes, or is called off before that.
func (r *rank) send(ctx context.Context) (string, error) {
	r.mu.Lock()
	r.orders++
	r.called = append(r.called, ctx)
	wanted := 0
	for _, c := range r.called {
		if c.Err() == nil {
			wanted++
		}
	}
	r.most = max(r.most, wanted)
	r.mu.Unlock()
	defer func() {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.called = slices.DeleteFunc(r.called, func(c context.Context) bool { return c == ctx })
	}()
	if err := ctx.Err(); err != nil {
		return "", err
	}
	return "taxi", nil
}

// seen returns how many taxis were ordered, and how many were wanted at once.
func (r *rank) seen() (orders, most int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.orders, r.most
}

// guest has a context that ends when the guest gives up.
func guest() (context.Context, context.CancelFunc) {
	return context.WithCancel(context.Background())
}

func TestGuestsShareATaxi(t *testing.T) {
	stage.Run(t, func() {
		var orders atomic.Int32
		coming := make(chan bool)
		d := Open(func(context.Context) (string, error) {
			orders.Add(1)
			<-coming
			return "taxi", nil
		})
		taxis := make(chan string, 3)
		for range 3 {
			go func() {
				taxi, _ := d.Taxi(context.Background())
				taxis <- taxi
			}()
		}
		stage.Settle()
		assert.EqualValues(t, 1, orders.Load(), "Three guests want to go to the station; taxis that were ordered.")
		close(coming)
		for range 3 {
			assert.Equal(t, "taxi", <-taxis)
		}
		_, err := d.Taxi(context.Background())
		assert.NoError(t, err)
		assert.EqualValues(t, 2, orders.Load(), "The taxi has come, and then a guest wants one; taxis that were ordered.")
	})
}

func TestThereIsNoTaxi(t *testing.T) {
	stage.Run(t, func() {
		errFog := errors.New("fog")
		orders := 0
		d := Open(func(context.Context) (string, error) {
			orders++
			return "", errFog
		})
		for range 2 {
			_, err := d.Taxi(context.Background())
			assert.ErrorIs(t, err, errFog, "There is fog, and no taxi.")
		}
		assert.Equal(t, 2, orders,
			"Two guests came, one after the other, and there was no taxi in the fog; taxis that were ordered.\n"+
				"The second one does not know what the fog is like now, unless one is ordered.")
	})
}

// Calling a taxi off takes as long as ordering one.
func TestAGuestComesAfterTheTaxiWasCalledOff(t *testing.T) {
	stage.Run(t, func() {
		back, orders := make(chan bool), make(chan int, 10)
		d := Open(func(ctx context.Context) (string, error) {
			orders <- 1
			if len(orders) == 1 {
				<-back
				return "", ctx.Err()
			}
			return "taxi", nil
		})
		ctx, giveUp := guest()
		anna := make(chan error, 1)
		go func() {
			_, err := d.Taxi(ctx)
			anna <- err
		}()
		stage.Settle()
		giveUp()
		stage.Settle()
		if assert.Len(t, anna, 1, "Anna gives up. She does not wait until the taxi has turned round.") {
			assert.ErrorIs(t, <-anna, context.Canceled)
		}
		bert := make(chan error, 1)
		go func() {
			_, err := d.Taxi(context.Background())
			bert <- err
		}()
		stage.Settle()
		early := len(bert) == 1
		close(back)
		assert.NoError(t, <-bert, "Anna had a taxi ordered, and gave up. Bert came after that; he has not given up.")
		assert.True(t, early, "Bert had a taxi ordered at once: the other one was called off.")
	})
}

// Whoever comes later does not find the taxi which has gone.
func TestATaxiIsSharedNoMoreWhenItHasComeOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var r rank
		d := Open(r.send)
		for range 2 {
			d.Taxi(context.Background())
		}
		orders, _ := r.seen()
		assert.Equal(t, 2, orders, "A guest had a taxi, and then another one wanted one; taxis that were ordered.")
	})
}

func TestWhoGivesUpIsToldWhy(t *testing.T) {
	stage.Run(t, func() {
		d := Open(func(ctx context.Context) (string, error) {
			<-ctx.Done()
			return "", ctx.Err()
		})
		hurry, giveUp := context.WithDeadline(context.Background(), time.Now())
		defer giveUp()
		_, err := d.Taxi(hurry)
		assert.ErrorIs(t, err, context.DeadlineExceeded, "A guest had no time at all; what Taxi returned.")
	})
}

func TestATaxiThatNobodyWantsIsCalledOffOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		d := Open(func(ctx context.Context) (string, error) {
			<-ctx.Done()
			return "", ctx.Err()
		})
		anna, giveUp := guest()
		go giveUp()
		_, err := d.Taxi(anna)
		assert.ErrorIs(t, err, context.Canceled)
	})
}

// Anna and Bert give up at the same moment, and nobody else wants it.
func TestATaxiThatTwoDoNotWantAnyMoreIsCalledOffOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		d := Open(func(ctx context.Context) (string, error) {
			<-ctx.Done()
			return "", ctx.Err()
		})
		both, giveUp := guest()
		giveUp()
		var anna sync.WaitGroup
		anna.Go(func() { _, _ = d.Taxi(both) })
		_, _ = d.Taxi(both)
		anna.Wait()
	}, explore.Schedules(2000))
}

func TestWhoHasNotGivenUpHasATaxiOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var r rank
		d := Open(r.send)
		ctx, giveUp := guest()
		var anna, bert error
		var hall sync.WaitGroup
		hall.Go(giveUp)
		hall.Go(func() { _, anna = d.Taxi(ctx) })
		_, bert = d.Taxi(context.Background())
		hall.Wait()
		orders, _ := r.seen()
		explore.Sometimes("they share a taxi", anna == nil && orders == 1)
		explore.Sometimes("Anna gives up", anna != nil)
		explore.Sometimes("Bert has one of his own", orders == 2)
		assert.NoError(t, bert,
			"Anna and Bert wanted to go to the station. Anna gave up, perhaps; Bert did not, and this is what he was told.")
	})
}

func TestOneTaxiIsWantedOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var r rank
		d := Open(r.send)
		ctx, giveUp := guest()
		var hall sync.WaitGroup
		hall.Go(func() { d.Taxi(context.Background()) })
		hall.Go(func() { d.Taxi(context.Background()) })
		go giveUp()
		d.Taxi(ctx)
		hall.Wait()
		stage.Settle()
		_, most := r.seen()
		assert.Equal(t, 1, most,
			"Three guests wanted to go to the station, and one of them gave up, perhaps. Taxis that were ordered and not called off, at once.\n"+
				"Who has not given up shares the one that there is.")
	})
}

func TestTwoDesksHaveNothingInCommonOnEverySchedule(t *testing.T) {
	explore.Apart(t, func(t *testing.T) explore.Calls {
		var r rank
		d := Open(r.send)
		return explore.Calls{"taxi": func() { d.Taxi(context.Background()) }}
	})
}
