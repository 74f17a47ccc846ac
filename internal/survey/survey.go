package survey

import (
	"context"
	"errors"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"racelab/internal/build"
	"racelab/internal/command"
	"racelab/internal/program"
	"racelab/internal/trace"
)

// A Survey explores packages one after the other. The zero Survey explores every
// test as hard as the explorer thinks right.
type Survey struct {
	Build build.Config   // but for the package
	Made  string         // the tests that were made have names that begin so, and are all that is explored; empty for none
	Spare []string       // names of tests that could have been made, too
	Run   *Selection     // of tests; nil for all
	Skip  *regexp.Regexp // tests that are left out; nil for none
	Total time.Duration  // for all packages together; 0 for no limit
	At    int            // so many tests at once; 0 for one a processor
	Fresh bool           // what is in the cache is explored again

	// Request is what is asked of the tests of a package, but for the test.
	Request func(p Package) trace.Request

	// Choose, which may be nil, picks those tests that are worth exploring; what
	// it leaves out is counted.
	Choose func(p Package, tests []string) ([]string, error)
	// Allow, which may be nil, matches functions inside which a goroutine may stay when
	// a test is over, and go statements; see program.Program.StartedBy.
	Allow *regexp.Regexp
	// SetUp, which may be nil, matches go statements at the first of which a test has
	// set up what it needs: goroutines that run by then may stay.
	SetUp *regexp.Regexp
	// Known, which may be nil, reports whether a failure, or that a test is inconclusive, is
	// what the reader has accepted.
	Known func(p Package, r *trace.Report) bool
	// Turns, which may be nil, names two tests that make the two calls of a test one
	// after the other: its first call first, and its second first. See isAlone.
	Turns func(test string) [2]string
	// Watch is told what is found.
	Watch Watcher

	end time.Time // of all, if there is a Total
}

// A Watcher is told what is found while it is being found. Progress may be called
// from several goroutines at once.
type Watcher interface {
	Building(p Package)
	Begin(f *Found, tests []string)
	Progress(test string, p trace.Progress)
	Result(f *Found, r Result) // in the order of the source
	End(f *Found)
}

// Found is what came of one package.
type Found struct {
	Package
	Program *program.Program // nil if it could not be built
	All     []string         // its tests
	Results []Result
	Made    bool               // its tests were made; see Survey.Turns
	LeftOut int                // tests that Choose did not pick
	NotRun  build.NotRun       // what go test would run, too
	Source  *build.SourceError // it does not compile
	Err     error              // it could not be explored
	Late    bool               // there was not enough time to build it
	Seconds float64

	module  string     // if Program is nil: the module's folder as seen from Dir
	chosen  []string   // those of All that were to be explored
	pending []*pending // of them, for the end
}

// A Result is what came of one test.
type Result struct {
	Test    string
	Report  *trace.Report // nil if it was not tried
	Cached  bool          // that was found out earlier
	Known   bool          // it fails, or is inconclusive, as the reader expects
	Alone   bool          // it fails without any concurrency, too; see Survey.Turns
	Err     error         // why there is no report
	Untried bool          // there was no time left
	Cut     bool          // the time that all tests share was over before it was at its end
}

// Fails reports whether a result is a fault that nobody has accepted.
func (r Result) Fails() bool {
	return r.Report != nil && (r.Report.Outcome == trace.Failed || r.Report.MustExhaust()) && !r.Known && !r.Alone
}

func (r Result) failed() bool { return r.Report != nil && r.Report.Outcome == trace.Failed }

// Unclear reports whether the explorer cannot follow a test.
func (r Result) Unclear() bool {
	return r.Report != nil && r.Report.Outcome == trace.Inconclusive && !r.Report.Open()
}

// acceptable reports whether a reader can accept a result; see Survey.Known.
func (r Result) acceptable() bool { return r.failed() || r.Unclear() }

// All explores packages. The error is that of ctx, a *command.UsageError, or a
// *program.NoTestError; what else goes
// wrong is a part of what is found.
func (s *Survey) All(ctx context.Context, packages []Package) ([]*Found, error) {
	tested := slices.DeleteFunc(slices.Clone(packages), func(p Package) bool { return !p.Tests })
	var deadline time.Time
	if s.Total > 0 {
		deadline = time.Now().Add(s.Total)
	}
	s.end = deadline
	var all []*Found
	for i, p := range tested {
		if !deadline.IsZero() && time.Until(deadline) < leastTime {
			f := &Found{Package: p, Late: true}
			s.Watch.End(f)
			all = append(all, f)
			continue
		}
		f, err := s.explore(ctx, p, deadline, len(tested)-i)
		s.Build.Log = nil // once is enough
		if err != nil {
			return all, err
		}
		all = append(all, f)
	}
	return all, s.goOn(ctx, all, deadline)
}

