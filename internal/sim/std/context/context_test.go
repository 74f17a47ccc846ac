package context_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/sim"
	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/context"
	"racelab/internal/sim/std/model"
	"racelab/internal/sim/std/simtest"
	"racelab/internal/sim/std/time"
)

func run(t *testing.T, body func()) *kernel.Exec {
	x := simtest.Record(body)
	assert.Equal(t, "done", simtest.Stuck(x))
	return x
}

func done(ctx context.Context) bool { return sim.Select(1, true, sim.RecvCase(ctx.Done())) == 0 }

func TestCancelEndsTheWholeSubtree(t *testing.T) {
	body := func() {
		root, cancel := context.WithCancel(context.Background())
		child, stop := context.WithTimeout(context.WithValue(root, "k", 1), time.Hour)
		defer stop()
		grandchild, halt := context.WithCancelCause(child)
		other := context.WithoutCancel(child)
		before := kernel.Running().Latest()
		cancel()
		assert.EqualValues(t, 3, kernel.Running().Latest()-before, "an event each")
		for _, ctx := range []context.Context{root, child, grandchild} {
			assert.True(t, done(ctx))
			assert.Equal(t, context.Canceled, ctx.Err())
			assert.Equal(t, context.Canceled, context.Cause(ctx))
		}
		assert.NoError(t, other.Err())
		assert.Equal(t, 1, grandchild.Value("k"))
		halt(errors.New("too late"))
		assert.Equal(t, context.Canceled, context.Cause(grandchild))
	}
	x := run(t, body)
	for _, e := range x.Events {
		assert.NotEqual(t, kernel.KFire, e.Kind, "the timer was stopped")
	}
}

// TestCancelIsDoneWhenItReturns is what the real one promises: not before, and
// whoever of two cancels.
func TestCancelIsDoneWhenItReturns(t *testing.T) {
	var early, late bool
	simtest.Each(func() {
		root, cancel := context.WithCancel(context.Background())
		one, stop := context.WithCancel(root)
		two, _ := context.WithCancel(one)
		three, _ := context.WithCancel(root)
		kernel.Spawn(stop)
		kernel.Spawn(func() {
			sim.Recv2(root.Done(), 1)
			early = three.Err() == nil || early
			if context.Cause(root) != nil {
				a, b := two.Err(), three.Err()
				late = late || a == nil || b == nil
			}
		})
		cancel()
		assert.Error(t, two.Err())
		assert.Error(t, three.Err())
	}, func(x *kernel.Exec) { assert.Equal(t, "done", simtest.Stuck(x)) })
	assert.True(t, early, "Done of the parent comes before Done of the child")
	assert.False(t, late, "Cause waits for all of them")
}

func TestStopMayWinAfterDone(t *testing.T) {
	won := map[bool]bool{}
	simtest.Each(func() {
		ctx, cancel := context.WithCancel(context.Background())
		other, _ := context.WithCancel(ctx)
		ran := false
		stop := context.AfterFunc(ctx, func() { ran = true })
		kernel.Spawn(func() { cancel() })
		sim.Recv2(ctx.Done(), 1)
		stopped := stop()
		won[stopped] = true
		if stopped {
			assert.Error(t, other.Err(), "stop waits for a cancellation that is under way")
			kernel.Spawn(func() { assert.False(t, ran) })
		}
	}, func(x *kernel.Exec) { assert.Equal(t, "done", simtest.Stuck(x)) })
	assert.Len(t, won, 2)
}

func TestDeadlineIsPastBeforeErr(t *testing.T) {
	got := simtest.Outcomes(func() {
		ctx, stop := context.WithTimeout(context.Background(), 5)
		defer stop()
		deadline, _ := ctx.Deadline()
		for time.Now().Before(deadline) {
			time.Sleep(5)
		}
		if ctx.Err() == nil {
			kernel.Fail("x", "past and nil")
		}
	}, simtest.Stuck)
	assert.Equal(t, []string{"done", "past and nil; "}, got)
}

