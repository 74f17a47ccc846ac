package eggtimer

import (
	"context"
	"strings"
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

const wait = 4 * time.Minute

// record notes what was boiled, and how long after the beginning.
type record struct {
	begin time.Time
	pots  [][]string
	times []time.Duration
}

func (r *record) boil(eggs []string) {
	r.pots = append(r.pots, eggs)
	r.times = append(r.times, time.Since(r.begin))
}

func TestAPotIsPutOnWhenItIsTime(t *testing.T) {
	stage.Within(t, time.Hour, stage.Deadlock, func(context.Context) {
		r := record{begin: time.Now()}
		k := Open(3, wait, r.boil)
		for _, egg := range []string{"1", "2", "3", "4"} {
			k.Order(egg)
		}
		time.Sleep(wait / 2)
		k.Order("5")
		time.Sleep(wait)
		k.Order("6")
		k.Order("7")
		k.Order("8")
		time.Sleep(wait + wait/2)
		k.Order("9")
		time.Sleep(wait / 2)
		k.Close()
		assert.Equal(t, [][]string{{"1", "2", "3"}, {"4", "5"}, {"6", "7", "8"}, {"9"}}, r.pots,
			"Four eggs were ordered at once, the fifth after 2 minutes, three after 6, the ninth after 12, and after 14 the kitchen closed. A pot has room for three.")
		assert.Equal(t, []time.Duration{0, wait, wait + wait/2, 3*wait + wait/2}, r.times,
			"A full pot is put on at once, another one when its first egg has waited for 4 minutes; and the rest when the kitchen closes.")
	})
}

func TestOnePotBoilsAtATime(t *testing.T) {
	stage.Run(t, func() {
		door, eggs := stage.NewDoor(2), 0
		k := Open(1, wait, func(pot []string) {
			door.Enter()
			eggs += len(pot)
		})
		k.Order("1")
		k.Order("2")
		k.Close()
		assert.Equal(t, 1, door.Most(), "Pots that were on at once.")
		assert.Equal(t, 2, eggs, "Two eggs were ordered, and the kitchen was closed; eggs that are done.")
	})
}

func TestWhoOrdersWaitsWhileAFullPotDoes(t *testing.T) {
	stage.Run(t, func() {
		done := make(chan struct{})
		k := Open(2, wait, func([]string) { <-done })
		var ordered atomic.Int32
		var guest sync.WaitGroup
		guest.Go(func() {
			for _, egg := range []string{"1", "2", "3", "4", "5", "6", "7"} {
				k.Order(egg)
				ordered.Add(1)
			}
		})
		stage.Settle() // nobody can do more
		assert.EqualValues(t, 4, ordered.Load(), "One pot of two is on and takes long, and a guest orders one egg after the other; eggs that were ordered. When another pot is full the next egg waits.")
		close(done)
		guest.Wait()
		k.Close()
	})
}

func TestAPotIsFilledWhileItWaitsForTheStove(t *testing.T) {
	stage.Within(t, time.Hour, stage.Deadlock, func(context.Context) {
		k := Open(2, wait, func([]string) { time.Sleep(5 * wait) })
		for _, egg := range []string{"1", "2", "3"} {
			k.Order(egg)
		}
		time.Sleep(2 * wait)
		came := time.Now()
		k.Order("4")
		assert.Zero(t, time.Since(came), "One pot is on and takes long. An egg in the next one, which has room for two, has waited for long enough; how long the guest waits who orders another.")
		k.Close()
	})
}

// Two guests order at once, and the stove is free sooner or later.
func TestEveryEggIsBoiledOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var eggs []string
		pots := 0
		k := Open(2, wait, func(pot []string) {
			eggs = append(eggs, pot...)
			pots++
		})
		var guest sync.WaitGroup
		guest.Go(func() { k.Order("1") })
		k.Order("2")
		guest.Wait()
		k.Close()
		explore.Sometimes("the pot is full", pots == 1)
		explore.Sometimes("the first egg has waited long enough", pots == 2)
		assert.ElementsMatch(t, []string{"1", "2"}, eggs, "Two eggs were ordered, and the kitchen closed; eggs that were boiled.")
	}, explore.MaxSteps(300))
}

// The timer rings just when the second egg is ordered. If that pot is full by then, the
// ringing means nothing to the next one.
func TestNoPotIsPutOnEarlyOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		r := record{begin: time.Now()}
		k := Open(2, wait, r.boil)
		k.Order("1")
		time.Sleep(wait)
		k.Order("2")
		k.Order("3")
		time.Sleep(wait / 2)
		k.Order("4")
		k.Close()
		first := strings.Join(r.pots[0], " and ")
		explore.Sometimes("the first egg has waited long enough", first == "1")
		explore.Sometimes("the pot is full", first == "1 and 2")
		for i, pot := range r.pots {
			if len(pot) < 2 && pot[0] != "1" { // the others were ordered when the first had waited
				assert.Equal(t, "4", pot[0], "The first pot had %s in it. Later this egg was put on alone after %v, and the kitchen closed after 6 minutes. It is to wait for another one for 4 minutes.", first, r.times[i])
			}
		}
	}, explore.Patient())
}

// Each pot takes longer than the eggs of the next one want to wait.
func TestTheStoveIsBusyOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var eggs []string
		k := Open(2, wait, func(pot []string) {
			time.Sleep(2 * wait)
			eggs = append(eggs, pot...)
		})
		ordered := []string{"1", "2", "", "4", "5"}
		for _, egg := range ordered {
			k.Order(egg)
		}
		k.Close()
		assert.Equal(t, ordered, eggs, "Five eggs were ordered while pots were boiling, and the kitchen closed; eggs that were boiled.")
	}, explore.Patient())
}

func TestTwoKitchensHaveNothingInCommonOnEverySchedule(t *testing.T) {
	explore.Apart(t, func(t *testing.T) explore.Calls {
		k := Open(1, wait, func([]string) {})
		return explore.Calls{"order": func() {
			k.Order("1")
			k.Close()
		}}
	})
}
