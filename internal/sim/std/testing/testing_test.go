package testing_test

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	world "racelab/internal/sim"
	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/simtest"
	"racelab/internal/sim/std/sync"
	sim "racelab/internal/sim/std/testing"
	"racelab/internal/sim/std/testing/synctest"
	"racelab/internal/sim/std/time"
)

func run(name string, body func(*sim.T)) string {
	return simtest.Stuck(simtest.Record(func() { sim.SimMain(name, body) }))
}

func TestFailuresBecomeFaults(t *testing.T) {
	assert.Equal(t, "done", run("TestX", func(t *sim.T) { t.Log("fine") }))
	assert.Contains(t, sim.SimOutput(), ": fine\n")
	assert.Equal(t, "1 2; also; ", run("TestX", func(t *sim.T) {
		t.Error(1, 2)
		t.Errorf("%s", "also")
	}))
	assert.Equal(t, "TestX failed without a message; ", run("TestX", func(t *sim.T) {
		t.FailNow()
		t.Error("not reached")
	}))
	assert.Equal(t, "done", run("TestX", func(t *sim.T) {
		t.Skip("not today")
		t.Error("not reached")
	}))
	failed := run("TestX", func(t *sim.T) { require.Equal(t, 1, 2, "testify accepts T") })
	assert.Contains(t, failed, "testify accepts T")
	assert.Equal(t, 1, strings.Count(failed, "Error Trace"), "FailNow is not another failure")
}

func TestCleanupsAndContext(t *testing.T) {
	said := ""
	assert.Equal(t, "last; ", run("TestX", func(t *sim.T) {
		said = ""
		ctx := t.Context()
		t.Cleanup(func() { said += "first " })
		t.Cleanup(func() { said += "second "; t.Fatal("last") })
		t.Cleanup(func() { said += fmt.Sprint(ctx.Err(), " ") })
		assert.NoError(t, ctx.Err())
		panicky := func() { defer func() { _ = recover() }(); panic(1) }
		panicky()
	}))
	assert.Equal(t, "context canceled second first ", said)
}

func TestSubtests(t *testing.T) {
	said := ""
	body := func(t *sim.T) {
		said = ""
		for _, name := range []string{"a b", "a b", "c"} {
			ok := t.Run(name, func(t *sim.T) {
				said += t.Name() + " "
				if name == "c" {
					t.Fatal("no")
				}
				t.Run("deep", func(t *sim.T) { said += t.Name() + " " })
			})
			said += fmt.Sprint(ok, " ")
		}
		assert.True(t, t.Failed())
	}
	assert.Equal(t, "no; ", run("TestX", body))
	assert.Equal(t, "TestX/a_b TestX/a_b/deep true TestX/a_b#01 TestX/a_b#01/deep true TestX/c false ", said)
	run("TestX/a_b#01/deep", body)
	assert.Equal(t, "true TestX/a_b#01 TestX/a_b#01/deep true true ", said)
	assert.Equal(t, "there is no subtest TestX/zzz; ", run("TestX/zzz", func(t *sim.T) {}))
	assert.Contains(t, run("TestX", func(t *sim.T) { t.Run("p", func(*sim.T) { panic("boom") }) }), "boom; ")
}

func TestParallelSubtestsRunTogetherAtTheEnd(t *testing.T) {
	said, n := "", 0
	got := simtest.Outcomes(func() {
		said, n = "", 0
		sim.SimMain("TestX", func(t *sim.T) {
			t.Parallel()
			t.Cleanup(func() { said += "cleanup" })
			for _, name := range []string{"a", "b"} {
				assert.True(t, t.Run(name, func(t *sim.T) {
					t.Parallel()
					was := read(&n)
					write(&n, was+1)
					t.Cleanup(func() { said += name + " " })
				}))
			}
			said += "over "
		})
	}, func(x *kernel.Exec) string {
		assert.Equal(t, "race; ", simtest.Stuck(x))
		return fmt.Sprint(said, n)
	})
	assert.Equal(t, []string{"over a b cleanup1", "over a b cleanup2", "over b a cleanup1", "over b a cleanup2"}, got)
	assert.Contains(t, run("TestX", func(t *sim.T) {
		t.Run("p", func(t *sim.T) { t.Parallel(); t.Fatal("first") })
		t.Run("q", func(t *sim.T) { t.Parallel(); t.Parallel() })
		t.Fatal("parent")
	}), "parent; ")
	assert.Equal(t, "boom; parent; ", run("TestX", func(t *sim.T) {
		t.Run("p", func(t *sim.T) { t.Parallel() })
		panic("boom")
	}))
}

