package search_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"racelab/internal/search"
	"racelab/internal/sim"
	"racelab/internal/sim/std/context"
	"racelab/internal/sim/std/model"
	"racelab/internal/sim/std/sync"
	"racelab/internal/sim/std/sync/atomic"
	"racelab/internal/sim/std/time"
)

// world is what a random program is played with.
type world struct {
	say    func(...any)
	mu     sync.Mutex
	rw     sync.RWMutex
	cond   *sync.Cond
	wg     sync.WaitGroup
	once   sync.Once
	n      atomic.Int32
	m      sync.Map
	timer  *time.Timer
	ticker *time.Ticker
	ctx    context.Context
	cancel context.CancelCauseFunc
	shared int // guarded by rw
}

// moves are what the goroutines of a random program do.
var moves = map[string][]func(*world){
	"rwmutex": {
		func(w *world) { w.rw.RLock(); w.say("r", w.shared); w.rw.RUnlock() },
		func(w *world) { w.rw.Lock(); w.shared++; w.say("w", w.shared); w.rw.Unlock() },
		func(w *world) {
			if ok := w.rw.TryLock(); ok {
				w.shared++
				w.rw.Unlock()
			} else {
				w.say("miss")
			}
		},
		func(w *world) {
			if ok := w.rw.TryRLock(); ok {
				w.say("try", w.shared)
				w.rw.RUnlock()
			} else {
				w.say("no")
			}
		},
		func(w *world) { w.rw.RLock(); w.rw.RLock(); w.say("rr", w.shared); w.rw.RUnlock(); w.rw.RUnlock() },
	},
	"cond": {
		func(w *world) { w.mu.Lock(); w.cond.Wait(); w.say("woken"); w.mu.Unlock() },
		func(w *world) { w.cond.Signal() },
		func(w *world) { w.cond.Broadcast() },
		func(w *world) { w.mu.Lock(); w.shared++; w.say(w.shared); w.mu.Unlock(); w.cond.Signal() },
		func(w *world) { w.say(w.mu.TryLock()) },
	},
	"wait group": {
		func(w *world) { w.wg.Add(1); w.n.Add(1); w.wg.Done() },
		func(w *world) { w.wg.Wait(); w.say(w.n.Load()) },
		func(w *world) { w.wg.Go(func() { w.say("go", w.n.Add(1)) }) },
		func(w *world) { w.once.Do(func() { w.say("once", w.n.Add(1)) }) },
		func(w *world) { w.say("n", w.n.Load()) },
	},
	"map": {
		func(w *world) { w.m.Store("a", 1) },
		func(w *world) { w.say(w.m.LoadOrStore("a", 2)) },
		func(w *world) { w.say(w.m.LoadAndDelete("a")) },
		func(w *world) { w.m.Store("b", 3) },
		func(w *world) { w.m.Range(func(k, v any) bool { w.say(k, v); return true }) },
		func(w *world) { w.m.Clear() },
		func(w *world) { w.say(w.m.CompareAndSwap("b", 3, 4)) },
		func(w *world) { w.say(w.m.Load("b")) },
	},
	"timers": {
		func(w *world) { w.say("stop", w.timer.Stop()) },
		func(w *world) { w.say("reset", w.timer.Reset(7)) },
		func(w *world) { time.Sleep(6); w.say("slept", w.n.Add(1)) },
		func(w *world) { w.say("now", time.Now().Nanosecond()) },
		func(w *world) { w.say("select", sim.Select(1, true, sim.RecvCase(w.timer.C))) },
		func(w *world) { w.say("n", w.n.Load()) },
	},
	"tickers": {
		func(w *world) { w.say("tick", sim.Recv(w.ticker.C, 1).Nanosecond()) },
		func(w *world) { w.say("poll", sim.Select(1, true, sim.RecvCase(w.ticker.C))) },
		func(w *world) { w.ticker.Stop(); w.say("stopped", w.n.Add(1)) },
		func(w *world) { w.ticker.Reset(2) },
		func(w *world) { time.Sleep(6); w.say("slept", w.n.Load()) },
	},
	"contexts": {
		func(w *world) { w.cancel(errors.New("ours")) },
		func(w *world) { w.say(context.Cause(w.ctx)) },
		func(w *world) {
			child, cancel := context.WithCancelCause(w.ctx)
			cancel(errors.New("child"))
			w.say(context.Cause(child))
		},
		func(w *world) {
			child, cancel := context.WithTimeout(w.ctx, 5)
			w.say(child.Err())
			cancel()
		},
		func(w *world) { w.say(context.AfterFunc(w.ctx, func() { w.say("after", w.n.Load()) })()) },
		func(w *world) { context.AfterFunc(w.ctx, func() { w.n.Add(1) }) },
		func(w *world) { w.say("done", sim.Select(1, true, sim.RecvCase(w.ctx.Done()))) },
		func(w *world) { time.Sleep(5); w.say("n", w.n.Load()) },
	},
	"settle": {
		func(w *world) { w.mu.Lock(); w.n.Add(1); w.mu.Unlock() },
		func(w *world) { w.mu.Lock(); w.say("held", w.n.Load()) },
		func(w *world) { model.Settle(""); w.say(w.n.Load()) },
	},
}

func newWorld(about string, say func(...any)) *world {
	w := &world{say: say}
	w.cond = sync.NewCond(&w.mu)
	if about == "timers" {
		w.timer = time.NewTimer(5)
	}
	if about == "tickers" {
		w.ticker = time.NewTicker(5)
	}
	if about == "contexts" {
		w.ctx, w.cancel = context.WithCancelCause(context.Background())
	}
	return w
}

// TestRandomPrograms holds the search against brute force on random programs, a tenth
// of -programs of each kind.
func TestRandomPrograms(t *testing.T) {
	count := *search.Programs / 10
	for about, moves := range moves {
		for seed := range count {
			t.Run(fmt.Sprintf("%s/%d", about, seed), func(t *testing.T) {
				random := rand.New(rand.NewPCG(uint64(seed), 1))
				plan := make([][]int, 2+random.IntN(2))
				for i := range plan {
					for range 1 + random.IntN(2) {
						plan[i] = append(plan[i], random.IntN(len(moves)))
					}
				}
				if about == "settle" && settlers(plan) > 1 {
					return // a mistake, see model.Settle
				}
				t.Log(plan)
				holdAgainstBruteForce(t, func(say func(...any)) []func() {
					w := newWorld(about, say)
					var fns []func()
					for _, steps := range plan {
						fns = append(fns, func() {
							for _, i := range steps {
								moves[i](w)
							}
						})
					}
					return fns
				}, 4000)
			})
		}
	}
}

func settlers(plan [][]int) (n int) {
	for _, steps := range plan {
		if slices.Contains(steps, 2) {
			n++
		}
	}
	return n
}
