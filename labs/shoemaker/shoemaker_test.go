package shoemaker

import (
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"racelab/internal/explore"
	"racelab/internal/stage"

	"github.com/stretchr/testify/assert"
	"go.uber.org/goleak"
)

// order returns the names of that many pieces of leather. One has none.
func order(pieces int) []string {
	var list []string
	for i := range pieces {
		if i == 2 {
			list = append(list, "")
			continue
		}
		list = append(list, fmt.Sprint("pair ", i))
	}
	return list
}

// night makes shoes of all the pieces, and returns them as they were sold.
func night(w *Workshop, pieces []string) []string {
	var shoes []string
	w.Make(pieces, func(shoe string) { shoes = append(shoes, shoe) })
	return shoes
}

func checkShoes(t *testing.T, pieces, shoes []string) {
	t.Helper()
	var want []string
	for _, piece := range pieces {
		want = append(want, strings.ToUpper(piece))
	}
	assert.Equal(t, want, shoes,
		"%d pieces of leather were handed in, and shoes came out.\n"+
			"Every customer gets the shoes that were ordered, in turn.", len(pieces))
}

func TestOneSlowPairDelaysTheOthersAndNoMore(t *testing.T) {
	before := goleak.IgnoreCurrent()
	for _, slow := range []int{0, 1, 3} {
		ok := t.Run(fmt.Sprint("pair ", slow), func(t *testing.T) {
			pieces := order(30)
			var sold, early atomic.Int64
			w := New(3, 4, func(leather string) string {
				if leather == pieces[slow] {
					stage.NewDoor(1000).Enter() // until nobody else can do more
					early.Store(sold.Load())
				}
				return strings.ToUpper(leather)
			})
			var shoes []string
			stage.Run(t, func() {
				w.Make(pieces, func(shoe string) {
					shoes = append(shoes, shoe)
					sold.Add(1)
				})
			})
			checkShoes(t, pieces, shoes)
			assert.Equal(t, slow, int(early.Load()),
				"pair %d takes long; this many were sold before it was ready, and as many come before it.\n"+
					"A pair is sold as soon as its turn comes.", slow)
		})
		if !ok {
			return
		}
	}
	goleak.VerifyNone(t, before)
}

func TestAllElvesStitchAtTheSameTime(t *testing.T) {
	const elves = 3
	together := stage.NewDoor(elves + 1)
	w := New(elves, elves, func(leather string) string {
		together.Enter()
		return strings.ToUpper(leather)
	})
	pieces := order(8)
	var shoes []string
	stage.Run(t, func() { shoes = night(w, pieces) })
	checkShoes(t, pieces, shoes)
	assert.Equal(t, elves, together.Most(),
		"there are %d elves and as many hooks; this many stitched at the same time.\n"+
			"The soles take longest, and nobody else can speed them up.", elves)
}

func TestTheElvesComeEveryNight(t *testing.T) {
	w := New(3, 3, strings.ToUpper)
	for _, pieces := range []int{5, 0, 1, 5} {
		var shoes []string
		stage.Run(t, func() { shoes = night(w, order(pieces)) })
		checkShoes(t, order(pieces), shoes)
	}
}

func TestTheWorkshopIsNotFloodedWithShoes(t *testing.T) {
	const elves, hooks = 2, 3
	var begun, inside atomic.Int64
	pieces := order(100)
	w := New(elves, hooks, func(leather string) string {
		begun.Add(1)
		if leather == pieces[0] {
			stage.NewDoor(1000).Enter() // until nobody else can do more
			inside.Store(begun.Load())
		}
		return strings.ToUpper(leather)
	})
	var shoes []string
	stage.Run(t, func() { shoes = night(w, pieces) })
	checkShoes(t, pieces, shoes)
	assert.LessOrEqual(t, inside.Load(), int64(elves+hooks),
		"pairs that were begun while the first is not ready; there are %d elves and %d hooks.\n"+
			"On a long night the shoes would fill the house.", elves, hooks)
}

// One elf may be slow, wherever he is slow, while the other makes more pairs
// than there is room for.
func TestWhoeverIsNextFindsRoomOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		pieces := order(4)
		checkShoes(t, pieces, night(New(2, 1, strings.ToUpper), pieces))
	}, explore.Schedules(12_000))
}

// That the elves work together is seen above: with room for two pairs at once
// there are too many schedules to try them all.
func TestEveryPairIsSoldInTurnOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		pieces := []string{"", "pair 1"}
		checkShoes(t, pieces, night(New(2, 1, strings.ToUpper), pieces))
	})
}

func TestTheWorkshopIsNotFloodedWithShoesOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var begun, sold atomic.Int64
		w := New(2, 1, func(leather string) string {
			assert.LessOrEqual(t, begun.Add(1)-sold.Load(), int64(2+1),
				"There are two elves and a hook; pairs that were begun and not yet handed to sell.")
			return strings.ToUpper(leather)
		})
		w.Make(order(4), func(string) { sold.Add(1) })
	}, explore.Schedules(1000))
}

func TestTwoWorkshopsHaveNothingInCommonOnEverySchedule(t *testing.T) {
	explore.Apart(t, func(t *testing.T) explore.Calls {
		w := New(1, 1, strings.ToUpper)
		return explore.Calls{"make": func() { night(w, order(1)) }}
	})
}
