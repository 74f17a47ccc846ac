package wrongtable

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"go.uber.org/goleak"

	"racelab/internal/explore"
	"racelab/internal/stage"
)

// patient is a guest who is not called away.
var patient = context.Background()

var errCalledOff = errors.New("the dish was called off")

// corner is a table.
type corner struct {
	onTheWay func() // while somebody comes to call off a dish, if not nil

	mu     sync.Mutex
	off    chan struct{} // of the dish that it waits for
	orders int
	cook   map[string]chan struct{} // closed when a dish is ready; others are ready at once
}

func (c *corner) Serve(dish string) error {
	off := make(chan struct{})
	c.mu.Lock()
	c.off = off
	c.orders++
	c.mu.Unlock()
	if ready := c.cook[dish]; ready != nil {
		select {
		case <-ready:
		case <-off:
		}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.off = nil
	select {
	case <-off:
		return errCalledOff
	default:
		return nil
	}
}

func (c *corner) CallOff() {
	if c.onTheWay != nil {
		c.onTheWay()
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.off != nil {
		close(c.off)
		c.off = nil
	}
}

func checkCalm(t *testing.T, err error) {
	t.Helper()
	assert.NoError(t, err,
		"Nobody called this guest away, and this is what became of her dish.\n"+
			"A guest who is not called away gets her dish.")
}

// There is one table. The first guest is called away at some time, the second is not.
func TestTheNextGuestGetsHerDishOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		restaurant := Open(&corner{})
		ctx, away := context.WithCancel(patient)
		defer away()
		var hurried, caller sync.WaitGroup
		var first error
		caller.Go(away)
		hurried.Go(func() { first = restaurant.Dine(ctx, "soup") })
		hurried.Wait()
		checkCalm(t, restaurant.Dine(patient, "cake"))
		caller.Wait()
		explore.Sometimes("the first has her soup", first == nil)
		explore.Sometimes("her soup is called off", errors.Is(first, errCalledOff))
		explore.Sometimes("she did not sit down", errors.Is(first, context.Canceled))
	})
}

// The soup is ready while somebody is on the way to call it off.
func TestTheSoupIsReadyMeanwhile(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	stage.Run(t, func() {
		soup, cake := make(chan struct{}), make(chan struct{})
		table := &corner{cook: map[string]chan struct{}{"soup": soup, "cake": cake}}
		table.onTheWay = stage.NewDoor(2).Enter // alone, until nobody else can move
		restaurant := Open(table)
		ctx, away := context.WithCancel(patient)
		defer away()
		var hurried, calm sync.WaitGroup
		hurried.Go(func() { restaurant.Dine(ctx, "soup") })
		stage.Settle()
		away()
		close(soup)
		calm.Go(func() { checkCalm(t, restaurant.Dine(patient, "cake")) })
		stage.Settle()
		close(cake)
		hurried.Wait()
		calm.Wait()
	})
}

// The soup is never ready.
func TestWhoIsCalledAwayNeedNotWait(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	stage.Run(t, func() {
		table := &corner{cook: map[string]chan struct{}{"soup": make(chan struct{})}}
		restaurant := Open(table)
		for range 2 { // the second time at the same table
			ctx, away := context.WithCancel(patient)
			var hurried, late sync.WaitGroup
			hurried.Go(func() {
				assert.ErrorIs(t, restaurant.Dine(ctx, "soup"), errCalledOff,
					"A guest was called away before her dish was ready; Dine returns what Serve returns.")
			})
			stage.Settle()
			late.Go(func() {
				assert.ErrorIs(t, restaurant.Dine(ctx, "cake"), context.Canceled,
					"The only table was taken, and a guest who waited for it was called away.")
			})
			stage.Settle()
			hurry, end := context.WithDeadline(patient, time.Now())
			assert.ErrorIs(t, restaurant.Dine(hurry, "cake"), context.DeadlineExceeded,
				"The only table was taken, and a guest came who had no time at all.")
			end()
			away()
			hurried.Wait()
			late.Wait()
			checkCalm(t, restaurant.Dine(patient, "cake"))
		}
		assert.LessOrEqual(t, table.orders, 6, "Six guests came in all, with a dish each; dishes ordered.")
	})
}

func TestADishWithoutANameIsADish(t *testing.T) {
	stage.Run(t, func() {
		table := &corner{}
		checkCalm(t, Open(table).Dine(patient, ""))
		assert.Equal(t, 1, table.orders, "A guest ordered a dish that has no name; dishes ordered.")
	})
}

// Two guests with patience, and two tables: they eat at the same time, and nothing
// is left of that.
func TestAnOrdinaryEvening(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	stage.Run(t, func() {
		dishes := map[string]chan struct{}{"soup": make(chan struct{}), "cake": make(chan struct{})}
		restaurant := Open(&corner{cook: dishes}, &corner{cook: dishes})
		ctx, away := context.WithCancel(patient)
		defer away()
		var guests sync.WaitGroup
		guests.Go(func() { checkCalm(t, restaurant.Dine(ctx, "soup")) })
		stage.Settle()
		guests.Go(func() {
			checkCalm(t, restaurant.Dine(patient, "cake"))
			close(dishes["soup"])
		})
		stage.Settle()
		close(dishes["cake"])
		guests.Wait()
		goleak.VerifyNone(t, goleak.IgnoreCurrent())
	})
}

// Two tables, and three guests of whom one is called away: the others share what is
// free.
func TestTwoGuestsAfterOneOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		restaurant := Open(&corner{})
		ctx, away := context.WithCancel(patient)
		defer away()
		var hurried, calm sync.WaitGroup
		hurried.Go(func() { restaurant.Dine(ctx, "soup") })
		calm.Go(func() { checkCalm(t, restaurant.Dine(patient, "cake")) })
		away()
		hurried.Wait()
		calm.Wait()
	}, explore.Schedules(20_000))
}

// Guests come, and one of them may be called away.
func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		restaurant := Open(&corner{})
		ctx, away := context.WithCancel(patient)
		t.Cleanup(away)
		return explore.Calls{
			"dine":            func() { checkCalm(t, restaurant.Dine(patient, "cake")) },
			"dine in a hurry": func() { restaurant.Dine(ctx, "soup") },
			"call away":       away,
		}
	})
}
