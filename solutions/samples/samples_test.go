package samples

import (
	"sync/atomic"
	"testing"

	"racelab/internal/explore"
	"racelab/internal/stage"

	"github.com/stretchr/testify/assert"
	"go.uber.org/goleak"
)

const each = 500

var cakes = []string{"apple", "berry", "cherry"}

// counter returns a counter and the number of slices cut so far.
func counter() (*Counter, *atomic.Int64) {
	var cut atomic.Int64
	return New(cakes, each, func(cake string, number int) Slice {
		cut.Add(1)
		return Slice{cake, number}
	}), &cut
}

func TestTheKnifeIsPutAwayOnceACakeIsLiked(t *testing.T) {
	before := goleak.IgnoreCurrent()
	c, cut := counter()
	stage.Run(t, func() {
		got, found := c.FirstLiked(func(s Slice) bool { return s.Number == 2 })
		assert.True(t, found, "a customer who likes the third slice finds it")
		assert.Equal(t, Slice{"apple", 2}, got, "the slice that the customer liked")
	})
	goleak.VerifyNone(t, before)
	assert.LessOrEqual(t, cut.Load(), int64(3+2), "slices cut for a customer who took 3: the rest goes stale")
}

func TestTheKnifeIsPutAwayOnceThePlateIsFull(t *testing.T) {
	before := goleak.IgnoreCurrent()
	c, cut := counter()
	stage.Run(t, func() {
		want := []Slice{{"apple", 0}, {"apple", 1}, {"apple", 2}, {"apple", 3}}
		assert.Equal(t, want, c.Plate(4), "a plate of four")
	})
	goleak.VerifyNone(t, before)
	assert.LessOrEqual(t, cut.Load(), int64(4+2), "slices cut for a plate of 4: the rest goes stale")
}

func TestTheFirstSliceOfACakeWithoutANameIsASlice(t *testing.T) {
	stage.Run(t, func() {
		c := New([]string{""}, 1, func(cake string, number int) Slice { return Slice{cake, number} })
		_, found := c.FirstLiked(func(Slice) bool { return true })
		assert.True(t, found, "there is one cake, which has no name, and a customer who likes everything finds a slice")
		assert.Len(t, c.Plate(1), 1, "a plate of one, of the only cake, which has no name")
	})
}

func TestTheKnifeIsPutAwayWhenTheCustomerRunsAway(t *testing.T) {
	before := goleak.IgnoreCurrent()
	c, cut := counter()
	stage.Run(t, func() {
		assert.Panics(t, func() {
			c.FirstLiked(func(Slice) bool { panic("a mouse") })
		}, "a customer who sees a mouse")
	})
	goleak.VerifyNone(t, before)
	assert.LessOrEqual(t, cut.Load(), int64(1+2), "slices cut for a customer who took 1: the rest goes stale")
}

func TestOneSliceIsCutAtATime(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	knives := stage.NewDoor(2)
	c := New([]string{"apple"}, 4, func(cake string, number int) Slice {
		knives.Enter()
		return Slice{cake, number}
	})
	stage.Run(t, func() { c.Plate(3) })
	assert.Equal(t, 1, knives.Most(),
		"slices that were cut at the same time.\n"+
			"There is one knife: cut is called for one slice at a time.")
}

func TestAChoosyCustomerTastesEverySliceInOrder(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	c, _ := counter()
	var tasted []Slice
	stage.Run(t, func() {
		_, found := c.FirstLiked(func(s Slice) bool {
			tasted = append(tasted, s)
			return false
		})
		assert.False(t, found, "a customer who likes nothing")
	})
	checkAll(t, tasted, "what a customer tastes who likes nothing")
}

func TestAPlateTakesNoMoreThanThereIs(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	c, cut := counter()
	stage.Run(t, func() {
		assert.Empty(t, c.Plate(0), "a plate of none")
		assert.Zero(t, cut.Load(), "slices cut for a plate of none")
		checkAll(t, c.Plate(len(cakes)*each+1), "a plate larger than all the cakes")
		checkAll(t, c.Plate(len(cakes)*each), "a plate of exactly all the cakes")
	})
}

// checkAll wants every slice, in order, and shows where got is different.
func checkAll(t *testing.T, got []Slice, what string) {
	t.Helper()
	var want []Slice
	for _, cake := range cakes {
		for number := range each {
			want = append(want, Slice{cake, number})
		}
	}
	right := 0
	for right < min(len(want), len(got)) && want[right] == got[right] {
		right++
	}
	next := func(list []Slice) []Slice { return list[right:min(right+2, len(list))] }
	assert.Equal(t, next(want), next(got),
		"%s: every slice, in order.\n"+
			"There are %d, and %d came. The first %d are right; these are the next.", what, len(want), len(got), right)
}

func TestTheKnifeIsPutAwayOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var cut atomic.Int64
		c := New([]string{"apple"}, 5, func(cake string, number int) Slice {
			cut.Add(1)
			return Slice{cake, number}
		})
		got, found := c.FirstLiked(func(Slice) bool { return true })
		assert.True(t, found, "a customer who likes everything finds something")
		assert.Equal(t, Slice{"apple", 0}, got, "the slice that the customer liked")
		stage.Settle() // nobody cuts any more
		assert.LessOrEqual(t, cut.Load(), int64(1+2),
			"slices cut for a customer who took 1.\n"+
				"The rest goes stale.")
	})
}

func TestAFullPlateIsEnoughOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		c := New([]string{"apple"}, 5, func(cake string, number int) Slice { return Slice{cake, number} })
		assert.Equal(t, []Slice{{"apple", 0}}, c.Plate(1), "a plate of one")
	})
}

// Customers come to the counter at any time, and some like nothing.
func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		counter := New([]string{"tart"}, 1, func(cake string, number int) Slice { return Slice{cake, number} })
		return explore.Calls{
			"taste":          func() { counter.FirstLiked(func(Slice) bool { return true }) },
			"turn up a nose": func() { counter.FirstLiked(func(Slice) bool { return false }) },
			"plate":          func() { counter.Plate(1) },
		}
	})
}
