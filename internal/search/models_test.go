package search_test

import (
	"fmt"
	"slices"
	"testing"
	realtime "time"

	"github.com/stretchr/testify/assert"

	"racelab/internal/search"
	"racelab/internal/sim"
	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/context"
	"racelab/internal/sim/std/model"
	"racelab/internal/sim/std/simtest"
	"racelab/internal/sim/std/sync"
	"racelab/internal/sim/std/sync/atomic"
	simtesting "racelab/internal/sim/std/testing"
	"racelab/internal/sim/std/time"
)

// script makes a program of goroutines. What each of them says, in its own
// order, is the outcome: who of two speaks first is no event.
type script func(say func(...any)) []func()

// programs are small ones in which the modes of the models matter.
var programs = map[string]script{
	"readers and writers": func(say func(...any)) []func() {
		var rw sync.RWMutex
		writes := 0
		read := func() { rw.RLock(); say("r", writes); rw.RUnlock() }
		write := func() { rw.Lock(); writes++; rw.Unlock() }
		return []func(){read, write, read}
	},
	"three writers, one reads too": func(say func(...any)) []func() {
		var rw sync.RWMutex
		writes := 0
		return []func(){
			func() {
				rw.Lock()
				say("a")
				rw.Unlock()
				rw.RLock()
				say("r")
				rw.RUnlock()
			},
			func() { rw.Lock(); writes++; say("w", writes); rw.Unlock() },
		}
	},
	"recursive reader": func(say func(...any)) []func() {
		var rw sync.RWMutex
		writes := 0
		return []func(){
			func() { rw.RLock(); rw.RLock(); say("r", writes); rw.RUnlock(); rw.RUnlock() },
			func() { rw.Lock(); writes++; rw.Unlock() },
		}
	},
	"tries": func(say func(...any)) []func() {
		var rw sync.RWMutex
		return []func(){
			func() { rw.RLock(); say("r"); rw.RUnlock() },
			func() {
				if rw.TryLock() {
					say("w")
					rw.Unlock()
				} else {
					say("miss", rw.TryRLock())
				}
			},
		}
	},
	"try against a writer": func(say func(...any)) []func() {
		var rw sync.RWMutex
		return []func(){
			func() { rw.Lock(); rw.Unlock() },
			func() { say(rw.TryRLock()) },
			func() { say(rw.TryLock()) },
		}
	},
	"somebody else's read lock": func(say func(...any)) []func() {
		var rw sync.RWMutex
		return []func(){func() { rw.RLock() }, func() { rw.RUnlock() }}
	},
	"signal": func(say func(...any)) []func() {
		var mu sync.Mutex
		c := sync.NewCond(&mu)
		wait := func(name string) func() {
			return func() { mu.Lock(); c.Wait(); say(name); mu.Unlock() }
		}
		return []func(){wait("a"), c.Signal, c.Signal}
	},
	"broadcast": func(say func(...any)) []func() {
		var mu sync.Mutex
		c := sync.NewCond(&mu)
		ready := false
		return []func(){
			func() {
				mu.Lock()
				for !ready {
					c.Wait()
				}
				say("woken")
				mu.Unlock()
			},
			func() { mu.Lock(); ready = true; mu.Unlock(); c.Broadcast() },
		}
	},
	"once": func(say func(...any)) []func() {
		var once sync.Once
		do := func(name string) func() {
			return func() { once.Do(func() { say(name) }); say("!") }
		}
		return []func(){do("a"), do("b")}
	},
	"once fails": func(say func(...any)) []func() {
		var once sync.Once
		var n atomic.Int32
		return []func(){
			func() { once.Do(func() { once.Do(func() {}) }) },
			func() { once.Do(func() { n.Add(1) }); say(n.Load()) },
		}
	},
	"wait group": func(say func(...any)) []func() {
		var wg sync.WaitGroup
		return []func(){
			func() { wg.Add(1); say("add"); wg.Done() },
			func() { wg.Wait(); say("waited") },
			func() { wg.Add(1); wg.Done() },
		}
	},
	"map": func(say func(...any)) []func() {
		var m sync.Map
		return []func(){
			func() { m.Store("a", 1); m.Delete("b") },
			func() { m.Store("b", 2); say(m.LoadOrStore("a", 3)) },
			func() { m.Range(func(k, v any) bool { say(k, v); return true }) },
		}
	},
	"map cleared": func(say func(...any)) []func() {
		var m sync.Map
		return []func(){
			func() { say(m.CompareAndSwap("a", 1, 2)); m.Clear() },
			func() { m.Store("a", 1); say(m.Load("a")) },
		}
	},
	"pool": func(say func(...any)) []func() {
		p := sync.Pool{New: func() any { return "new" }}
		return []func(){
			func() { p.Put("x"); say(p.Get()) },
			func() { say(p.Get()) },
		}
	},
	"timer stopped": func(say func(...any)) []func() {
		timer := time.NewTimer(5)
		return []func(){
			func() { say("stop", timer.Stop()) },
			func() { say("received", sim.Select(1, true, sim.RecvCase(timer.C))) },
		}
	},
	"after func": func(say func(...any)) []func() {
		timer := time.AfterFunc(5, func() { say("fired") })
		return []func(){
			func() { say("stop", timer.Stop()) },
			func() { say("reset", timer.Reset(3)) },
		}
	},
	"sleepers": func(say func(...any)) []func() {
		return []func(){
			func() { time.Sleep(2); say("two") },
			func() { time.Sleep(1); say("one", time.Now().Nanosecond()) },
		}
	},
	"timeout against cancel": func(say func(...any)) []func() {
		ctx, cancel := context.WithTimeout(context.Background(), 5)
		return []func(){
			func() { sim.Recv2(ctx.Done(), 1); say(ctx.Err()) },
			func() { cancel(); say("cancel") },
		}
	},
	"derive against cancel": func(say func(...any)) []func() {
		ctx, cancel := context.WithCancel(context.Background())
		return []func(){
			func() { child, _ := context.WithTimeout(ctx, 5); sim.Recv2(child.Done(), 1); say(child.Err()) },
			func() { cancel() },
			func() { say(ctx.Err()) },
		}
	},
	"two after funcs": func(say func(...any)) []func() {
		ctx, cancel := context.WithCancel(context.Background())
		return []func(){
			func() { say("stop", context.AfterFunc(ctx, func() { say("a") })()) },
			func() { context.AfterFunc(ctx, func() { say("b") }) },
			func() { cancel() },
		}
	},
	"parent and child cancelled": func(say func(...any)) []func() {
		ctx, cancel := context.WithCancelCause(context.Background())
		child, halt := context.WithCancelCause(ctx)
		return []func(){
			func() { cancel(fmt.Errorf("parent")) },
			func() { halt(fmt.Errorf("child")) },
			func() { sim.Recv2(child.Done(), 1); say(context.Cause(child)) },
		}
	},
	"settle": func(say func(...any)) []func() {
		var mu sync.Mutex
		var n atomic.Int32
		f := func() { mu.Lock(); n.Add(1); mu.Unlock() }
		return []func(){f, f, func() { model.Settle(""); say(n.Load()) }}
	},
	"parallel subtests": func(say func(...any)) []func() {
		var n atomic.Int32
		return []func(){
			func() {
				simtesting.SimMain("TestX", func(t *simtesting.T) {
					for _, name := range []string{"a", "b"} {
						t.Run(name, func(t *simtesting.T) { t.Parallel(); say(name, n.Add(1)) })
					}
					say("over", n.Load())
				})
				say("all", n.Load())
			},
			func() { n.Add(1) },
		}
	},
	"late log": func(say func(...any)) []func() {
		return []func(){func() {
			simtesting.SimMain("TestX", func(t *simtesting.T) { kernel.Spawn(func() { t.Log("late") }) })
		}}
	},
}