func TestDeadlines(t *testing.T) {
	run(t, func() {
		ctx, cancel := context.WithTimeoutCause(context.Background(), 5, errors.New("slow"))
		defer cancel()
		d, ok := ctx.Deadline()
		assert.True(t, ok)
		assert.Equal(t, model.At(5), d)
		later, stop := context.WithTimeout(ctx, 100)
		defer stop()
		sooner, halt := context.WithDeadline(ctx, d.Add(-2))
		defer halt()
		d, _ = later.Deadline()
		assert.Equal(t, model.At(5), d, "that of the parent")
		sim.Recv2(sooner.Done(), 1)
		assert.Equal(t, context.DeadlineExceeded, sooner.Err())
		assert.NoError(t, ctx.Err())
		sim.Recv2(later.Done(), 1)
		assert.Equal(t, context.DeadlineExceeded, later.Err())
		assert.EqualError(t, context.Cause(later), "slow")
		past, _ := context.WithTimeout(context.Background(), -1)
		assert.True(t, done(past))
		zero, _ := context.WithDeadline(context.Background(), time.Time{})
		assert.Equal(t, context.DeadlineExceeded, zero.Err())
		born, _ := context.WithTimeout(ctx, time.Hour)
		assert.Equal(t, context.DeadlineExceeded, born.Err())
	})
}

func TestAfterFuncRunsOrIsStopped(t *testing.T) {
	ran := ""
	got := simtest.Outcomes(func() {
		ran = ""
		ctx, cancel := context.WithCancel(context.Background())
		stop := context.AfterFunc(ctx, func() { ran += "ran " })
		kernel.Spawn(func() { cancel() })
		if stop() {
			ran += "stopped "
		}
	}, func(x *kernel.Exec) string { return ran + simtest.Stuck(x) })
	assert.Equal(t, []string{"ran done", "stopped done"}, got)
}

// foreign is somebody else's context.
type foreign struct {
	context.Context
	done chan struct{}
	err  error
}

func (f *foreign) Done() <-chan struct{} { return f.done }
func (f *foreign) Err() error            { return f.err }

func TestParentsOfOthers(t *testing.T) {
	got := simtest.Outcomes(func() {
		parent := &foreign{Context: context.Background(), done: sim.Make(make(chan struct{}), 1)}
		child, cancel := context.WithCancel(parent)
		kernel.Spawn(func() {
			parent.err = errors.New("theirs")
			sim.Close(parent.done, 1)
		})
		sim.Recv2(child.Done(), 1)
		assert.EqualError(t, child.Err(), "theirs")
		late, _ := context.WithCancel(parent)
		assert.EqualError(t, late.Err(), "theirs")
		cancel()
	}, simtest.Stuck)
	assert.Equal(t, []string{"done"}, got)
}

func TestWrappedParentsAreOurs(t *testing.T) {
	type wrapped struct{ context.Context }
	x := run(t, func() {
		inner, cancel := context.WithCancel(context.Background())
		child, _ := context.WithCancel(wrapped{inner})
		cancel()
		assert.Equal(t, context.Canceled, child.Err())
	})
	assert.Len(t, x.Tasks, 2, "no goroutine watches the parent")
}

func TestCancelOrdersWhatComesBefore(t *testing.T) {
	got := simtest.Outcomes(func() {
		v := new(int)
		ctx, cancel := context.WithCancel(context.Background())
		kernel.Spawn(func() { write(v); cancel() })
		if ctx.Err() != nil || done(ctx) {
			write(v)
		}
	}, simtest.Stuck)
	assert.Equal(t, []string{"done"}, got)
}

func TestDerivingWhileSomebodyCancels(t *testing.T) {
	got := simtest.Outcomes(func() {
		ctx, cancel := context.WithCancel(context.Background())
		kernel.Spawn(func() { cancel() })
		child, stop := context.WithTimeout(ctx, time.Hour)
		defer stop()
		sim.Recv2(child.Done(), 1)
	}, simtest.Stuck)
	assert.Equal(t, []string{"done"}, got)
}

func TestOutsideAnExecution(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	child, _ := context.WithTimeout(ctx, time.Hour)
	assert.NoError(t, child.Err())
	ran := false
	context.AfterFunc(child, func() { ran = true })
	cancel()
	assert.Equal(t, context.Canceled, child.Err())
	assert.True(t, ran)
	assert.Equal(t, "context.Background.WithCancel.WithValue(k, int)", fmt.Sprint(context.WithValue(ctx, "k", 1)))
	assert.PanicsWithValue(t, "cannot create context from nil parent", func() { context.WithCancel(nil) })
	assert.PanicsWithValue(t, "key is not comparable", func() { context.WithValue(ctx, []int{}, 1) })
}
