package afterparty

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"go.uber.org/goleak"

	"racelab/internal/explore"
	"racelab/internal/stage"
)

var errFlooded = errors.New("the floor is under water")

// rooms counts the helpers inside, and lists what they have cleaned.
type rooms struct {
	mu     sync.Mutex // guards the fields below
	inside int
	most   int // helpers who were inside at once
	done   []string
}

// clean is what a helper does, with work between coming in and going out.
func (r *rooms) clean(work func(ctx context.Context, room string) error) func(context.Context, string) error {
	return func(ctx context.Context, room string) error {
		r.mu.Lock()
		r.inside++
		r.most = max(r.most, r.inside)
		r.mu.Unlock()
		err := work(ctx, room)
		r.mu.Lock()
		defer r.mu.Unlock()
		r.inside--
		if err == nil {
			r.done = append(r.done, room)
		}
		return err
	}
}

func (r *rooms) checkEmpty(t *testing.T) {
	t.Helper()
	r.mu.Lock()
	defer r.mu.Unlock()
	assert.Zero(t, r.inside,
		"CleanUp has returned; so many helpers are in the rooms.\n"+
			"None of them is in the rooms any more.")
}

// together is how many helpers were in the rooms at once.
func (r *rooms) together() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.most
}

func (r *rooms) cleaned() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Sorted(slices.Values(r.done))
}

func checkFlooded(t *testing.T, err error, room string) {
	t.Helper()
	assert.ErrorIs(t, err, errFlooded, "The helper in the %s was the first who failed.\nThe host is told what the first one said.", room)
	assert.ErrorContains(t, err, room, "The helper in the %s was the first who failed.\nThe host is told which room it is.", room)
	assert.NotErrorIs(t, err, context.Canceled, "The helper in the %s was the first who failed.\nWhat the others say because of that is not told.", room)
}

func TestAllRoomsAreCleaned(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	var r rooms
	stage.Run(t, func() {
		two := stage.NewDoor(2)
		h := Open(2, r.clean(func(context.Context, string) error { two.Enter(); return nil }))
		for range 2 {
			assert.NoError(t, h.CleanUp(context.Background(), "attic", "cellar", "hall", "kitchen"), "All helpers did what they should.")
			assert.NoError(t, h.CleanUp(context.Background()), "There was nothing to do.")
		}
	})
	assert.Equal(t, []string{"attic", "attic", "cellar", "cellar", "hall", "hall", "kitchen", "kitchen"}, r.cleaned(),
		"There were two parties; these rooms were cleaned.")
	assert.Equal(t, 2, r.together(), "There are two mops, and rooms enough; so many helpers were at work at once.")
}

// The first who comes in finds that it makes no sense to go on. Others are at
// work, one waits for a mop, and those who are told to stop need a moment.
func TestARoomWithoutANameIsCleaned(t *testing.T) {
	stage.Run(t, func() {
		var r rooms
		h := Open(1, r.clean(func(context.Context, string) error { return nil }))
		assert.NoError(t, h.CleanUp(context.Background(), "", "hall"), "Two rooms were to be cleaned, of which one has no name.")
		assert.Equal(t, []string{"", "hall"}, r.cleaned(), "Two rooms were to be cleaned, of which one has no name; those that are clean.")
	})
}

func TestTheHostIsToldWhatHappened(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	var r rooms
	stage.Run(t, func() {
		var flooded atomic.Pointer[string]
		h := Open(2, r.clean(func(ctx context.Context, room string) error {
			if flooded.CompareAndSwap(nil, &room) {
				stage.Settle() // all mops are in use
				return errFlooded
			}
			<-ctx.Done()
			stage.Settle()
			return ctx.Err()
		}))
		err := h.CleanUp(context.Background(), "hall", "kitchen", "cellar", "attic", "roof")
		r.checkEmpty(t)
		checkFlooded(t, err, *flooded.Load())
	})
	assert.LessOrEqual(t, r.together(), 2, "There are two mops; so many helpers were in the rooms at once.")
}