// TestSearchMissesNothing holds the exhaustive search against brute force: it
// must find the same outcomes, in no more executions.
func TestSearchMissesNothing(t *testing.T) {
	for name, program := range programs {
		t.Run(name, func(t *testing.T) { holdAgainstBruteForce(t, program, 200_000) })
	}
}

// holdAgainstBruteForce gives up on a program that has more schedules than most.
func holdAgainstBruteForce(t *testing.T, program script, most int) {
	said := map[string]string{}
	say := func(v ...any) { said[kernel.Current().Path()] += fmt.Sprintln(v...) }
	body := func() {
		clear(said)
		for _, fn := range program(say) {
			kernel.Spawn(fn)
		}
	}
	outcome := func(x *kernel.Exec) string { return fmt.Sprint(said, simtest.Stuck(x)) }
	want := map[string]bool{}
	all, complete := simtest.Most(most, body, func(x *kernel.Exec) { want[outcome(x)] = true })
	if !complete {
		return
	}
	got, n := explored(t, body, outcome)
	assert.Equal(t, sorted(want), sorted(got))
	assert.LessOrEqual(t, n, all)
	t.Logf("%d executions instead of %d, %d outcomes", n, all, len(want))
}

func sorted(set map[string]bool) (s []string) {
	for k := range set {
		s = append(s, k)
	}
	slices.Sort(s)
	return s
}

func explored(t *testing.T, body func(), outcome func(x *kernel.Exec) string) (map[string]bool, int) {
	got, n := map[string]bool{}, 0
	st := &search.DPOR{}
	for began := realtime.Now(); ; n++ {
		x := kernel.Execute(body, st, kernel.Limits{Steps: 2000, Tail: 500, TailFires: 10}, false)
		if !x.Pruned {
			got[outcome(x)] = true
		}
		if !assert.False(t, st.Lost, "the search planned what cannot happen") || !st.Next(x) {
			return got, n + 1
		}
		if realtime.Since(began) > 20*realtime.Second {
			t.Fatal("the search does not come to an end")
		}
	}
}
