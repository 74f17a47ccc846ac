package main

import (
	"errors"
	"flag"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"racelab/internal/build"
	"racelab/internal/command"
	"racelab/internal/event"
	"racelab/internal/survey"
	"racelab/internal/trace"
)

// errUnsettled says that the tool ran, and that some test is neither passed nor
// failed. It has been explained by the time it is returned.
var errUnsettled = errors.New("inconclusive: the explorer cannot follow every test; the others are as shown")

// errNothing says that nothing is known, which a team's CI must not take for good.
var errNothing = errors.New("no test was tried: the time was over before\n" +
	"hint: -total has the building of packages in it; give it more, or say the same command again, which goes on")

// exploration is what explore was asked to do.
type exploration struct {
	survey   survey.Survey
	packages []survey.Package
	request  trace.Request // but for the test
	workers  *int          // see trace.Request
	exhaust  bool          // open is not good enough
	exports  exports
	pairs    pairing
	part     sharding
}

// explore runs the tests of packages, of this module or another, under every
// schedule.
func (a *app) explore(args []string) error {
	e, err := a.parseExplore(args)
	if err != nil {
		return err
	}
	if e.part.on() {
		return a.exploreShard(e)
	}
	done, err := a.makeTests(e)
	defer done()
	if err != nil {
		return err
	}
	for _, p := range e.packages {
		a.events.Emit(event.Event{Event: "start", Package: p.Name})
	}
	e.survey.Watch = a.watcher(e)
	found, err := e.survey.All(a.ctx, e.packages)
	a.clearLine()
	if err == nil {
		err = a.concludeExplore(e, found)
	}
	return a.end(err)
}

// concludeExplore sums up, and writes what other programs want. The error is the
// verdict.
func (a *app) concludeExplore(e *exploration, found []*survey.Found) error {
	if err := e.unselected(found); err != nil {
		return err
	}
	a.sumUp(e, found)
	if err := a.export(&e.exports, found); err != nil {
		return err
	}
	return e.verdict(found)
}

func (a *app) parseExplore(args []string) (*exploration, error) {
	fs := flag.NewFlagSet("explore", flag.ContinueOnError)
	e := &exploration{}
	e.survey.Request = func(p survey.Package) trace.Request { return a.requestFor(e, p) }
	e.flags(fs)
	e.exports.flags(fs)
	e.pairs.flags(fs)
	asJSON := fs.Bool("json", false, "print one event a line")
	e.part.flags(fs)
	args, err := parse(fs, args)
	a.useJSON(*asJSON)
	if err == nil {
		err = e.parsePart()
	}
	if err != nil {
		return nil, err
	}
	if e.survey.Build, err = a.buildConfig(); err != nil {
		return nil, err
	}
	e.survey.Build.Tags = tagsOf(fs)
	if e.survey.Run == nil {
		e.survey.Choose = a.worthIt
	}
	if e.packages, err = a.find().Packages(a.ctx, "explore", args, e.survey.Build.Tags); err != nil {
		return nil, err
	}
	return e, e.exports.prepare(&e.survey)
}

// flags are those that say what to explore, and how hard.
func (e *exploration) flags(fs *flag.FlagSet) {
	fs.Func("run", "only tests whose name matches this regular expression, and of them the subtest behind a slash; for a lab, . is all of them", func(text string) (err error) {
		e.survey.Run, err = survey.Select(text)
		return err
	})
	fs.Func("skip", "no tests whose name matches this regular expression", matching(&e.survey.Skip))
	fs.Func("allow-leak", "a goroutine may stay inside a function whose full name matches this regular expression, such as example.org/pool.(*Pool).watch; or if it matches the go statement that starts it, such as example.org/pool.(*Pool).Open: go p.watch()", matching(&e.survey.Allow))
	fs.Func("budget", "how much each test may take: a number of schedules, as 5000, or a time, as 30s", e.setBudget)
	fs.Func("time", "virtual time: patient (it passes when no goroutine can move), eager (a timer may fire at any moment from its deadline on) or both; without it, both for labs, and for others patient, with a look at time-outs that come early", e.setTime)
	fs.DurationVar(&e.survey.Total, "total", 0, "how much time all tests together may take, with the building of their packages, as 10m; the same command again goes on with what was cut short or not tried")
	fs.IntVar(&e.survey.At, "p", 0, "so many tests at once; without it, as many as there are processors")
	e.workers = workersFlag(fs, "one for each processor that no other test needs")
	fs.StringVar(&e.request.Replay, "replay", "", "run one schedule, as a report prints it")
	fs.Uint64Var(&e.request.Seed, "seed", 0, "where the random search begins")
	fs.BoolVar(&e.request.Short, "short", false, "what testing.Short says to the tests")
	fs.BoolVar(&e.exhaust, "exhaust", false, "fail if some test was not tried on every schedule")
	fs.BoolVar(&e.survey.Fresh, "fresh", false, "explore again what the cache knows from an earlier time")
	fs.String("tags", "", "build tags, with commas between them")
}