// explore builds a package, the first of n, and explores its tests. How long it takes to
// build, nobody knows before: it may take all the time there is, and what the tests share is
// what is left then. If there is a deadline, a build ends with it.
func (s *Survey) explore(ctx context.Context, p Package, deadline time.Time, n int) (*Found, error) {
	began := time.Now()
	f := &Found{Package: p, Made: s.Turns != nil}
	s.Watch.Building(p)
	cfg := s.Build
	cfg.Dir = p.Dir
	built, err := packageBefore(ctx, cfg, deadline)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if f.Late = errors.Is(err, context.DeadlineExceeded); f.Late {
		err = nil
	}
	if built != nil {
		f.Program, f.NotRun = built, built.NotRun()
		err = s.tests(ctx, f, share(deadline, n))
	}
	var usage *command.UsageError
	var noTest *program.NoTestError
	if errors.As(err, &usage) || errors.As(err, &noTest) || ctx.Err() != nil {
		return nil, err
	}
	if !errors.As(err, &f.Source) {
		f.Err = err
	}
	f.Seconds = time.Since(began).Seconds()
	s.Watch.End(f)
	return f, nil
}

// packageBefore builds a package, or fails with context.DeadlineExceeded.
func packageBefore(ctx context.Context, cfg build.Config, deadline time.Time) (*program.Program, error) {
	if !deadline.IsZero() {
		limited, stop := context.WithDeadline(ctx, deadline)
		defer stop()
		ctx = limited
	}
	return program.Package(ctx, cfg)
}

// tests explores the tests of a package that was built.
func (s *Survey) tests(ctx context.Context, f *Found, until time.Time) error {
	tests, err := s.chosen(f)
	if err != nil {
		return err
	}
	f.All = append(s.made(f.Program.Tests()), s.Spare...)
	request := s.Request(f.Package)
	if s.Allow != nil {
		request.MayStay, request.MayStayIn = f.Program.StartedBy(s.Allow), s.Allow.String()
	}
	if s.SetUp != nil {
		request.SetUpAt = f.Program.StartedBy(s.SetUp)
	}
	tests = s.setAside(f, request, tests)
	if request.Workers == 0 {
		request.Workers = max(1, runtime.GOMAXPROCS(0)/max(1, min(len(tests), s.atOnce())))
	}
	s.Watch.Begin(f, tests)
	results := &inOrder{all: make([]*Result, len(tests)), say: func(r Result) {
		f.Results = append(f.Results, r)
		s.Watch.Result(f, r)
	}}
	group, limited := errgroup.WithContext(ctx)
	group.SetLimit(s.atOnce())
	for i, test := range tests {
		group.Go(func() error {
			request := request
			request.Test = test
			r := s.test(limited, f, request, s.timeFor(until, len(tests)-i, request))
			var noTest *program.NoTestError
			switch {
			case errors.As(r.Err, &noTest):
				return r.Err
			case limited.Err() != nil:
				return limited.Err()
			}
			results.put(i, r)
			return nil
		})
	}
	return group.Wait()
}

func (s *Survey) atOnce() int {
	if s.At > 0 {
		return s.At
	}
	return runtime.NumCPU()
}

func (s *Survey) test(ctx context.Context, f *Found, request trace.Request, within time.Duration) Result {
	r := s.report(ctx, f, request, within)
	r.Known = s.Known != nil && r.acceptable() && s.Known(f.Package, r.Report)
	if r.failed() {
		if alone, sure := s.isAlone(ctx, f, request, r.Report); sure {
			r.Alone = alone
		} else {
			return Result{Test: request.Test, Untried: true} // the next run knows what this one has found
		}
	}
	return r
}

// report explores a test, or finds out what is known of it.
func (s *Survey) report(ctx context.Context, f *Found, request trace.Request, within time.Duration) Result {
	r := Result{Test: request.Test}
	if !s.Fresh && request.Replay == "" {
		r.Report = s.recall(f, request)
		r.Cached = r.Report != nil
	}
	switch {
	case r.Cached:
	case within > 0 && within < leastTime:
		r.Untried = true
	default:
		ctx, stop := s.bounded(ctx)
		defer stop()
		r.Report, r.Err = f.Program.Explore(ctx, request, within, func(p trace.Progress) { s.Watch.Progress(request.Test, p) })
		r.Cut = r.Report != nil && s.cut(request, r.Report, within)
	}
	return r
}

// chosen are the tests that are to be explored.
func (s *Survey) chosen(f *Found) ([]string, error) {
	tests := s.made(f.Program.Tests())
	if s.Choose != nil {
		picked, err := s.Choose(f.Package, tests)
		if err != nil {
			return nil, err
		}
		f.LeftOut = len(tests) - len(picked)
		tests = picked
	}
	if s.Skip != nil {
		tests = slices.DeleteFunc(slices.Clone(tests), s.Skip.MatchString)
	}
	if s.Run != nil {
		tests = s.Run.of(tests)
	}
	if s.Request(f.Package).Replay != "" && len(tests) > 1 {
		return nil, command.Usagef("a schedule belongs to one test; add, for instance, -run '^%s$'", tests[0])
	}
	return tests, nil
}

// made are those of all tests of a program that are a matter of the survey.
func (s *Survey) made(tests []string) []string {
	return slices.DeleteFunc(tests, func(test string) bool { return !strings.HasPrefix(test, s.Made) })
}

// inOrder says results in the order of their tests, whatever order they come in.
type inOrder struct {
	mu   sync.Mutex
	all  []*Result
	said int
	say  func(Result)
}

func (o *inOrder) put(i int, r Result) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.all[i] = &r
	for ; o.said < len(o.all) && o.all[o.said] != nil; o.said++ {
		o.say(*o.all[o.said])
	}
}
