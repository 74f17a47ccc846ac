package child

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/sim"
	"racelab/internal/sim/std/sync"
	simtesting "racelab/internal/sim/std/testing"
	"racelab/internal/trace"
)

// counted has two goroutines: one calls look, which says whether all is well,
// the other change, and neither waits for the other.
func counted(look func() bool, change func()) func(*simtesting.T) {
	return func(t *simtesting.T) {
		var wg sync.WaitGroup
		wg.Go(change)
		ok := look()
		if !ok {
			t.Error("wrong")
		}
		wg.Wait()
	}
}

// guarded makes an access one that is no data race.
func guarded[T any](mu *sync.Mutex, fn func() T) T {
	mu.Lock()
	defer mu.Unlock()
	return fn()
}

func TestACheckThatFailsIsExplained(t *testing.T) {
	var mu *sync.Mutex
	var a, b *int
	add := func(p *int, n int) {
		guarded(mu, func() int { sim.At(p, 2).Set(sim.Get(p, 2) + n); return 0 })
	}
	get := func(p *int) int { return guarded(mu, func() int { return sim.Get(p, 1) }) }
	for name, c := range map[string]struct {
		look   func() bool
		change func()
		kind   trace.CauseKind
		tasks  []int
	}{
		"read twice":   {func() bool { return get(a) == get(a) }, func() { add(a, 1) }, trace.CauseReread, []int{2, 0}},
		"two of them":  {func() bool { return get(a)+get(b) == 0 }, func() { add(a, -1); add(b, 1) }, trace.CauseParted, []int{0, 2}},
		"too early":    {func() bool { return get(a) == 1 }, func() { add(a, 1) }, trace.CauseTooEarly, []int{0, 2}},
		"not to blame": {func() bool { return false }, func() {}, trace.CauseCheck, []int{0}},
	} {
		t.Run(name, func(t *testing.T) {
			f := failureOf(t, func(st *simtesting.T) {
				mu, a, b = new(sync.Mutex), new(int), new(int)
				counted(c.look, c.change)(st)
			})
			assert.Equal(t, c.kind, f.Cause.Kind)
			assert.Equal(t, c.tasks, f.Cause.Tasks)
		})
	}
}

func TestWhoWaitsForNobodyIsNamed(t *testing.T) {
	f := failureOf(t, func(st *simtesting.T) {
		var wg, all sync.WaitGroup
		var mu sync.Mutex
		n := new(int)
		all.Go(func() {
			wg.Add(1)
			guarded(&mu, func() int { sim.At(n, 1).Set(1); return 0 })
			wg.Done()
		})
		wg.Wait()
		if guarded(&mu, func() int { return sim.Get(n, 1) }) == 0 {
			st.Error("nobody was there")
		}
		all.Wait()
	})
	assert.Equal(t, trace.CauseNoMember, f.Cause.Kind)
	assert.Equal(t, []int{0, 2}, f.Cause.Tasks)
}

// The race detector says so too, even if nobody notices the panic.
func TestToSendAndToCloseIsARace(t *testing.T) {
	f := failureOf(t, func(st *simtesting.T) {
		ch := sim.Make(make(chan int, 1), 1)
		var wg sync.WaitGroup
		wg.Go(func() {
			defer func() { _ = recover() }()
			sim.SendTo(ch, 2).Send(1)
		})
		sim.Close(ch, 3)
		wg.Wait()
	})
	assert.Equal(t, trace.DataRace, f.Fault)
	assert.ElementsMatch(t, []trace.Op{trace.OpSend, trace.OpClose}, f.Cause.Ops)
}

func TestToCloseAfterTheLastSendIsNoRace(t *testing.T) {
	r := explored(func(*simtesting.T) {
		ch := sim.Make(make(chan int), 1)
		var wg sync.WaitGroup
		wg.Go(func() { sim.SendTo(ch, 2).Send(1) })
		sim.Recv(ch, 3)
		wg.Wait()
		sim.Close(ch, 3)
	})
	assert.Equal(t, trace.Passed, r.Outcome)
	assert.Nil(t, r.Race)
}
