package agents

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"racelab/internal/explore"
	"racelab/internal/stage"

	"github.com/stretchr/testify/assert"
)

var errLineNoise = errors.New("the line is noisy")

// answer knows the endings that a call may have, by the question.
func answer(question string) (string, error) {
	switch question {
	case "noise":
		return "", errLineNoise
	case "riddle":
		return "", nil
	case "insult":
		panic("the agent ran away")
	}
	return "bus 12", nil
}

// ask asks and survives an agent who runs away.
func ask(l *Line, question string) (answer string, err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("panic")
		}
	}()
	return l.Ask(context.Background(), question)
}

func TestTheLineIsOpenAfterCallsThatWentWrong(t *testing.T) {
	const agents = 2
	for _, question := range []string{"noise", "riddle", "insult"} {
		ok := t.Run(question, func(t *testing.T) {
			stage.Run(t, func() {
				line := Open(agents, answer)
				for range agents {
					got, err := ask(line, question)
					assert.Error(t, err, "a call that goes wrong; the answer was %q", got)
				}
				got, err := ask(line, "which bus?")
				assert.NoError(t, err, "a call after %d that went wrong, with all %d agents free", agents, agents)
				assert.Equal(t, "bus 12", got, "the answer after %d calls that went wrong", agents)
				assert.EqualValues(t, 1, line.Answered(), "questions answered")
			})
		})
		if !ok {
			return
		}
	}
}

func TestErrorsSayWhatWentWrong(t *testing.T) {
	line := Open(2, answer)
	stage.Run(t, func() {
		_, err := ask(line, "noise")
		assert.ErrorIs(t, err, errLineNoise, "what a caller hears on a noisy line")
		assert.ErrorContains(t, err, "noise",
			"what a caller hears on a noisy line, with the question.")
	})
	line = Open(1, func(string) (string, error) { return "bus 12", nil })
	stage.Run(t, func() {
		got, err := ask(line, "")
		assert.NoError(t, err, "what a caller hears who asks nothing, and there is an answer")
		assert.Equal(t, "bus 12", got, "the answer to a caller who asks nothing")
	})
	line = Open(1, answer)
	stage.Run(t, func() {
		_, err := ask(line, "riddle")
		assert.ErrorIs(t, err, ErrNoAnswer, "what a caller hears who asks a riddle")
	})
	line = Open(1, answer)
	stage.Run(t, func() {
		assert.Panics(t, func() { line.Ask(context.Background(), "insult") },
			"the agent panics and runs away. Ask panics, too: nobody may take it for an answer, or an error.")
	})
}

func TestEveryAgentTalksToOneCaller(t *testing.T) {
	const agents, callers = 3, 7
	together := stage.NewDoor(callers)
	line := Open(agents, func(q string) (string, error) {
		together.Enter()
		return answer(q)
	})
	stage.Run(t, func() {
		var calls sync.WaitGroup
		for range callers {
			calls.Go(func() {
				got, err := ask(line, "which bus?")
				assert.NoError(t, err, "a caller who waits until an agent is free")
				assert.Equal(t, "bus 12", got, "the answer to a caller who waits")
			})
		}
		calls.Wait()
	})
	assert.Equal(t, agents, together.Most(),
		"%d callers rang at once, and there are %d agents; this many were talked to at the same time.", callers, agents)
}

func TestEveryLineHasAgentsOfItsOwn(t *testing.T) {
	finish := make(chan struct{})
	busy := Open(1, func(string) (string, error) { <-finish; return "never mind", nil })
	line := Open(1, answer)
	stage.Run(t, func() {
		var calls sync.WaitGroup
		calls.Go(func() { ask(busy, "how are you?") })
		stage.Settle() // the agent of that line is talking
		got, err := ask(line, "which bus?")
		assert.True(t, err == nil && got == "bus 12",
			"the only agent of another line talks, and who asks here heard %q, %v.\n"+
				"Every line has agents of its own.", got, err)
		close(finish)
		calls.Wait()
	})
}

