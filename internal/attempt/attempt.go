// Package attempt is one attempt at a lab: from the learner's file to the verdict on
// it, with what is told meanwhile and what is kept of it.
package attempt

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"

	"racelab/internal/account"
	"racelab/internal/belief"
	"racelab/internal/command"
	"racelab/internal/console"
	"racelab/internal/course"
	"racelab/internal/event"
	"racelab/internal/judge"
	"racelab/internal/remark"
)

// An Attempt is made in one checkout.
type Attempt struct {
	Checkout course.Checkout
	Account  *account.Account
	Events   event.Stream
	Line     console.Line // for what goes on at the moment
	Warn     func(error)  // of what changes no verdict
	Race     bool         // with the race detector; without it a pass does not count as solved
	All      bool         // print all that the tests said
	Workers  int          // see judge.Judge
	Fresh    bool         // judge also what was judged earlier and has not changed
}

// Judge judges the learner's file with the course's own tests.
func (a Attempt) Judge(ctx context.Context, l course.Lab) error {
	if _, err := os.Stat(a.Checkout.Path(l.File())); err != nil {
		return fmt.Errorf("cannot find your file: %w; bring it back with: go tool lab reset %s", err, l.Name)
	}
	a.Events.Emit(event.Event{Event: "start", Lab: l.Name, Race: &a.Race})
	j, err := judge.New(a.Checkout.Root)
	if err != nil {
		return err
	}
	defer j.Close()
	j.Workers = a.Workers
	file, cpu := a.Checkout.Path(l.File()), runtime.GOMAXPROCS(0)
	if !a.Fresh {
		if r, ok := j.Known(ctx, l.Name, file, a.Race, cpu); ok {
			a.printAll(l, r)
			return a.tell(l, r, false)
		}
	}
	t, err := a.Try(ctx, j, l, file, cpu)
	if err != nil {
		return a.notBuilt(l, err)
	}
	defer t.binary.Close()
	defer t.binary.Keep(ctx, t.result, cpu)
	a.printAll(l, t.result)
	return a.tell(l, t.result, t.told)
}

func (a Attempt) printAll(l course.Lab, r judge.Result) {
	if a.All {
		a.Events.Emit(event.Event{Event: "output", Lab: l.Name, Output: r.Output})
		fmt.Fprintf(a.out(), "%s\n", r.Output)
	}
}

func (a Attempt) out() io.Writer { return a.Account.Out }

// tell says how a lab was judged, and keeps in mind that it passes.
func (a Attempt) tell(l course.Lab, result judge.Result, told bool) error {
	a.emit(l, result)
	a.Account.Verdict(l, result, a.believed(l, result), a.Race, told)
	if result.Verdict != course.Pass {
		return command.ErrFails
	}
	a.remark(l)
	if a.Race {
		a.recordSolved(l)
	}
	a.Account.Passed(l, a.Race)
	return nil
}

func (a Attempt) emit(l course.Lab, r judge.Result) {
	for _, report := range r.Reports {
		a.Events.Emit(event.Event{Event: "report", Lab: l.Name, Report: report})
	}
	a.Events.Emit(event.Event{
		Event: "verdict", Lab: l.Name, Verdict: string(r.Verdict), Found: course.Words(r.Found),
		Where: r.Places, Failed: r.Failed, Passed: r.Passed, Missing: r.Missing,
		Seconds: r.Duration.Seconds(), Message: r.Note, Cached: !r.Judged.IsZero(),
	})
}

// believed says in which world a fix would be right, if it fails as rejected fixes
// of one belief do.
func (a Attempt) believed(l course.Lab, r judge.Result) []string {
	source, err := os.ReadFile(a.Checkout.Path(l.File()))
	if err != nil || r.Verdict == course.Pass {
		return nil
	}
	bank, err := belief.Load(a.Checkout, l)
	if err != nil {
		return nil // of a lab that is being written
	}
	b, sure := bank.Tell(source, belief.SignatureOf(l.Name, source, nil, r))
	if !sure {
		return nil
	}
	a.Events.Emit(event.Event{Event: "belief", Lab: l.Name, Message: b.Says()})
	return console.Wrap(b.Says(), console.Prose(2))
}

// remark says what is not good about a fix that passes.
func (a Attempt) remark(l course.Lab) {
	source, err := os.ReadFile(a.Checkout.Path(l.File()))
	a.Warn(err)
	for _, r := range remark.On(source) {
		where := fmt.Sprintf("%s:%d", filepath.Base(l.File()), r.Line)
		a.Events.Emit(event.Event{Event: "remark", Lab: l.Name, Where: []string{where}, Message: r.Says})
		a.Account.Remark(r.Line, r.Says)
	}
}

// recordSolved must not turn a pass into a failure: a checkout that cannot be
// written to still gets its verdict.
func (a Attempt) recordSolved(l course.Lab) {
	p, err := course.LoadProgress(a.Checkout.Root)
	a.Warn(err)
	if p.IsSolved(l.Name) {
		return
	}
	p.Solve(l.Name)
	a.Warn(p.Save())
}

// notBuilt explains why there is nothing to judge.
func (a Attempt) notBuilt(l course.Lab, err error) error {
	var broken *judge.BuildError
	switch {
	case !errors.As(err, &broken):
		return err
	case broken.Refused:
		return a.doesNotBuild(l, "why", broken.Output)
	}
	return a.doesNotBuild(l, "the compiler says", broken.Output)
}

// doesNotBuild explains a file that the compiler refuses, or the judge.
func (a Attempt) doesNotBuild(l course.Lab, who, output string) error {
	a.Events.Emit(event.Event{
		Event: "verdict", Lab: l.Name, Verdict: string(course.NoBuild), Found: []string{string(course.NoBuild)},
		Where: judge.Places(l.Name, output), Output: output,
	})
	a.Account.DoesNotBuild(l, who, output)
	return command.ErrFails
}
