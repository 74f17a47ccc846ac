package main

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

// built compiles the lab and its tests for judging. If that takes long, it shows
// meanwhile what the explorer finds, and reports whether that was a failure.
func (a *app) built(j *judge.Judge, l course.Lab, file string, race bool) (b *judge.Binary, told bool, err error) {
	if !race || a.json {
		b, err = a.build(a.ctx, j, l, file, race, "building "+l.Name+" …")
		return b, false, err
	}
	patience := soon
	if os.Getenv(freshVar) != "" {
		patience = 0
		os.Unsetenv(freshVar) // the next save in a watch finds all compiled
	}
	brief, stop := context.WithTimeout(a.ctx, patience)
	defer stop()
	b, err = a.build(brief, j, l, file, true, "building "+l.Name+" …")
	if brief.Err() == nil || b != nil || a.ctx.Err() != nil {
		return b, false, err
	}
	if told, err = a.tellEarly(j, l, file); err != nil {
		return nil, false, err
	}
	b, err = a.build(a.ctx, j, l, file, true, "building "+l.Name+" for the race detector, which takes a minute on a fresh machine …")
	return b, told, err
}

func (a *app) build(ctx context.Context, j *judge.Judge, l course.Lab, file string, race bool, status string) (*judge.Binary, error) {
	defer a.status(status)()
	return j.Build(ctx, l.Name, file, race)
}

// tellEarly says what the explorer finds wrong with the lab, and reports whether
// that is anything.
func (a *app) tellEarly(j *judge.Judge, l course.Lab, file string) (bool, error) {
	tests, err := j.Explored(l.Name)
	if err != nil || len(tests) == 0 {
		return false, err
	}
	b, err := a.build(a.ctx, j, l, file, false, "building "+l.Name+" for the explorer …")
	if err != nil {
		return false, err
	}
	defer b.Close()
	clear := a.status("exploring " + l.Name + " …")
	r := b.Explore(a.ctx, tests)
	clear()
	return r.Err == nil && a.account().Early(l, r), r.Err
}