func TestWhoHangsUpOnHoldFreesNobody(t *testing.T) {
	var talking, most atomic.Int64
	finish := make(chan struct{})
	line := Open(1, func(q string) (string, error) {
		most.Store(max(most.Load(), talking.Add(1)))
		<-finish
		talking.Add(-1)
		return answer(q)
	})
	stage.Run(t, func() {
		var calls sync.WaitGroup
		calls.Go(func() { ask(line, "which bus?") })
		stage.Settle() // the only agent is talking
		calls.Go(func() { ask(line, "which train?") })
		stage.Settle() // on hold
		var over atomic.Bool
		ctx, hangUp := context.WithCancelCause(context.Background())
		calls.Go(func() {
			_, err := line.Ask(ctx, "which tram?")
			over.Store(true)
			assert.ErrorIs(t, err, context.Canceled, "what Ask returns to a caller who hangs up on hold: ctx.Err()")
		})
		stage.Settle() // on hold as well
		hangUp(errors.New("the tram came"))
		stage.Settle()
		assert.True(t, over.Load(),
			"two callers are on hold, and the second of them hangs up, and still waits.\n"+
				"Who hangs up on hold need not wait for an agent.")
		hurry, end := context.WithDeadline(context.Background(), time.Now())
		defer end()
		_, err := line.Ask(hurry, "which ship?")
		assert.ErrorIs(t, err, context.DeadlineExceeded, "what Ask returns to a caller who has no time at all, while nobody is free: ctx.Err()")
		close(finish)
		calls.Wait()
	})
	assert.EqualValues(t, 1, most.Load(),
		"there is one agent; this many callers were talked to at once.\n"+
			"A caller who hung up on hold had no agent, and can give none back.")
}

func TestTheAgentIsFreeWhenTheCallIsOver(t *testing.T) {
	finish := make(chan struct{})
	line := Open(1, func(q string) (string, error) {
		<-finish
		return answer(q)
	})
	stage.Run(t, func() {
		var calls sync.WaitGroup
		var over atomic.Bool
		ctx, hangUp := context.WithCancel(context.Background())
		calls.Go(func() {
			line.Ask(ctx, "which bus?")
			over.Store(true)
		})
		stage.Settle() // the only agent is talking
		hangUp()
		stage.Settle()
		assert.False(t, over.Load(),
			"a caller hung up in the middle of the call. Ask was over, and the agent still looked for the answer.\n"+
				"When Ask is over, the agent is free; only who is on hold can hang up.")
		close(finish)
		calls.Wait()
	})
}

func TestEveryCallComesToAnEndOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		together := stage.NewDoor(3)
		line := Open(2, func(q string) (string, error) {
			together.Enter()
			return answer(q)
		})
		var calls sync.WaitGroup
		for range 2 {
			calls.Go(func() { ask(line, "noise") })
		}
		got, err := ask(line, "which bus?")
		calls.Wait()
		assert.True(t, err == nil && got == "bus 12",
			"two callers had a noisy line; a third asked for the bus and heard %q, %v.", got, err)
		assert.LessOrEqual(t, together.Most(), 2,
			"callers who were talked to at once by 2 agents.")
		assert.EqualValues(t, 1, line.Answered(), "questions answered; two of three callers had a noisy line")
		explore.Sometimes("both agents talk at the same time", together.Most() == 2)
	})
}

func TestHangingUpFreesNobodyOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		together := stage.NewDoor(2)
		line := Open(1, func(q string) (string, error) {
			together.Enter()
			return answer(q)
		})
		ctx, hangUp := context.WithCancel(context.Background())
		var calls sync.WaitGroup
		calls.Go(func() { ask(line, "which bus?") })
		calls.Go(hangUp)
		_, err := line.Ask(ctx, "which tram?")
		calls.Wait()
		got, _ := ask(line, "which train?") // waits for ever if nobody is free
		assert.Equal(t, "bus 12", got, "the answer to who calls last, with the only agent free")
		assert.Equal(t, 1, together.Most(),
			"callers who were talked to at once; there is one agent.")
		explore.Sometimes("a caller hangs up on hold", err != nil)
		explore.Sometimes("a caller gets through before hanging up", err == nil)
	})
}

