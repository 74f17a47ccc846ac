package stage

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// recorder is a testing.TB that keeps the fatal message instead of ending the test.
type recorder struct {
	testing.TB
	said string
}

func (r *recorder) Helper()           {}
func (r *recorder) Fatal(args ...any) { r.said = fmt.Sprint(args...) }

// failing returns a recorder for a body that never ends.
func failing(t *testing.T) *recorder {
	t.Cleanup(func() { stuck.Store(false) })
	return &recorder{TB: t}
}

func TestRunReturnsWhenBodyDoes(t *testing.T) {
	r := &recorder{TB: t}
	ran := false
	Run(r, func() { ran = true })
	assert.True(t, ran)
	assert.Empty(t, r.said)
}

func TestRunNamesWhoWaitsForWhom(t *testing.T) {
	r := failing(t)
	var whisk, bowl sync.Mutex
	first := NewDoor(2)
	Run(r, func() {
		var both sync.WaitGroup
		both.Go(func() {
			whisk.Lock()
			first.Enter()
			bowl.Lock()
		})
		both.Go(func() {
			bowl.Lock()
			first.Enter()
			whisk.Lock()
		})
		both.Wait()
	})
	assert.True(t, t.Run("Later", func(t *testing.T) {
		Run(t, func() { t.Error("nothing runs among goroutines that are stuck") })
	}))
	assert.Regexp(t, `^deadlock: 3 goroutines wait, and no other goroutine can wake them\n`, r.said)
	assert.Contains(t, r.said, "bowl.Lock()")
	assert.Contains(t, r.said, "whisk.Lock()")
	assert.Contains(t, r.said, "sync.Mutex.Lock")
	assert.Contains(t, r.said, "which goroutine")
}

func TestDoorBringsTwoTogether(t *testing.T) {
	door := NewDoor(2)
	Run(t, func() {
		var both sync.WaitGroup
		both.Go(door.Enter)
		both.Go(door.Enter)
		both.Wait()
	})
	assert.Equal(t, 2, door.Most())
}

func TestDoorOpensWhenTheOthersAreBlocked(t *testing.T) {
	door := NewDoor(2)
	var mu sync.Mutex
	alone := func() {
		mu.Lock()
		defer mu.Unlock()
		door.Enter()
	}
	Run(t, func() {
		var both sync.WaitGroup
		both.Go(alone)
		both.Go(alone)
		both.Wait()
	})
	assert.Equal(t, 1, door.Most(), "a lock lets one in at a time")
}

// TestDoorsOpenOneByOne has Ann in one door and Bob in the other, and nobody
// else. Whoever came first goes on, and so comes to the other's door.
func TestDoorsOpenOneByOne(t *testing.T) {
	for range 20 {
		annsDoor, bobsDoor := NewDoor(2), NewDoor(2)
		Run(t, func() {
			var both sync.WaitGroup
			both.Go(func() {
				annsDoor.Enter()
				bobsDoor.Enter()
			})
			for annsDoor.Most() == 0 {
				runtime.Gosched()
			}
			both.Go(bobsDoor.Enter)
			both.Wait()
		})
		assert.Equal(t, 1, annsDoor.Most(), "nobody else comes to Ann's door")
		assert.Equal(t, 2, bobsDoor.Most(), "Bob's door stays closed while Ann may come")
	}
}

// Whoever stops the world, as the garbage collector does, waits for a moment
// while a door has it stopped; that is no reason to open.
func TestADoorWaitsForWhoeverStopsTheWorld(t *testing.T) {
	for range 20 {
		door := NewDoor(2)
		Run(t, func() {
			var both sync.WaitGroup
			both.Go(door.Enter)
			both.Go(func() {
				var m runtime.MemStats
				for range 200 {
					runtime.ReadMemStats(&m)
				}
				door.Enter()
			})
			both.Wait()
		})
		require.Equal(t, 2, door.Most())
	}
}

func TestAFullDoorOpensBehindAnother(t *testing.T) {
	alone, pair := NewDoor(2), NewDoor(2)
	Run(t, func() {
		var all sync.WaitGroup
		all.Go(alone.Enter)
		all.Go(pair.Enter)
		all.Go(pair.Enter)
		all.Wait()
	})
	assert.Equal(t, 2, pair.Most())
	assert.Nil(t, front.Load(), "no door is left in the queue")
	assert.Zero(t, standing.Load(), "nobody is left in a door")
}

func TestSettleWaitsForSleepers(t *testing.T) {
	var mu sync.Mutex
	var woke atomic.Bool
	Run(t, func() {
		var all sync.WaitGroup
		mu.Lock()
		all.Go(func() {
			mu.Lock()
			mu.Unlock()
		})
		all.Go(func() {
			time.Sleep(300 * time.Millisecond)
			woke.Store(true)
		})
		Settle()
		assert.True(t, woke.Load(), "a sleeper will do more")
		mu.Unlock()
		all.Wait()
	})
}

