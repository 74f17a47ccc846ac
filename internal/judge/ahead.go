package judge

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"slices"
	"time"

	"racelab/internal/build"
	"racelab/internal/console"
	"racelab/internal/program"
	"racelab/internal/render"
	"racelab/internal/trace"
)

// What the explorer finds needs no test binary. The judge explores the tests itself, while
// the binary is built or before; a learner hears of it first, and in the binary explore.Test
// says what came of it. So the binary needs none of what explores, and is built in half the
// time. Only a test that makes up on the way what it explores does so where it runs.

// An exploration is what was found out about the tests of a binary before they run.
type exploration struct {
	evidence []trace.Evidence
	answers  []trace.Answer
	cut      bool // a failure was known, and the rest took long
	late     bool // the time of a run was over
}

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

// Ahead explores the lab's tests as far as that needs no binary, and each Run goes by
// that until Ahead is called again. A result without a verdict says that nothing is known
// to be wrong.
func (b *Binary) Ahead(ctx context.Context) Result {
	began := time.Now()
	x, err := b.ahead(ctx, b.tests.explored)
	if err != nil {
		return Result{Err: err}
	}
	b.found = &x
	r := Result{Reports: reports(x.evidence), Duration: time.Since(began)}
	r.find(weighAll(x.evidence))
	return r
}

// known is what Ahead has found, or else what is found now.
func (b *Binary) known(ctx context.Context, tests []string) (exploration, error) {
	if b.found != nil {
		return *b.found, nil
	}
	return b.ahead(ctx, tests)
}

// ahead explores tests, if that can be done before they run. The error is that of ctx.
func (b *Binary) ahead(ctx context.Context, tests []string) (x exploration, err error) {
	if len(tests) == 0 {
		return x, nil
	}
	p, unbuilt := b.explorer(ctx)
	if !b.tests.ahead || ctx.Err() != nil {
		return x, ctx.Err()
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
			return x, ctx.Err()
		case limit.Err() != nil:
			x.skip(test)
		case err != nil:
			x.unknown(test, err)
		default:
			x.add(r, p)
			if rest := b.judge.Rest; rest > 0 && r.Outcome == trace.Failed {
				time.AfterFunc(rest/2, stop) // the other half is for what runs without the explorer
			}
		}
	}
	x.late = errors.Is(limit.Err(), context.DeadlineExceeded)
	return x, nil
}

// add takes down what was found out about a test.
func (x *exploration) add(r *trace.Report, p *program.Program) {
	exhaust := r.Own != nil && r.Own.Exhaust
	x.evidence = append(x.evidence, trace.Evidence{Test: r.Test, Report: r, Every: exhaust})
	x.answers = append(x.answers, render.Answer(r, exhaust, render.Options{ASCII: console.WantASCII(), OmitLimits: true, ReplayCommand: p.ReplayCommand("", r.Test)}))
}

// unknown takes down why nothing is known about a test.
func (x *exploration) unknown(test string, err error) {
	x.evidence = append(x.evidence, trace.Evidence{Test: test, Trouble: err.Error()})
	x.answers = append(x.answers, render.Unknown(test, err.Error()))
}

// skip takes down that there was no time for a test.
func (x *exploration) skip(test string) {
	x.cut = true
	x.answers = append(x.answers, trace.Answer{Test: test, End: trace.EndSkipped, Says: "not explored: another test has failed, and this one takes long"})
}

// fails reports whether some test has failed.
func (x *exploration) fails() bool { return slices.ContainsFunc(x.evidence, fails) }

// write puts the answers where the binary reads them.
func (x *exploration) write(dir string) (file string, err error) {
	if len(x.answers) == 0 {
		return "", nil
	}
	f, err := os.CreateTemp(dir, "answers-*")
	if err == nil {
		err = json.NewEncoder(f).Encode(x.answers)
	}
	if err != nil {
		return "", &ToolError{Err: err, Hint: "set TMPDIR to a folder with room that you may write to"}
	}
	return f.Name(), f.Close()
}
