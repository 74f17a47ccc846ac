package sync_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/model"
	"racelab/internal/sim/std/simtest"
	"racelab/internal/sim/std/sync"
)

// tasks runs each function in a goroutine of its own.
func tasks(fns ...func()) func() {
	return func() {
		for _, fn := range fns {
			kernel.Spawn(fn)
		}
	}
}

// outcomes runs a program under every schedule; the program appends what
// happens to a text, which begins anew with each execution.
func outcomes(program func(say func(string)) []func()) []string {
	var said strings.Builder
	say := func(s string) { said.WriteString(s) }
	body := func() {
		said.Reset()
		tasks(program(say)...)()
	}
	return simtest.Outcomes(body, func(x *kernel.Exec) string {
		if end := simtest.Stuck(x); end != "done" {
			return said.String() + " " + end
		}
		return said.String()
	})
}

func TestMutexLetsOneInAtATime(t *testing.T) {
	got := outcomes(func(say func(string)) []func() {
		var mu sync.Mutex
		enter := func(name string) func() {
			return func() {
				mu.Lock()
				say(name)
				kernel.Chance(2, -1)
				say(name)
				mu.Unlock()
			}
		}
		return []func(){enter("a"), enter("b")}
	})
	assert.Equal(t, []string{"aabb", "bbaa"}, got)
}

func TestMutexMisuse(t *testing.T) {
	var mu sync.Mutex
	x := simtest.Run(func() {
		mu.Lock()
		mu.Lock()
	})
	assert.Equal(t, "lock; ", simtest.Stuck(x))
	assert.EqualValues(t, 0, x.Left[0].Holder.ID)
	x = simtest.Run(func() { mu.Unlock() }) // what the last execution left locked is forgotten
	assert.Equal(t, "fatal error: sync: unlock of unlocked mutex; ", simtest.Stuck(x))
}

func TestTryLockTellsWhatItFound(t *testing.T) {
	got := outcomes(func(say func(string)) []func() {
		var mu sync.Mutex
		return []func(){
			func() { mu.Lock(); mu.Unlock() },
			func() { say(fmt.Sprint(mu.TryLock())) },
		}
	})
	assert.Equal(t, []string{"false", "true", "true lock; "}, got)
}

func TestReadersShareAndWritersDoNot(t *testing.T) {
	got := outcomes(func(say func(string)) []func() {
		var rw sync.RWMutex
		read := func() {
			rw.RLock()
			say("r")
			kernel.Chance(2, -1)
			say("r")
			rw.RUnlock()
		}
		return []func(){read, func() {
			rw.Lock()
			say("w")
			kernel.Chance(2, -1)
			say("w")
			rw.Unlock()
		}, read}
	})
	assert.Equal(t, []string{"rrrrww", "rrwwrr", "wwrrrr"}, got)
}

func TestWaitingWriterShutsReadersOut(t *testing.T) {
	got := outcomes(func(say func(string)) []func() {
		var rw sync.RWMutex
		return []func(){
			func() {
				rw.RLock()
				rw.RLock()
				say("twice ")
				rw.RUnlock()
				rw.RUnlock()
			},
			func() {
				rw.Lock()
				say("writer ")
				rw.Unlock()
			},
		}
	})
	assert.Equal(t, []string{" lock; readers; ", "twice writer ", "writer twice "}, got)
}

func TestWaitingReadersComeBeforeTheNextWriter(t *testing.T) {
	var rw sync.RWMutex
	order := ""
	write := func() {
		rw.Lock()
		order += "w"
		rw.Unlock()
	}
	x := simtest.Run(func() {
		order = ""
		rw.Lock()
		kernel.Spawn(func() {
			rw.RLock()
			order += "r"
			rw.RUnlock()
		})
		kernel.Spawn(write)
		kernel.Chance(2, -1)
		rw.Unlock()
	})
	assert.Equal(t, "done", simtest.Stuck(x))
	seen := map[string]bool{}
	simtest.Each(tasks(write, write, func() { rw.RLock(); rw.RUnlock() }), func(x *kernel.Exec) { seen[simtest.Stuck(x)] = true })
	assert.Equal(t, map[string]bool{"done": true}, seen)
}

func TestWriterBargesAsNatively(t *testing.T) {
	got := outcomes(func(say func(string)) []func() {
		var rw sync.RWMutex
		return []func(){
			func() { rw.Lock(); rw.Unlock(); rw.RLock(); say("r"); rw.RUnlock() },
			func() { rw.Lock(); say("w"); rw.Unlock() },
		}
	})
	assert.Equal(t, []string{"rw", "wr"}, got)
}

