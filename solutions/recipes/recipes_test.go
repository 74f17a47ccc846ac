package recipes

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

func TestNobodyClimbsTwiceForTheSameCake(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	// Three cooks are in the attic at the same time, if the book lets them. Then
	// one comes down first and copies what she has found.
	attic := stage.NewDoor(3)
	var climbs atomic.Int32
	var copied sync.Once
	firstIsDown := make(chan struct{})
	book := New(func(cake string) Recipe {
		late := climbs.Add(1) > 1
		attic.Enter()
		if late {
			<-firstIsDown
		}
		return Recipe("how to bake a " + cake)
	})

	stage.Run(t, func() {
		var cooks sync.WaitGroup
		for range 3 {
			cooks.Go(func() {
				recipe := book.Recipe("tart")
				copied.Do(func() { close(firstIsDown) })
				assert.EqualValues(t, "how to bake a tart", recipe,
					"a cook asked for the tart.\nShe bakes whatever stands on the page.")
			})
		}
		cooks.Wait()
	})
	assert.Equal(t, 1, int(climbs.Load()),
		"three cooks asked for the tart at the same time; somebody climbed to the attic this often.\n"+
			"The second climb is for nothing: the recipe was already on its way into the book.")
}

func TestEveryRecipeIsCopiedOnce(t *testing.T) {
	stage.Run(t, func() {
		climbs := 0
		book := New(func(cake string) Recipe { climbs++; return Recipe(cake) })
		const cakes = 8
		for i := range 2 * cakes {
			cake := fmt.Sprint("cake ", i%cakes)
			assert.EqualValues(t, cake, book.Recipe(cake),
				"a cook asked for the recipe of one cake after another, and this is what she read.")
		}
		assert.Equal(t, cakes, climbs, "the cook asked for each of %d cakes twice; she climbed this often.", cakes)
		assert.Equal(t, cakes, book.Pages(), "%d cakes were asked for; the book has this many recipes.", cakes)
	})
}

func TestAnEmptyPageIsAPage(t *testing.T) {
	stage.Run(t, func() {
		climbs := 0
		book := New(func(string) Recipe { climbs++; return "" })
		for range 2 {
			assert.Empty(t, book.Recipe("toast"), "a cook asked for the toast, and what lies in the attic is an empty sheet; this is what she read.")
		}
		assert.Equal(t, 1, climbs,
			"a cook asked twice for the toast, and what lies in the attic is an empty sheet; she climbed this often.\n"+
				"There is a page in the book, and nothing on it.")
		nameless := New(func(string) Recipe { return "flour" })
		assert.EqualValues(t, "flour", nameless.Recipe(""), "a cook asked for a cake that has no name; this is what she read.")
		assert.Equal(t, 1, nameless.Pages(), "a cook asked for a cake that has no name; pages in the book.")
	})
}

func TestNobodyClimbsTwiceOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var climbs atomic.Int32
		book := New(func(cake string) Recipe {
			climbs.Add(1)
			return "butter, eggs"
		})
		var cooks sync.WaitGroup
		for range 2 {
			cooks.Go(func() {
				if got := book.Recipe("tart"); got != "butter, eggs" {
					t.Errorf("a cook asked for the tart and read %q, want %q.\n"+
						"She bakes whatever stands on the page.", got, "butter, eggs")
				}
			})
		}
		cooks.Wait()
		if n := climbs.Load(); n != 1 {
			t.Errorf("two cooks asked for the tart: somebody climbed to the attic %d times, want once.\n"+
				"The recipe was already on its way into the book.", n)
		}
	})
}

func TestNobodyClimbsTwiceForAnEmptyPageOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var climbs atomic.Int32
		book := New(func(string) Recipe { climbs.Add(1); return "" })
		var cooks sync.WaitGroup
		cooks.Go(func() { book.Recipe("toast") })
		book.Recipe("toast")
		cooks.Wait()
		assert.EqualValues(t, 1, climbs.Load(),
			"two cooks asked for the toast, and what lies in the attic is an empty sheet; somebody climbed this often.")
	})
}

func TestNobodyClimbsTwiceWhileAnotherCakeIsFetchedOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var tarts atomic.Int32
		book := New(func(cake string) Recipe {
			if cake == "tart" {
				tarts.Add(1)
			}
			return Recipe(cake)
		})
		var cooks sync.WaitGroup
		for _, cake := range []string{"tart", "pie", "tart"} {
			cooks.Go(func() {
				assert.EqualValues(t, cake, book.Recipe(cake), "a cook asked for the %s; this is whose recipe she read.", cake)
			})
		}
		cooks.Wait()
		assert.EqualValues(t, 1, tarts.Load(), "two cooks asked for the tart and one for the pie; somebody climbed this often for the tart.")
	}, explore.Schedules(3000))
}

func TestNobodyClimbsTwiceWhileSomebodyCountsOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var climbs atomic.Int32
		book := New(func(string) Recipe { climbs.Add(1); return "butter, eggs" })
		book.Recipe("tart")
		var kitchen sync.WaitGroup
		kitchen.Go(func() { book.Pages() })
		book.Recipe("tart")
		kitchen.Wait()
		assert.EqualValues(t, 1, climbs.Load(), "a cook asked twice for the tart, the second time while somebody counted the pages; she climbed this often.")
	})
}

func TestDifferentCakesShareTheBookOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		book := New(func(cake string) Recipe { return Recipe(cake) })
		var cooks sync.WaitGroup
		for _, cake := range []string{"tart", "pie"} {
			cooks.Go(func() {
				if got := book.Recipe(cake); got != Recipe(cake) {
					t.Errorf("a cook asked for the %s and read the recipe of the %s.\n"+
						"Each cake has a page of its own.", cake, got)
				}
			})
		}
		cooks.Wait()
		if n := book.Pages(); n != 2 {
			t.Errorf("two cooks asked for tart and pie: the book has %d recipes, want 2.\n"+
				"One page was lost while the other was being written.", n)
		}
	})
}

func TestAnybodyMayCountOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		book := New(func(cake string) Recipe { return Recipe(cake) })
		var kitchen sync.WaitGroup
		var counted int
		kitchen.Go(func() { book.Recipe("tart") })
		kitchen.Go(func() { counted = book.Pages() })
		kitchen.Wait()
		if counted != 0 && counted != 1 {
			t.Errorf("the chef counted while the first recipe was being fetched: %d, want 0 or 1.\n"+
				"The number was never true.", counted)
		}
		explore.Sometimes("the chef counts no recipe", counted == 0)
		explore.Sometimes("the chef counts one recipe", counted == 1)
	})
}

func TestPagesDoNotComeAndGoOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		book := New(func(cake string) Recipe { return Recipe(cake) })
		book.Recipe("tart")
		var kitchen sync.WaitGroup
		var counted int
		kitchen.Go(func() { book.Recipe("pie") })
		kitchen.Go(func() { counted = book.Pages() })
		kitchen.Wait()
		if counted != 1 && counted != 2 {
			t.Errorf("the chef counted while a second recipe was being fetched: %d, want 1 or 2.\n"+
				"The first one is in the book.", counted)
		}
	})
}

// The book is read, written and counted by everybody at any time.
func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		book := New(func(cake string) Recipe { return Recipe(cake) })
		return explore.Calls{
			"tart":  func() { book.Recipe("tart") },
			"pie":   func() { book.Recipe("pie") },
			"pages": func() { book.Pages() },
		}
	})
}
