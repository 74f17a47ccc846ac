package callcentre

import (
	"context"
	"errors"
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

func TestTheAgentGoesHomeAfterTheCallerHungUp(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	stage.Run(t, func() {
		ctx, hangUp := context.WithCancel(t.Context())
		defer hangUp()
		callerGone := make(chan struct{})
		centre := New(func(string) string {
			hangUp()
			<-callerGone // the answer is found too late
			return "bus 12"
		}, func() {})

		_, err := centre.Ask(ctx, "which bus?")
		assert.ErrorIs(t, err, context.Canceled, "what a caller hears who hung up")
		close(callerGone)

		answered, hungUp := centre.Calls()
		assert.EqualValues(t, 0, answered, "callers answered: the only one hung up")
		assert.EqualValues(t, 1, hungUp, "callers who hung up")
	})
}

func TestACallerHearsWhatEndedTheCall(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	noPatience, hangUp := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer hangUp()
	busCame, ride := context.WithCancelCause(t.Context())
	ride(errors.New("the bus came"))
	for _, ended := range []context.Context{noPatience, busCame} {
		stage.Run(t, func() {
			callerGone := make(chan struct{})
			centre := New(func(string) string { <-callerGone; return "bus 12" }, func() {})
			_, err := centre.Ask(ended, "which bus?")
			assert.ErrorIs(t, err, ended.Err(), "what Ask returns to a caller whose ctx has ended: ctx.Err()")
			close(callerGone)
		})
	}
}

// The answer is ready, the agent is about to give it, and now the caller hangs
// up: either may be quicker, so it is done often.
func TestTheAgentGoesHomeWhenTheAnswerCrossesTheHangUp(t *testing.T) {
	for call := 0; call < 64 && !t.Failed(); call++ {
		crossing(t)
	}
}

func crossing(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	ctx, hangUp := context.WithCancel(t.Context())
	defer hangUp()
	hold := stage.NewDoor(2)
	centre := New(strings.ToUpper, func() {
		hold.Enter() // until the agent can do no more
		hangUp()
	})
	stage.Run(t, func() {
		answer, err := centre.Ask(ctx, "which bus?")
		if err == nil {
			assert.Equal(t, "WHICH BUS?", answer, "the answer to a call that was answered")
		}
	})
}

func TestACallerWhoStaysGetsTheAnswer(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	stage.Run(t, func() {
		played := 0
		var found atomic.Bool
		hold := stage.NewDoor(2)
		centre := New(func(question string) string {
			defer found.Store(true)
			return strings.ToUpper(question)
		}, func() {
			played++
			hold.Enter() // a slow caller: the agent can do no more
			assert.True(t, found.Load(),
				"the music plays, and the agent has found the answer by now.\n"+
					"The caller hears music while the agent is looking, not before.")
		})

		// Not the test's context: its end would wake a caller who is stuck.
		answer, err := centre.Ask(context.Background(), "which bus?")
		assert.NoError(t, err, "a caller who stayed on the line")
		assert.Equal(t, "WHICH BUS?", answer, "the answer for a caller who stayed on the line")

		answered, hungUp := centre.Calls()
		assert.EqualValues(t, 1, answered, "callers answered")
		assert.EqualValues(t, 0, hungUp, "callers who hung up")
		assert.Equal(t, 1, played, "how often the caller heard the music")
	})
}

func TestACallerWhoHearsNothingIsAnswered(t *testing.T) {
	stage.Run(t, func() {
		centre := New(func(string) string { return "" }, func() {})
		answer, err := centre.Ask(context.Background(), "which bus?")
		assert.NoError(t, err, "a caller who stayed on the line, and the agent who said nothing")
		assert.Empty(t, answer, "the agent said nothing, and this is what the caller heard")
		answer, err = centre.Ask(context.Background(), "")
		assert.NoError(t, err, "a caller who asked nothing and stayed on the line")
		assert.Empty(t, answer, "a caller asked nothing, the agent said nothing, and this is what the caller heard")
		answered, hungUp := centre.Calls()
		assert.Equal(t, []int64{2, 0}, []int64{answered, hungUp}, "Two callers stayed, of whom one asked nothing; callers answered, and those who hung up.")
	})
}

func TestTheAgentGoesHomeOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var found atomic.Bool
		centre := New(func(string) string {
			found.Store(true)
			return "bus 12"
		}, func() {})
		ctx, hangUp := context.WithCancel(context.Background())
		go hangUp()
		answer, err := centre.Ask(ctx, "which bus?")
		explore.Sometimes("a caller hangs up before the answer is found", err != nil && !found.Load())
		explore.Sometimes("a caller hears the answer", err == nil)
		heard, gone := centre.Calls()
		if err == nil {
			assert.Equal(t, "bus 12", answer, "the answer to a call that was answered")
			assert.Equal(t, []int64{1, 0}, []int64{heard, gone}, counts, "who was answered")
		} else {
			assert.ErrorIs(t, err, context.Canceled, "what a caller hears who hung up")
			assert.Equal(t, []int64{0, 1}, []int64{heard, gone}, counts, "who hung up")
		}
	})
}

