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
	stage.Within(t, 24*time.Hour, "starvation", day)
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
			"Rush orders go first, and among equals who came first.\n"+
			"next: go tool lab hint rushorders", came)
}

func checkNobodyIsForgotten(t *testing.T, oven *Oven, came string) {
	t.Helper()
	served := line(oven, came)
	assert.Equal(t, kind(came, false)+kind(came, true), kind(served, false)+kind(served, true),
		"%q came while the oven was busy, and %q were baked; these are the ordinary ones and then the others.\n"+
			"Every order is baked once, and among equals who came first goes first.\n"+
			"next: go tool lab hint rushorders", came, served)
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
			"The first of the ordinary orders lets at most %d rush orders pass that came after it.\n"+
			"next: go tool lab hint rushorders", came, served, pass)
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

func TestRushOrdersGoFirstOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) { checkOrder(t, Light(), "aB", "Ba") })
}
