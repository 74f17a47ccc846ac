package attempt

import (
	"context"
	"os"
	"time"

	"racelab/internal/course"
	"racelab/internal/judge"
)

// soon is how long a reader who knows what the explorer has found waits for all of it
// before that is told as a verdict of its own. On a fresh machine the build for the race
// detector takes half a minute, since it compiles the standard library once more.
var soon = 2 * time.Second

// freshVar is set by scripts/start/lab if nothing seems to be compiled so far.
const freshVar = "RACELAB_FRESH"

// A trial is a file that was judged.
type trial struct {
	binary *judge.Binary // to be closed
	result judge.Result
	told   bool // what the explorer found wrong was told on the way
}

// Try compiles a file in the place of the lab's, with its tests, and runs it, and has it
// explored meanwhile. What the explorer finds wrong is told as soon as it is known.
func (a Attempt) Try(ctx context.Context, j *judge.Judge, l course.Lab, file string, cpu int) (t trial, err error) {
	if t.binary, err = j.Take(l.Name, file, a.Race); err != nil {
		return t, err
	}
	t.both(ctx, a, l, cpu)
	if err = t.result.Err; err != nil {
		t.binary.Close()
	}
	return t, err
}

// both runs and explores, at the same time, unless all has to be compiled: then what takes
// the least compiling comes first.
func (t *trial) both(ctx context.Context, a Attempt, l course.Lab, cpu int) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	built, ran := make(chan struct{}), make(chan judge.Result, 1)
	run := func() {
		err := t.binary.Compile(ctx)
		if close(built); err != nil {
			stop() // there is nothing to explore, either
			ran <- judge.Result{Err: err}
			return
		}
		ran <- t.binary.Run(ctx, cpu)
	}
	fresh := os.Getenv(freshVar) != ""
	os.Unsetenv(freshVar) // the next save in a watch finds all compiled
	clear := a.Line.Status("building and exploring " + l.Name + " …")
	ends := t.binary.Ahead(ctx)
	if !fresh {
		go run()
	}
	r := ends()
	clear()
	t.told = r.Err == nil && !a.Events.On() && a.Account.Steps(l, r)
	patience := soon
	if fresh {
		go run()
		patience = 0
	}
	a.await(built, patience, t.rest("building "+l.Name+a.slowly()+" …"), func() {
		if t.told {
			a.Account.SoFar(l, r, a.Race)
		}
	})
	defer a.Line.Status(t.rest("judging " + l.Name + " …"))()
	t.result = <-ran
}

// slowly says why a build may take long.
func (a Attempt) slowly() string {
	if a.Race {
		return " for the race detector, which takes half a minute on a fresh machine"
	}
	return ""
}

// rest says what goes on when the explorer is done.
func (t *trial) rest(now string) string {
	if t.told {
		return "FAIL so far; " + now
	}
	return now
}

// await waits for a build, and calls late if that takes long.
func (a Attempt) await(built <-chan struct{}, patience time.Duration, status string, late func()) {
	clear := a.Line.Status(status)
	select {
	case <-built:
		clear()
		return
	case <-time.After(patience):
	}
	clear()
	late()
	defer a.Line.Status(status)()
	<-built
}