const counts = "the callers answered, and those who hung up, right after the only call, of a caller %s.\n" +
	"Everybody is counted once: as what came of the call."

func TestACallerWhoStaysGetsTheAnswerOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		centre := New(strings.ToUpper, func() {})
		answer, err := centre.Ask(context.Background(), "which bus?")
		assert.NoError(t, err, "a caller who stayed on the line")
		assert.Equal(t, "WHICH BUS?", answer, "the answer for a caller who stayed on the line")
	})
}

func TestEveryCallerGetsAnAgentOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		together := stage.NewDoor(2)
		centre := New(func(question string) string {
			together.Enter()
			return strings.ToUpper(question)
		}, func() {})
		var bus, train string
		var other sync.WaitGroup
		other.Go(func() { bus, _ = centre.Ask(context.Background(), "which bus?") })
		train, _ = centre.Ask(context.Background(), "which train?")
		other.Wait()
		assert.Equal(t, []string{"WHICH BUS?", "WHICH TRAIN?"}, []string{bus, train},
			"the answers for two callers who stayed on the line.\n"+
				"Every caller hears the answer to the question that this caller asked.")
		explore.Sometimes("two agents look at the same time", together.Most() == 2)
		answered, _ := centre.Calls()
		assert.EqualValues(t, 2, answered, "callers answered: two called at once, and both of them stayed on the line")
	})
}

func TestEveryCallerWhoHungUpIsCountedOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		found := make(chan struct{})
		centre := New(func(string) string { <-found; return "bus 12" }, func() {})
		ended, hangUp := context.WithCancel(context.Background())
		hangUp()
		var other sync.WaitGroup
		other.Go(func() { _, _ = centre.Ask(ended, "which bus?") })
		_, _ = centre.Ask(ended, "which train?")
		other.Wait()
		close(found)
		_, hungUp := centre.Calls()
		assert.EqualValues(t, 2, hungUp, "callers who hung up: two called at once, and no answer was found before both had hung up")
	})
}

// The agent finds nothing until the caller has hung up.
func TestWhoHangsUpDoesNotWaitForTheAgentOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		found := make(chan struct{})
		centre := New(func(string) string { <-found; return "bus 12" }, func() {})
		ctx, hangUp := context.WithCancel(context.Background())
		go hangUp()
		_, err := centre.Ask(ctx, "which bus?")
		assert.ErrorIs(t, err, context.Canceled, "what a caller hears who hung up before there was an answer")
		close(found)
	})
}

// Somebody may count at any time, also while callers talk and hang up.
func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		centre := New(strings.ToUpper, func() {})
		ended, hangUp := context.WithCancel(context.Background())
		hangUp()
		return explore.Calls{
			"ask":     func() { _, _ = centre.Ask(context.Background(), "which bus?") },
			"hang up": func() { _, _ = centre.Ask(ended, "which bus?") },
			"calls":   func() { centre.Calls() },
		}
	})
}
