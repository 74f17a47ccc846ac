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

// Build compiles a file in the place of the lab's, with its tests, for judging, and has it
// explored meanwhile. What the explorer finds wrong is told as soon as it is known; told
// reports whether that was anything.
func (a Attempt) Build(ctx context.Context, j *judge.Judge, l course.Lab, file string) (b *judge.Binary, told bool, err error) {
	if b, err = j.Take(l.Name, file, a.Race); err != nil {
		return nil, false, err
	}
	if told, err = a.both(ctx, b, l); err != nil {
		b.Close()
		return nil, told, err
	}
	return b, told, nil
}

// both builds b and explores it, at the same time, unless all has to be compiled: then what
// takes the least compiling comes first.
func (a Attempt) both(ctx context.Context, b *judge.Binary, l course.Lab) (told bool, err error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	built := make(chan error, 1)
	compile := func() {
		err := b.Compile(ctx)
		if err != nil {
			stop() // there is nothing to explore, either
		}
		built <- err
	}
	fresh := os.Getenv(freshVar) != ""
	os.Unsetenv(freshVar) // the next save in a watch finds all compiled
	if !fresh {
		go compile()
	}
	clear := a.Line.Status("building and exploring " + l.Name + " …")
	r := b.Ahead(ctx)
	clear()
	told = r.Err == nil && !a.Events.On() && a.Account.Steps(l, r)
	patience := soon
	if fresh {
		go compile()
		patience = 0
	}
	return told, a.await(built, patience, a.rest(l, told), func() {
		if told {
			a.Account.SoFar(l, r, a.Race)
		}
	})
}

// rest says what goes on when the explorer is done.
func (a Attempt) rest(l course.Lab, told bool) string {
	text := "building " + l.Name + " …"
	if a.Race {
		text = "building " + l.Name + " for the race detector, which takes half a minute on a fresh machine …"
	}
	if told {
		text = "FAIL so far; " + text
	}
	return text
}

// await waits for a build, and calls late if that takes long.
func (a Attempt) await(built <-chan error, patience time.Duration, status string, late func()) error {
	clear := a.Line.Status(status)
	select {
	case err := <-built:
		clear()
		return err
	case <-time.After(patience):
	}
	clear()
	late()
	defer a.Line.Status(status)()
	return <-built
}
