package child

import (
	"flag"
	"fmt"
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/search"
	"racelab/internal/sim"
	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/sync"
	simtesting "racelab/internal/sim/std/testing"
	"racelab/internal/trace"
)

// abba is two goroutines that take two locks in opposite orders, and each
// hand something over while they have them.
func abba(*simtesting.T) {
	var a, b sync.Mutex
	news := sim.Make(make(chan int, 2), 0)
	n := new(int)
	take := func(first, second *sync.Mutex, value int) {
		first.Lock()
		defer first.Unlock()
		sim.At(n, 1).Set(value)
		second.Lock()
		defer second.Unlock()
		sim.SendTo(news, 2).Send(sim.Get(n, 3))
	}
	sim.Go(0, func() { take(&a, &b, 1) })
	sim.Go(0, func() { take(&b, &a, 2) })
	sim.Recv(news, 4)
	sim.Recv(news, 5)
}

// TestOneScheduleOneTrace follows the same schedule again and again, on
// different numbers of processors.
func TestOneScheduleOneTrace(t *testing.T) {
	r := explored(abba)
	require.Equal(t, trace.Failed, r.Outcome)
	require.Equal(t, trace.Deadlock, r.Failure.Fault)
	schedule, err := trace.ParseSchedule(r.Failure.Replay)
	require.NoError(t, err)

	s := newSession(trace.Request{Test: "TestIt"}, nil, abba)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	var want string
	for i, procs := range []int{1, 2, 8} {
		runtime.GOMAXPROCS(procs)
		for k := range 1000 {
			got := traceOf(s.record(schedule).x)
			if i == 0 && k == 0 {
				want = got
			}
			require.Equal(t, want, got, "run %d on %d processors", k, procs)
		}
	}
	assert.Contains(t, want, "lock")
}

func traceOf(x *kernel.Exec) (text string) {
	for _, r := range x.Rows {
		text += fmt.Sprintln(r.Task, r.Kind, r.Site, r.Where.Line, r.Value, r.Notes)
	}
	return text
}

// At size: -args -executions 100000 -jobs 20000.
var (
	executions = flag.Int("executions", 30_000/share, "how many executions may end in a deadlock")
	jobs       = flag.Int("jobs", 2_000/share, "how many jobs a worker does whose executions end in a deadlock")
)

// TestDeadlocksLeaveNothingBehind abandons two tasks in each of many
// executions: their goroutines and their memory must be used again.
func TestDeadlocksLeaveNothingBehind(t *testing.T) {
	s := newSession(trace.Request{Test: "TestIt"}, nil, abba)
	st, deadlocks := search.NewRandom(1), 0
	var heap uint64
	var goroutines int
	for i := range *executions {
		st.Next(s.run(st, s.limits))
		if s.failure != nil {
			s.failure = nil
			deadlocks++
		}
		if i == *executions/10 {
			heap, goroutines = used()
		}
	}
	after, n := used()
	t.Logf("%d executions, %d deadlocks; heap %d kB after a tenth, %d kB at the end; goroutines %d and %d",
		*executions, deadlocks, heap>>10, after>>10, goroutines, n)
	assert.Greater(t, deadlocks, *executions/10)
	assert.Less(t, n, goroutines+10, "goroutines")
	assert.Less(t, after, 2*heap+1<<20, "bytes on the heap")
}

func used() (heap uint64, goroutines int) {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc, runtime.NumGoroutine()
}

// TestDeadlocksOfAWorkerLeaveNothingBehind is the same of a process that works for another one.
func TestDeadlocksOfAWorkerLeaveNothingBehind(t *testing.T) {
	s := newSession(trace.Request{Test: "TestIt", Worker: true}, nil, func(*simtesting.T) {
		news := sim.Make(make(chan int), 0)
		for range 2 {
			sim.Go(0, func() { sim.Recv(news, 1) })
		}
		sim.Recv(news, 2)
	})
	e := s.errand()
	e.Job = &search.Job{}
	var heap uint64
	var goroutines int
	for i := range *jobs {
		require.False(t, s.do(&e).Quiet, "the leader has to see that")
		if i == *jobs/10 {
			heap, goroutines = used()
		}
	}
	after, n := used()
	t.Logf("%d jobs; heap %d kB after a tenth, %d kB at the end; goroutines %d and %d", *jobs, heap>>10, after>>10, goroutines, n)
	assert.LessOrEqual(t, n, goroutines+2, "goroutines")
	assert.Less(t, after, 2*heap+1<<20, "bytes on the heap")
}