func read(n *int) int     { return world.Get(n, 1) }
func write(n *int, v int) { world.At(n, 1).Set(v) }

func TestUseAfterTheEndPanics(t *testing.T) {
	got := simtest.Outcomes(func() {
		sim.SimMain("TestX", func(t *sim.T) { kernel.Spawn(func() { t.Log("late") }) })
	}, simtest.Stuck)
	assert.Equal(t, []string{"Log in goroutine after TestX has completed: late\n; ", "done"}, got)
}

func TestWorldIsPutBack(t *testing.T) {
	var dir string
	t.Setenv("RACELAB_TESTING", "before")
	here, _ := os.Getwd()
	assert.Equal(t, "done", run("TestX", func(t *sim.T) {
		dir = t.TempDir()
		t.Setenv("RACELAB_TESTING", "now")
		t.Chdir(dir)
		assert.DirExists(t, dir)
	}))
	assert.NoDirExists(t, dir)
	assert.Equal(t, "before", os.Getenv("RACELAB_TESTING"))
	now, _ := os.Getwd()
	assert.Equal(t, here, now)
}

func TestBubble(t *testing.T) {
	said := ""
	got := run("TestX", func(t *sim.T) {
		said = ""
		synctest.Test(t, func(t *sim.T) {
			t.Cleanup(func() { said += "cleanup " })
			kernel.Spawn(func() { said += "first "; time.Sleep(time.Second); said += "second " })
			synctest.Wait()
			said += "waited "
		})
		said += "over "
	})
	assert.Equal(t, "done", got)
	assert.Equal(t, "first waited cleanup second over ", said)
}

func TestWaitComesAfterEverythingElse(t *testing.T) {
	v := 0
	got := simtest.Outcomes(func() {
		sim.SimMain("TestX", func(t *sim.T) {
			v = 0
			var mu sync.Mutex
			mu.Lock()
			for range 2 {
				kernel.Spawn(func() {
					v++
					mu.Lock()
					v += 10
					mu.Unlock()
				})
			}
			synctest.Wait()
			assert.Equal(t, 2, v, "both wait for the mutex")
			mu.Unlock()
			synctest.Wait()
			assert.Equal(t, 22, v)
		})
	}, simtest.Stuck)
	assert.Equal(t, []string{"done"}, got)
}

func TestAGoroutineThatEndsByItselfIsNoTestsEnd(t *testing.T) {
	assert.Equal(t, "test executed panic(nil) or runtime.Goexit; ", run("TestX", func(*sim.T) { runtime.Goexit() }))
	assert.Equal(t, "test executed panic(nil) or runtime.Goexit; ", run("TestX", func(t *sim.T) {
		t.Run("sub", func(*sim.T) { runtime.Goexit() })
	}))
	went := ""
	const both = "test executed panic(nil) or runtime.Goexit: subtest may have called FailNow on a parent test; "
	assert.Equal(t, "of the parent; "+both+both, run("TestX", func(t *sim.T) {
		t.Run("sub", func(*sim.T) {
			t.Run("sub", func(*sim.T) { t.Fatal("of the parent") })
			went += "no "
		})
		went += "no "
	}))
	assert.Equal(t, "no; ", run("TestX", func(t *sim.T) {
		var wg sync.WaitGroup
		wg.Go(func() { t.Fatal("no") })
		wg.Wait()
		went += "on"
	}))
	assert.Equal(t, "on", went, "the test goes on unless its own goroutine ends")
}