// The host calls it off, and the helper finishes the room all the same.
func TestTheHostCallsItOff(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	var r rooms
	stage.Run(t, func() {
		ctx, callOff := context.WithCancel(context.Background())
		finish := make(chan struct{})
		h := Open(1, r.clean(func(context.Context, string) error { <-finish; return nil }))
		var host sync.WaitGroup
		host.Go(func() {
			stage.Settle()
			callOff()
			stage.Settle()
			close(finish)
		})
		err := h.CleanUp(ctx, "attic", "hall")
		r.checkEmpty(t)
		checkCalledOff(t, err, r.cleaned(), "attic", "hall")
		host.Wait()
	})
}

func checkCalledOff(t *testing.T, err error, cleaned []string, wanted ...string) {
	t.Helper()
	if err == nil {
		assert.Equal(t, wanted, cleaned, "The host called it off, and CleanUp returned no error; these rooms were cleaned.\n"+
			"It returns nil if all rooms are clean.")
		return
	}
	assert.ErrorIs(t, err, context.Canceled, "The host called it off, and no helper failed.")
}

func TestTheHostHasNoTimeOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		h := Open(1, func(ctx context.Context, _ string) error {
			<-ctx.Done()
			return nil
		})
		ctx, end := context.WithDeadline(context.Background(), time.Now())
		defer end()
		if err := h.CleanUp(ctx, "attic", "hall"); err != nil {
			assert.ErrorIs(t, err, context.DeadlineExceeded, "The host had no time at all, and no helper failed.")
		}
	})
}

func TestTheHostIsToldTheReasonOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		h := Open(1, func(ctx context.Context, room string) error {
			if room == "hall" {
				return errFlooded
			}
			return ctx.Err()
		})
		err := h.CleanUp(context.Background(), "hall", "kitchen", "attic")
		checkFlooded(t, err, "hall")
	})
}

func TestNobodyIsInTheRoomsOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var r rooms
		h := Open(2, r.clean(func(ctx context.Context, room string) error {
			switch room {
			case "hall":
				return errFlooded
			case "attic":
				return nil
			}
			<-ctx.Done()
			return ctx.Err()
		}))
		err := h.CleanUp(context.Background(), "kitchen", "hall", "attic")
		r.checkEmpty(t)
		checkFlooded(t, err, "hall")
		explore.Sometimes("two helpers are at work at once", r.together() == 2)
	})
}

// Two helpers fail by themselves, and either may be the first.
func TestTwoFailOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		said := map[string]error{"hall": errFlooded, "attic": errors.New("there are bats")}
		h := Open(2, func(_ context.Context, room string) error { return said[room] })
		err := h.CleanUp(context.Background(), "hall", "attic")
		if !assert.Error(t, err, "The helpers in the hall and in the attic failed.") {
			return
		}
		for room, what := range said {
			named, told := strings.HasPrefix(err.Error(), room), errors.Is(err, what)
			explore.Sometimes("the first one is in the "+room, told)
			assert.Equal(t, named, told,
				"The helpers in the hall and in the attic failed, and the host is told: %v\n"+
					"He is told what one of them said, and in which room.", err)
		}
	})
}

func TestTheHostCallsItOffOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var r rooms
		ctx, callOff := context.WithCancel(context.Background())
		h := Open(1, r.clean(func(context.Context, string) error { return nil }))
		var host sync.WaitGroup
		host.Go(callOff)
		err := h.CleanUp(ctx, "attic", "hall")
		r.checkEmpty(t)
		host.Wait()
		checkCalledOff(t, err, r.cleaned(), "attic", "hall")
	})
}

// Two clean up at once, with one mop.
func TestAMopIsUsedByOneOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var r rooms
		var second atomic.Bool
		h := Open(1, r.clean(func(context.Context, string) error { return nil }))
		var host sync.WaitGroup
		host.Go(func() {
			second.Store(h.CleanUp(context.Background(), "attic") == nil)
		})
		first := h.CleanUp(context.Background(), "hall") == nil
		host.Wait()
		assert.True(t, first && second.Load(), "Two hosts clean up, and no helper failed.")
		assert.Equal(t, 1, r.together(), "Two hosts clean up, and there is one mop; so many helpers were in the rooms at once.")
	})
}

// Whoever cleans up may do so while others do, and fail.
func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		h := Open(1, func(_ context.Context, room string) error {
			if room == "cellar" {
				return errFlooded
			}
			return nil
		})
		return explore.Calls{
			"clean": func() { _ = h.CleanUp(context.Background(), "hall") },
			"fail":  func() { _ = h.CleanUp(context.Background(), "cellar") },
		}
	})
}
