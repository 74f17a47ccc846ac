package stage

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"sync"
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

func TestRunReturnsWhenBodyDoes(t *testing.T) {
	r := &recorder{TB: t}
	ran := false
	Run(r, func() { ran = true })
	assert.True(t, ran)
	assert.Empty(t, r.said)
}

func TestRunNamesWhoWaitsForWhom(t *testing.T) {
	r := &recorder{TB: t}
	var whisk, bowl sync.Mutex
	first := NewDoor(2)
	began := time.Now()
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
	assert.Less(t, time.Since(began), 8*time.Second, "a deadlock is reported, not waited out")
	assert.Regexp(t, `^deadlock: `, r.said)
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

func TestWithinPassesWhatFinishes(t *testing.T) {
	Within(t, time.Hour, "livelock", func(ctx context.Context) { time.Sleep(time.Minute) })
}

// TestWithinReports runs this test binary again, because a verdict of Within
// fails the test that asks for it.
func TestWithinReports(t *testing.T) {
	for name, want := range map[string]string{
		"waits":   "livelock: not finished after 1h0m0s of virtual time",
		"mutexed": "deadlock: ",
		"frozen":  "the virtual clock stands still",
	} {
		cmd := exec.Command(os.Args[0], "-test.run=^TestFailing$")
		cmd.Env = append(os.Environ(), "STAGE_FAILING="+name)
		out, err := cmd.CombinedOutput()
		require.Error(t, err, "case %s must fail:\n%s", name, out)
		assert.Contains(t, string(out), want, "case %s", name)
	}
}

// TestFailing is the child of TestWithinReports; by itself it checks nothing.
func TestFailing(t *testing.T) {
	switch os.Getenv("STAGE_FAILING") {
	case "waits":
		Within(t, time.Hour, "livelock", func(ctx context.Context) { <-ctx.Done() })
	case "frozen":
		Within(t, time.Hour, "livelock", func(context.Context) {
			var mu sync.Mutex
			mu.Lock()
			go mu.Lock()
			time.Sleep(time.Minute)
		})
	case "mutexed":
		Within(t, time.Hour, "livelock", func(context.Context) {
			var mu sync.Mutex
			mu.Lock()
			mu.Lock()
		})
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