func TestDoorsLosePatience(t *testing.T) {
	t.Cleanup(func() { patience.Store(int64(mostPatience)) })
	patience.Store(int64(4 * leastPatience))
	var done atomic.Bool
	Run(t, func() {
		var spinner sync.WaitGroup
		spinner.Go(func() {
			for !done.Load() {
				runtime.Gosched()
			}
		})
		for _, left := range []time.Duration{2 * leastPatience, leastPatience, leastPatience} {
			NewDoor(2).Enter()
			assert.EqualValues(t, left, patience.Load(), "each wait in vain halves the next, down to a limit")
		}
		done.Store(true)
		spinner.Wait()
	})
}

func TestWithinPassesWhatFinishes(t *testing.T) {
	Within(t, time.Hour, Livelock, func(ctx context.Context) { time.Sleep(time.Minute) })
}

// A mutex that is held for as long as somebody works is no fault, and the tests
// that come after such a bubble do not notice it.
func TestWithinLeavesABubbleInWhichTimeStandsStill(t *testing.T) {
	for _, work := range map[string]func(context.Context){
		"sleeps":            func(context.Context) { time.Sleep(time.Minute) },
		"waits in a select": politely,
	} {
		Within(t, time.Hour, Livelock, func(ctx context.Context) {
			var mu sync.Mutex
			var bakers sync.WaitGroup
			for range 2 {
				bakers.Go(func() {
					mu.Lock()
					defer mu.Unlock()
					work(ctx)
				})
			}
			bakers.Wait()
		})
	}
	TestDoorBringsTwoTogether(t)
	TestWithinPassesWhatFinishes(t)
}

// TestFailuresAreReported runs this test binary again, because these verdicts
// fail the test that asks for them.
func TestFailuresAreReported(t *testing.T) {
	for name, want := range map[string][]string{
		"waits":   {"deadlock: ", "stage_test.go:", "<-ctx.Done()"},
		"polls":   {"livelock: not finished after 1h0m0s of virtual time", "stage_test.go:"},
		"late":    {"livelock: not finished after 1h0m0s of virtual time"},
		"mutexed": {"deadlock: 1 goroutine waits, and no other goroutine can wake it\n", "sync.Mutex.Lock"},
		"spins":   {"livelock: still busy after"},
		"sleeps":  {"livelock: still asleep after"},
		"loops":   {"livelock: still busy after", "in loop is at stage_test.go:", "func loop() {"},
	} {
		cmd := exec.Command(os.Args[0], "-test.run=^TestFailing$")
		cmd.Env = append(os.Environ(), "STAGE_FAILING="+name, "GORACE=atexit_sleep_ms=0")
		out, err := cmd.CombinedOutput()
		require.Error(t, err, "case %s must fail:\n%s", name, out)
		for _, w := range want {
			assert.Contains(t, string(out), w, "case %s", name)
		}
	}
}

//go:noinline
func loop() {
	for on := true; on; {
	}
}

// TestFailing is the child of TestFailuresAreReported; by itself it checks nothing.
func TestFailing(t *testing.T) {
	within := func(body func(ctx context.Context)) { Within(t, time.Hour, Livelock, body) }
	switch os.Getenv("STAGE_FAILING") {
	case "waits":
		within(func(ctx context.Context) { <-ctx.Done() })
	case "polls":
		within(func(ctx context.Context) {
			for ctx.Err() == nil {
				politely(ctx)
				time.Sleep(time.Second)
			}
		})
	case "late":
		within(func(context.Context) { time.Sleep(time.Hour + 10*time.Second) })
	case "mutexed":
		within(func(context.Context) {
			var mu sync.Mutex
			mu.Lock()
			mu.Lock()
		})
	case "spins":
		Run(t, func() {
			for {
				runtime.Gosched()
			}
		})
	case "loops":
		Run(t, loop)
	case "sleeps":
		Run(t, func() { time.Sleep(time.Hour) })
	}
}

// politely waits for two seconds by a timer that no dump shows.
func politely(ctx context.Context) {
	select {
	case <-time.After(2 * time.Second):
	case <-ctx.Done():
	}
}

func TestParseDump(t *testing.T) {
	got := parseDump("goroutine 7 [chan receive, 2 minutes]:\nracelab/labs/x.(*Box).Put(0xc0, {0x1, 0x2})\n\t/l/x.go:31 +0x1d\ncreated by racelab/labs/x.Day in goroutine 1\n\t/l/x.go:9 +0x2\n\ngoroutine 9 gp=0xc0 m=1 [sleep (durable), synctest bubble 1]:\nmain.f()\n\t/l/f.go:2 +0x1\n")
	require.Len(t, got, 2)
	assert.Equal(t, "chan receive", got[0].state)
	assert.Equal(t, []frame{{"racelab/labs/x.(*Box).Put", "/l/x.go", 31}}, got[0].frames)
	assert.True(t, got[0].waits())
	assert.Equal(t, 9, got[1].id)
	assert.Equal(t, "sleep", got[1].state)
	assert.False(t, got[1].waits(), "its timer will wake it")
}
