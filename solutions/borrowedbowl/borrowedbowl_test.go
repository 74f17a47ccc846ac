package borrowedbowl

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"go.uber.org/goleak"

	"racelab/internal/explore"
	"racelab/internal/stage"
)

// meal is a guest who looks into the bowl when it comes, eats, and looks again.
func meal(t *testing.T, soup []byte, eat func()) (ate string) {
	ate = string(soup)
	eat()
	assert.Equal(t, ate, string(soup),
		"what was in a bowl when it was put before a guest, and at the end of the meal\n"+
			"What is in a bowl stays what it is for as long as somebody eats from it.")
	return ate
}

// A book lists what was eaten.
type book struct {
	mu    sync.Mutex // guards soups
	soups []string
}

func (b *book) enter(soup string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.soups = append(b.soups, soup)
}

// check says whether these soups have been eaten, and no others.
func (b *book) check(t *testing.T, cooked ...string) {
	t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	assert.ElementsMatch(t, cooked, b.soups, "the soups that were cooked, and those that were eaten when the kitchen had closed")
}

// All guests eat at the same time, and soups of many sizes are cooked meanwhile.
func TestASoupStaysWhatItIs(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	stage.Run(t, func() {
		const many = 40
		for range 5 {
			table := stage.NewDoor(many)
			var b book
			k := Open(many, func(soup []byte) { b.enter(meal(t, soup, table.Enter)) })
			var cooked []string
			var cooks sync.WaitGroup
			for i := range many {
				soup := fmt.Sprintf("%d peas", 10+i)
				cooked = append(cooked, soup)
				cooks.Go(func() { k.Cook(soup) })
			}
			cooks.Wait()
			k.Close()
			b.check(t, cooked...)
		}
	})
}

func TestTheKitchenClosesWhenAllHaveEaten(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	stage.Run(t, func() {
		var b book
		k := Open(2, func(soup []byte) { b.enter(meal(t, soup, stage.Settle)) })
		k.Cook("leek")
		k.Cook("lentils")
		k.Cook("") // the bowl is empty
		k.Close()
		k.Close()
		b.check(t, "leek", "lentils", "")
	})
}

// Two people close the kitchen while a guest eats.
func TestWhoeverClosesTheKitchenWaitsOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var b book
		k := Open(1, func(soup []byte) { b.enter(string(soup)) })
		k.Cook("pea")
		var other sync.WaitGroup
		other.Go(k.Close)
		k.Close()
		b.check(t, "pea")
		other.Wait()
	})
}

// There is one waiter, and he stands before a guest.
func TestTheCookHandsOverTheBowl(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	stage.Run(t, func() {
		eaten := make(chan struct{})
		var b book
		k := Open(1, func(soup []byte) { <-eaten; b.enter(string(soup)) })
		var cooked atomic.Int32
		var cooks sync.WaitGroup
		for _, soup := range []string{"leek", "lentils"} {
			cooks.Go(func() { k.Cook(soup); cooked.Add(1) })
		}
		stage.Settle()
		assert.LessOrEqual(t, cooked.Load(), int32(1), "Two soups were cooked, and the only waiter stands before a guest with one of them. This many cooks think that a waiter has theirs.")
		close(eaten)
		cooks.Wait()
		k.Close()
		b.check(t, "leek", "lentils")
	})
}

// The second soup is cooked when the waiter has the first one.
func TestASoupStaysWhatItIsOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var b book
		k := Open(1, func(soup []byte) { b.enter(meal(t, soup, func() {})) })
		k.Cook("pea")
		k.Cook("leek")
		k.Close()
		b.check(t, "leek", "pea")
	})
}

// A bowl has been used before, and two cooks take one.
func TestTwoCooksAtOnceOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		k := Open(1, func(soup []byte) { meal(t, soup, func() {}) })
		k.Cook("pea")
		var cook sync.WaitGroup
		cook.Go(func() { k.Cook("lentils") })
		k.Cook("leek")
		cook.Wait()
		k.Close()
	})
}

func TestTwoKitchensHaveNothingInCommonOnEverySchedule(t *testing.T) {
	explore.Apart(t, func(t *testing.T) explore.Calls {
		k := Open(1, func(soup []byte) { meal(t, soup, func() {}) })
		return explore.Calls{"cook": func() {
			k.Cook("pea")
			k.Close()
		}}
	})
}