func tagsOf(fs *flag.FlagSet) []string { return tagList(fs.Lookup("tags").Value.String()) }

func tagList(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' })
}

func matching(to **regexp.Regexp) func(string) error {
	return func(text string) (err error) {
		*to, err = regexp.Compile(text)
		return err
	}
}

// setBudget takes a number of schedules or a duration.
func (e *exploration) setBudget(text string) error {
	if n, err := strconv.Atoi(text); err == nil && n > 0 {
		e.request.Schedules = n
		return nil
	}
	if d, err := time.ParseDuration(text); err == nil && d > 0 {
		e.request.Time = d
		return nil
	}
	return errors.New("-budget takes a number of schedules, as 5000, or a time, as 30s")
}

func (e *exploration) setTime(mode string) error {
	if !slices.Contains([]trace.TimeMode{trace.Patient, trace.Eager, trace.Both}, trace.TimeMode(mode)) {
		return errors.New("it is patient, eager or both")
	}
	e.request.TimeMode = trace.TimeMode(mode)
	return nil
}

// requestFor is what is asked of the tests of a package. The course is explored in
// both kinds of time, for that a sleep orders nothing is one of its lessons.
func (a *app) requestFor(e *exploration, p survey.Package) trace.Request {
	request := e.request
	request.Workers = *e.workers
	switch {
	case request.TimeMode != "":
	case a.find().IsCourse(p.Dir): // both, unless a test says otherwise
	default:
		request.TimeMode, request.TimeOuts = trace.Patient, true
	}
	return request
}

// worthIt picks the tests of a lab that call explore.Test, if there are any.
func (a *app) worthIt(p survey.Package, tests []string) ([]string, error) {
	made, err := a.find().ForSchedules(p.Dir, tests)
	if len(made) == 0 {
		made = tests
	}
	return made, err
}

func (a *app) buildConfig() (build.Config, error) {
	home, err := a.home()
	return build.Config{Home: home, Log: a.buildLog()}, err
}

// unselected says so if there was nothing to explore.
func (e *exploration) unselected(found []*survey.Found) error {
	var tests []string
	for _, f := range found {
		if len(f.Results) > 0 || f.Err != nil || f.Source != nil || f.Late {
			return nil
		}
		tests = append(tests, f.All...)
	}
	if len(found) == 0 {
		return command.Usagef("none of the packages has tests")
	}
	return noneOf(tests)
}

func noneOf(tests []string) error {
	if len(tests) > 20 {
		tests = append(tests[:20:20], "…")
	}
	return command.Usagef("-run and -skip leave none of the tests: %s", strings.Join(tests, ", "))
}

// verdict is command.ErrFails if there is a fault, errUnsettled if some test could not be
// explored, and else nil.
func (e *exploration) verdict(found []*survey.Found) error {
	total := survey.Tally{}
	var only error
	for _, f := range found {
		total.Add(f.Tally())
		if f.Err != nil {
			only = f.Err
		}
		if f.Source != nil {
			return command.ErrFails
		}
	}
	switch {
	case total.Failed > 0, e.exhaust && total.Open+total.Untried+total.Late > 0:
		return command.ErrFails
	case total.Refused > 0 && len(found) == 1:
		return only
	case total.Refused > 0:
		return fmt.Errorf("%d of the packages could not be explored; the others are as shown", total.Refused)
	case total.Inconclusive > total.Accepted:
		return unsettled(found)
	case total.Late+total.Untried > 0 && total.Tests() == total.Untried:
		return errNothing
	}
	return nil
}

// mostSkipped is how many tests a flag names that a reader may want to copy.
const mostSkipped = 8

// unsettled is errUnsettled, with what somebody can do who wants to hear of faults alone.
func unsettled(found []*survey.Found) error {
	var names []string
	for _, f := range found {
		for _, r := range f.Results {
			if r.Err != nil || r.Unclear() && !r.Known {
				names = append(names, regexp.QuoteMeta(r.Test))
			}
		}
	}
	hint := "-baseline FILE -accept notes them as known, and -baseline FILE is content with them from then on"
	if slices.Sort(names); len(slices.Compact(names)) <= mostSkipped {
		hint = fmt.Sprintf("-skip '^(%s)$' leaves them out; or %s", strings.Join(slices.Compact(names), "|"), hint)
	}
	return fmt.Errorf("%w\nhint: %s", errUnsettled, hint)
}
