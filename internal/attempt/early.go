package attempt

import (
	"context"
	"os"
	"time"

	"racelab/internal/course"
	"racelab/internal/judge"
)

// soon is how long a build for the race detector may take before the explorer,
// which does without the detector, is asked first. On a fresh machine that build
// takes a minute, since it compiles the standard library once more.
var soon = 3 * time.Second

// freshVar is set by scripts/start/lab if nothing seems to be compiled so far.
const freshVar = "RACELAB_FRESH"

// Build compiles a file in the place of the lab's, with its tests, for judging. If
// that takes long, it shows meanwhile what the explorer finds, and reports whether
// that was a failure.
func (a Attempt) Build(ctx context.Context, j *judge.Judge, l course.Lab, file string) (b *judge.Binary, told bool, err error) {
	if !a.Race || a.Events.On() {
		b, err = a.build(ctx, j, l, file, a.Race, "building "+l.Name+" …")
		return b, false, err
	}
	patience := soon
	if os.Getenv(freshVar) != "" {
		patience = 0
		os.Unsetenv(freshVar) // the next save in a watch finds all compiled
	}
	brief, stop := context.WithTimeout(ctx, patience)
	defer stop()
	b, err = a.build(brief, j, l, file, true, "building "+l.Name+" …")
	if brief.Err() == nil || b != nil || ctx.Err() != nil {
		return b, false, err
	}
	if told, err = a.tellEarly(ctx, j, l, file); err != nil {
		return nil, false, err
	}
	b, err = a.build(ctx, j, l, file, true, "building "+l.Name+" for the race detector, which takes a minute on a fresh machine …")
	return b, told, err
}

func (a Attempt) build(ctx context.Context, j *judge.Judge, l course.Lab, file string, race bool, status string) (*judge.Binary, error) {
	defer a.Line.Status(status)()
	return j.Build(ctx, l.Name, file, race)
}

// tellEarly says what the explorer finds wrong with the lab, and reports whether
// that is anything.
func (a Attempt) tellEarly(ctx context.Context, j *judge.Judge, l course.Lab, file string) (bool, error) {
	tests, err := j.Explored(l.Name)
	if err != nil || len(tests) == 0 {
		return false, err
	}
	b, err := a.build(ctx, j, l, file, false, "building "+l.Name+" for the explorer …")
	if err != nil {
		return false, err
	}
	defer b.Close()
	clear := a.Line.Status("exploring " + l.Name + " …")
	r := b.Explore(ctx, tests)
	clear()
	return r.Err == nil && a.Account.Early(l, r), r.Err
}
