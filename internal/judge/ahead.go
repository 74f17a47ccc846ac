package judge

import (
	"context"
	"errors"
	"time"

	"racelab/internal/build"
	"racelab/internal/program"
	"racelab/internal/trace"
)

// What the explorer finds needs no test binary. The judge explores the tests itself, while
// the binary is built and runs, or before; a learner hears of it first, and in the binary
// explore.Test waits for what comes of it, and says that. So the binary needs none of what
// explores, and is built in half the time. Only a test that makes up on the way what it
// explores does so where it runs.

// Prepare builds, or finds, the program that the lab's tests explore, once for all
// runs; without it each run looks for that itself, and the first builds it. What
// cannot be built is no error here: the runs try it themselves and tell what is wrong.
func (b *Binary) Prepare(ctx context.Context) error {
	if len(b.tests.explored) > 0 {
		_, _ = b.explorer(ctx)
	}
	return ctx.Err()
}

// explorer is the program that is explored.
func (b *Binary) explorer(ctx context.Context) (*program.Program, error) {
	b.building.Lock()
	defer b.building.Unlock()
	if b.program != nil {
		return b.program, nil
	}
	if b.child == "" {
		made, err := build.Package(ctx, build.Config{Dir: b.cwd, Overlay: b.cover})
		if err != nil {
			return nil, err
		}
		b.child = made.Folder
	}
	p, err := program.Built(b.child, b.cover)
	b.program = p
	return p, err
}

// Ahead begins to explore the lab's tests, as far as that needs no binary, and each Run goes
// by that until Ahead is called again: it may begin before the end, and waits for what it
// needs. The function that is returned waits for the end. A result without a verdict says
// that nothing is known to be wrong.
func (b *Binary) Ahead(ctx context.Context) (ends func() Result) {
	began := time.Now()
	x, err := b.explore(ctx, b.tests.explored)
	if err != nil {
		return func() Result { return Result{Err: err} }
	}
	b.ahead = x
	return func() Result {
		if err := x.end(); err != nil {
			return Result{Err: err}
		}
		r := Result{Reports: reports(x.known()), Duration: time.Since(began)}
		r.find(weighAll(x.known()))
		return r
	}
}

// explored is what Ahead has begun to find out, or else what is found out now, before the tests run.
func (b *Binary) explored(ctx context.Context, tests []string) (*exploration, error) {
	if b.ahead != nil && b.tests.ahead {
		return b.ahead, nil
	}
	x, err := b.ahead, error(nil)
	if x == nil {
		x, err = b.explore(ctx, tests)
	}
	if err != nil {
		return nil, err
	}
	return x, x.end() // for tests that explore where they run, the program is built then
}

// explore begins to explore tests, if that can be done before they run.
func (b *Binary) explore(ctx context.Context, tests []string) (*exploration, error) {
	x, err := newExploration(b.dir)
	if err != nil {
		return nil, err
	}
	go func() {
		defer close(x.over)
		x.failed = b.exploreAll(ctx, tests, x)
		x.last()
	}()
	return x, nil
}

// exploreAll fills x. The error is that of ctx, or a ToolError where nothing can be explored.
func (b *Binary) exploreAll(ctx context.Context, tests []string, x *exploration) error {
	if len(tests) == 0 {
		return nil
	}
	p, unbuilt := b.explorer(ctx)
	if err := ofTheMachine(unbuilt); err != nil {
		return err
	}
	if !b.tests.ahead || ctx.Err() != nil {
		return ctx.Err()
	}
	limit, stop := context.WithTimeout(ctx, b.judge.Wall)
	defer stop()
	for _, test := range tests {
		if limit.Err() != nil {
			x.skip(test)
			continue
		}
		r, err := (*trace.Report)(nil), unbuilt
		if err == nil {
			r, err = p.Run(limit, trace.Request{Test: test, Time: trace.OfATest, Resort: true, Workers: b.judge.Workers}, nil)
		}
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case limit.Err() != nil:
			x.skip(test)
		case err != nil:
			x.unknown(test, err)
		default:
			x.add(r, p)
			if rest := b.judge.Rest; rest > 0 && !mayPass(r) {
				time.AfterFunc(rest/2, stop) // the other half is for what runs without the explorer
			}
		}
	}
	x.late = errors.Is(limit.Err(), context.DeadlineExceeded)
	return nil
}

// mayPass reports whether a fix may still pass when a test of it has come to that.
func mayPass(r *trace.Report) bool {
	return r.Outcome != trace.Failed && r.Outcome != trace.Inconclusive
}
