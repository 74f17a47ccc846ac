// Package judge turns one candidate fix and one lab into one verdict. It runs
// the lab's pristine tests over the candidate in a binary of its own.
//
// Limits. Nothing in the tree is written by the judge itself. A candidate is
// ordinary Go that runs with the rights of whoever judges it: it is cut short
// when it hangs, floods or leaves a child behind, and refused if it uses what
// reaches out of its program, but it is not sandboxed: one that finds a way to
// patch the memory of its own process is believed. A child that moves to a process
// group of its own is not killed, and outside Unix no child is.
package judge

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"time"

	"racelab/internal/course"
)

// Defaults of a Judge's limits.
const (
	DefaultWall   = 3 * time.Minute // the explorer builds a program of its own; the first that uses net/http takes a minute, and more on a busy machine
	DefaultRest   = 6 * time.Second // enough for the tests of a lab to fail each in its own way
	DefaultOutput = 1 << 20
)

// A Judge builds and runs candidates. Set its limits before the first Build.
// Its methods may be called from several goroutines at once.
type Judge struct {
	Wall   time.Duration // how long one Run may take
	Rest   time.Duration // how long a Run goes on when the explorer has found a failure; 0 means to its end
	Output int           // how many bytes one Run may print

	// Workers is how many processes share a search that takes long; 0 means as many as there
	// are processors.
	Workers int

	// Leaks adds LeftBehind to the tests of each binary, for measuring.
	Leaks bool

	root    string // the module's root, free of symbolic links
	work    string // temporary; removed by Close
	release func() // of work, for others to remove
	builds  atomic.Int64
}

// New returns a judge for the labs below root, the folder of the module's go.mod.
func New(root string) (*Judge, error) {
	root, err := filepath.Abs(root)
	if err != nil {
		return nil, &ToolError{Err: err, Hint: "run this inside the course's folder"}
	}
	// The go command takes an overlay's paths literally, so a link in the root
	// would silently leave the tree's own file in place of the candidate.
	if root, err = filepath.EvalSymlinks(root); err != nil {
		return nil, &ToolError{Err: err, Hint: "run this inside the course's folder"}
	}
	if _, err := os.Stat(filepath.Join(root, "go.mod")); err != nil {
		return nil, &ToolError{Err: err, Hint: "run this inside the course's folder, where go.mod is"}
	}
	work, release, err := newWork()
	if err != nil {
		return nil, &ToolError{Err: err, Hint: "set TMPDIR to a folder that you may write to"}
	}
	return &Judge{Wall: DefaultWall, Rest: DefaultRest, Output: DefaultOutput, root: root, work: work, release: release}, nil
}

// Close removes everything that the judge built.
func (j *Judge) Close() error {
	defer j.release()
	return os.RemoveAll(j.work)
}

// Try builds a candidate and runs it once. A candidate that does not build has a
// verdict; an error means that no verdict could be reached.
func (j *Judge) Try(ctx context.Context, lab, candidate string, race bool, cpu int) (Result, error) {
	b, err := j.Build(ctx, lab, candidate, race)
	var build *BuildError
	if errors.As(err, &build) {
		no := course.NoBuild
		return Result{Verdict: no, Found: []course.Verdict{no}, Output: build.Output}, nil
	}
	if err != nil {
		return Result{}, err
	}
	defer b.Close()
	r := b.Run(ctx, cpu)
	return r, r.Err
}

// newDir makes a folder for one build.
func (j *Judge) newDir() (string, error) {
	dir := filepath.Join(j.work, strconv.FormatInt(j.builds.Add(1), 10))
	if err := os.Mkdir(dir, 0o700); err != nil {
		return "", &ToolError{Err: err, Hint: "set TMPDIR to a folder with room that you may write to"}
	}
	return dir, nil
}
