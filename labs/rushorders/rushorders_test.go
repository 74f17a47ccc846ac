package rushorders

import (
	"context"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
	"unicode"

	"github.com/stretchr/testify/assert"

	"racelab/internal/explore"
	"racelab/internal/stage"
)

// pass is how many rush orders the first of the ordinary ones lets pass.
const pass = 3

// day has two rich customers order in a hurry, one cake after the other, until
// the ordinary order of a third one is baked. A cake takes a minute.
func day(ctx context.Context) {
	oven := Light()
	var served atomic.Bool
	var rich, poor sync.WaitGroup
	for i := range 2 {
		rich.Go(func() {
			time.Sleep(time.Duration(i) * time.Second)
			for !served.Load() && ctx.Err() == nil {
				oven.Bake(true, func() { time.Sleep(time.Minute) })
			}
		})
	}
	poor.Go(func() {
		time.Sleep(2 * time.Second)
		oven.Bake(false, func() { served.Store(true) })
	})
	rich.Wait()
	poor.Wait()
}

func TestOrdinaryOrdersAreBakedWithinTheDay(t *testing.T) {
	stage.Within(t, 24*time.Hour, stage.Starvation, day)
}

// Time is virtual and passes when everybody waits. A customer may also be
// slower than any clock, which makes too many schedules to try them all.
func TestOrdinaryOrdersAreBakedOnFairSchedules(t *testing.T) {
	explore.Test(t, func(t *testing.T) { day(context.Background()) }, explore.Schedules(300), explore.MaxSteps(400))
}

// line has these customers come while the oven is busy, one after the other;
// a capital letter is in a hurry. It returns who was served in which order.
func line(oven *Oven, came string) string {
	var served strings.Builder
	var customer sync.WaitGroup
	done := make(chan struct{})
	customer.Go(func() { oven.Bake(false, func() { <-done }) })
	stage.Settle()
	for _, c := range came {
		customer.Go(func() { oven.Bake(unicode.IsUpper(c), func() { served.WriteRune(c) }) })
		stage.Settle() // the customer stands in the line
	}
	close(done)
	customer.Wait()
	return served.String()
}

func checkOrder(t *testing.T, oven *Oven, came, want string) {
	t.Helper()
	served := line(oven, came)
	assert.Equal(t, want, served,
		"%q came while the oven was busy; a capital is a rush order.\n"+
			"Rush orders go first, and among equals who came first.", came)
}

func checkNobodyIsForgotten(t *testing.T, oven *Oven, came string) {
	t.Helper()
	served := line(oven, came)
	assert.Equal(t, kind(came, false)+kind(came, true), kind(served, false)+kind(served, true),
		"%q came while the oven was busy, and %q were baked; these are the ordinary ones and then the others.\n"+
			"Every order is baked once, and among equals who came first goes first.", came, served)
	worst, passed := 0, ""
	for _, c := range served {
		if unicode.IsUpper(c) {
			passed += string(c)
			continue
		}
		later := slices.DeleteFunc(strings.Split(passed, ""), func(p string) bool { return strings.Index(came, p) < strings.IndexRune(came, c) })
		worst, passed = max(worst, len(later)), ""
	}
	assert.LessOrEqual(t, worst, pass,
		"%q came while the oven was busy, capitals in a hurry, and were baked as %q.\n"+
			"The first of the ordinary orders lets at most %d rush orders pass that came after it.", came, served, pass)
}

// kind returns the rush orders among these, or the ordinary ones.
func kind(orders string, rush bool) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsUpper(c) == rush {
			return c
		}
		return -1
	}, orders)
}

func TestRushOrdersGoFirst(t *testing.T) {
	stage.Run(t, func() {
		checkOrder(t, Light(), "abC", "Cab")
		checkOrder(t, Light(), "AB", "AB")
	})
}

func TestNobodyIsForgotten(t *testing.T) {
	stage.Run(t, func() {
		oven := Light()
		checkNobodyIsForgotten(t, oven, "abCDEFGH")
		checkOrder(t, oven, "iJ", "Ji") // who was let pass yesterday has no right today
	})
}

// Who passes nobody takes nothing from an ordinary order that comes later.
func TestRushOrdersThatPassedNobodyDoNotCount(t *testing.T) {
	oven := Light()
	stage.Run(t, func() {
		for range pass {
			oven.Bake(true, func() {}) // nobody waits
		}
		var served strings.Builder
		var customer sync.WaitGroup
		done := make(chan struct{})
		customer.Go(func() { oven.Bake(true, func() { <-done }) })
		stage.Settle()
		customer.Go(func() { oven.Bake(false, func() { served.WriteString("a") }) })
		stage.Settle()
		customer.Go(func() { oven.Bake(true, func() { served.WriteString("B") }) })
		stage.Settle()
		close(done)
		customer.Wait()
		assert.Equal(t, "Ba", served.String(),
			"%d rush orders were baked, and a fourth was in the oven when %q came, an ordinary order and one in a hurry.\n"+
				"The ordinary one has let nobody pass yet, and rush orders go first.", pass, "aB")
	})
}

// While a cake is baked, two more customers come, one of them in a hurry.
func TestNobodyIsForgottenOverThoseWhoComeLater(t *testing.T) {
	const came = "aBcDeFgHiJ"
	oven := Light()
	var served strings.Builder
	var customer sync.WaitGroup
	var door sync.Mutex // however many bake, everybody comes in once
	next := 0
	two := func() string {
		door.Lock()
		defer door.Unlock()
		from := next
		next = min(next+2, len(came))
		return came[from:next]
	}
	var bake func(c rune)
	come := func() {
		for _, c := range two() {
			customer.Go(func() { oven.Bake(unicode.IsUpper(c), func() { bake(c) }) })
			stage.Settle() // the customer stands in the line
		}
	}
	bake = func(c rune) {
		served.WriteRune(c)
		come()
	}
	stage.Run(t, func() {
		oven.Bake(false, come)
		customer.Wait()
	})
	first := strings.Index(served.String(), "a")
	assert.True(t, 0 <= first && first <= pass,
		"%q came two by two, capitals in a hurry, while others were baked, and were baked as %q.\n"+
			"The first of the ordinary orders lets at most %d rush orders pass, whoever comes.", came, served.String(), pass)
}

func TestOneOrderIsBakedAtATimeOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		oven := Light()
		together := stage.NewDoor(2)
		var baked atomic.Int64
		var customer sync.WaitGroup
		for _, rush := range []bool{false, true} {
			customer.Go(func() {
				oven.Bake(rush, func() {
					baked.Add(1)
					together.Enter()
				})
			})
		}
		customer.Wait()
		assert.EqualValues(t, 2, baked.Load(), "an ordinary order and one in a hurry; so many were baked.")
		assert.Equal(t, 1, together.Most(),
			"an ordinary order and one in a hurry; so many were baked at once, in one oven.")
	})
}

func TestRushOrdersGoFirstOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) { checkOrder(t, Light(), "aB", "Ba") })
}

// Orders of both kinds come at any time.
func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		oven := Light()
		return explore.Calls{
			"rush":     func() { oven.Bake(true, func() {}) },
			"ordinary": func() { oven.Bake(false, func() {}) },
		}
	})
}
