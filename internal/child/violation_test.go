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
		says   string
	}{
		"read twice":   {func() bool { return get(a) == get(a) }, func() { add(a, 1) }, `^task 2 changes what task 0 reads.*, and again`},
		"two of them":  {func() bool { return get(a)+get(b) == 0 }, func() { add(a, -1); add(b, 1) }, `^task 0 reads two variables.*, and in between task 2 changes both`},
		"too early":    {func() bool { return get(a) == 1 }, func() { add(a, 1) }, `^task 0 reads.* before task 2 writes`},
		"not to blame": {func() bool { return false }, func() {}, `^the test's own check fails`},
	} {
		t.Run(name, func(t *testing.T) {
			f := failureOf(t, func(st *simtesting.T) {
				mu, a, b = new(sync.Mutex), new(int), new(int)
				counted(c.look, c.change)(st)
			})
			assert.Regexp(t, c.says, f.Cause)
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
	assert.Regexp(t, `^task 0 waits .*for nobody: task 2 adds to the wait group only later`, f.Cause)
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
	assert.Regexp(t, `(sends on and task \d closes|closes and task \d sends on) the same channel`, f.Cause)
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