func TestRWMutexTries(t *testing.T) {
	got := outcomes(func(say func(string)) []func() {
		var rw sync.RWMutex
		return []func(){
			func() { rw.RLock(); kernel.Chance(2, -1); rw.RUnlock() },
			func() { say(fmt.Sprint(rw.TryRLock(), rw.TryLock())) },
		}
	})
	assert.Equal(t, []string{"true false"}, got)
	got = outcomes(func(say func(string)) []func() {
		var rw sync.RWMutex
		return []func(){
			func() { rw.RLock(); rw.RUnlock() },
			func() {
				ok := rw.TryLock()
				say(fmt.Sprint(ok))
				if ok {
					rw.Unlock()
				}
			},
		}
	})
	assert.Equal(t, []string{"false", "true"}, got)
}

func TestWaitGroupWaits(t *testing.T) {
	n := 0
	seen := simtest.Outcomes(func() {
		n = 0
		var wg sync.WaitGroup
		for range 3 {
			wg.Go(func() { n++ })
		}
		wg.Wait()
		assert.Equal(t, 3, n)
	}, simtest.Stuck)
	assert.Equal(t, []string{"done"}, seen)
}

func TestWaitGroupCountsAGoroutineThatExits(t *testing.T) {
	x := simtest.Run(func() {
		var wg sync.WaitGroup
		wg.Go(func() { kernel.Fatal("gone") })
		wg.Wait()
	})
	assert.Equal(t, "gone; ", simtest.Stuck(x))
	x = simtest.Run(func() {
		var wg sync.WaitGroup
		wg.Go(func() { panic("boom") })
		wg.Wait()
	})
	assert.Equal(t, "boom; wait group; ", simtest.Stuck(x))
}

func TestAddInsideTheGoroutineIsTooLate(t *testing.T) {
	got := outcomes(func(say func(string)) []func() {
		return []func(){func() {
			var wg sync.WaitGroup
			kernel.Spawn(func() { wg.Add(1); say("worked "); wg.Done() })
			wg.Wait()
			say("waited ")
		}}
	})
	assert.Contains(t, got, "waited worked  race; ")
	assert.Contains(t, got, "worked waited  race; ")
}

func TestNegativeCountPanics(t *testing.T) {
	x := simtest.Run(func() {
		var wg sync.WaitGroup
		wg.Done()
	})
	assert.Equal(t, "sync: negative WaitGroup counter; ", simtest.Stuck(x))
}

func TestSignalBeforeTheWaitIsLost(t *testing.T) {
	got := outcomes(func(say func(string)) []func() {
		var mu sync.Mutex
		c := sync.NewCond(&mu)
		return []func(){
			func() { mu.Lock(); c.Wait(); say("woken"); mu.Unlock() },
			func() { c.Signal() },
		}
	})
	assert.Equal(t, []string{" signal; ", "woken"}, got)
}

func TestSignalsAreFirstInFirstOutAndBroadcastWakesAll(t *testing.T) {
	wake := func(f func(*sync.Cond)) []string {
		return outcomes(func(say func(string)) []func() {
			return []func(){func() {
				var mu sync.Mutex
				c := sync.NewCond(&mu)
				waiting := 0
				for range 2 {
					kernel.Spawn(func() {
						mu.Lock()
						waiting++
						name := fmt.Sprint(waiting)
						c.Wait()
						say(name)
						mu.Unlock()
					})
				}
				model.Settle("both wait")
				f(c)
			}}
		})
	}
	assert.Equal(t, []string{"1 signal; "}, wake((*sync.Cond).Signal))
	assert.Equal(t, []string{"12", "21"}, wake((*sync.Cond).Broadcast))
}

func TestOnceRunsOnceAndEverybodyWaitsForIt(t *testing.T) {
	got := outcomes(func(say func(string)) []func() {
		var once sync.Once
		do := func() {
			once.Do(func() { say("("); kernel.Chance(2, -1); say(")") })
			say("!")
		}
		return []func(){do, do}
	})
	assert.Equal(t, []string{"()!!"}, got)
	assert.Equal(t, "lock; ", simtest.Stuck(simtest.Run(func() {
		var once sync.Once
		once.Do(func() { once.Do(func() {}) })
	})))
}