// The only agent talks until the caller who hangs up has gone.
func TestWhoHangsUpNeedsNobodysHelpOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		talks, gone := make(chan struct{}), make(chan struct{})
		line := Open(1, func(q string) (string, error) {
			if q == "which bus?" {
				close(talks)
				<-gone
			}
			return answer(q)
		})
		var calls sync.WaitGroup
		calls.Go(func() { ask(line, "which bus?") })
		<-talks
		ctx, hangUp := context.WithCancel(context.Background())
		calls.Go(hangUp)
		_, err := line.Ask(ctx, "which tram?")
		assert.ErrorIs(t, err, context.Canceled, "what Ask returns to a caller who hangs up on hold: ctx.Err()")
		close(gone)
		calls.Wait()
	})
}

// One is on hold and hangs up, another is on hold and stays. Who is told that
// the agent is free has to be somebody who still wants to know.
func TestWhoStaysOnHoldIsAnsweredOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		talks, finish := make(chan struct{}), make(chan struct{})
		line := Open(1, func(q string) (string, error) {
			if q == "which bus?" {
				close(talks)
				<-finish
			}
			return answer(q)
		})
		var calls sync.WaitGroup
		calls.Go(func() { ask(line, "which bus?") })
		<-talks
		ctx, hangUp := context.WithCancel(context.Background())
		calls.Go(func() { line.Ask(ctx, "which tram?") })
		calls.Go(func() {
			got, err := ask(line, "which train?")
			assert.True(t, err == nil && got == "bus 12", "a caller stayed on hold, and heard %q, %v.", got, err)
		})
		calls.Go(hangUp)
		close(finish)
		calls.Wait()
	}, explore.Schedules(3000))
}

func TestEveryAnswerIsCountedOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		line, other := Open(2, answer), Open(1, answer)
		var calls sync.WaitGroup
		for range 2 {
			calls.Go(func() { ask(line, "which bus?") })
		}
		calls.Wait()
		assert.Equal(t, []int64{2, 0}, []int64{line.Answered(), other.Answered()},
			"questions answered on a line that two callers rang, and on a line that nobody rang.\n"+
				"Every answer is counted, on the line on which it was given.")
	})
}

// Callers and whoever counts come at any time, and a call that goes wrong is in nobody's way.
// One agent, and three callers, of whom one hangs up.
func TestWhoHangsUpTalksToNobodyOnEverySchedule(t *testing.T) {
	explore.Test(t, func(t *testing.T) {
		var talking atomic.Int64
		line := Open(1, func(string) (string, error) {
			assert.EqualValues(t, 1, talking.Add(1), "There is one agent; callers who are talked to.")
			talking.Add(-1)
			return "bus 12", nil
		})
		ctx, hangUp := context.WithCancel(context.Background())
		var calls sync.WaitGroup
		calls.Go(hangUp)
		calls.Go(func() { _, _ = line.Ask(ctx, "which train?") })
		for range 2 {
			calls.Go(func() {
				_, err := line.Ask(context.Background(), "which bus?")
				assert.NoError(t, err, "a caller who waits until the agent is free")
			})
		}
		calls.Wait()
	}, explore.Schedules(2000))
}

func TestAnyTwoCallsAtOnceOnEverySchedule(t *testing.T) {
	explore.Pairs(t, func(t *testing.T) explore.Calls {
		line := Open(1, answer)
		ended, hangUp := context.WithCancel(context.Background())
		hangUp()
		calls := explore.Calls{
			"answered": func() { line.Answered() },
			"hang up":  func() { _, _ = line.Ask(ended, "which bus?") },
		}
		for _, question := range []string{"which bus?", "noise", "insult"} {
			calls[question] = func() { _, _ = ask(line, question) }
		}
		return calls
	})
}
