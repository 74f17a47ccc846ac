package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"racelab/internal/build"
	"racelab/internal/command"
	"racelab/internal/console"
	"racelab/internal/pairs"
)

// pairing says whether explore makes the tests itself, and which.
type pairing struct {
	on, linearizable bool
	write            string
	without          *regexp.Regexp
	most             int // pairs
}

func (p *pairing) flags(fs *flag.FlagSet) {
	fs.BoolVar(&p.on, "pairs", false, "explore, instead of the package's tests, any two exported methods at once on one value of each exported type, and on what one returns, with zero arguments, and after a call of a third")
	fs.BoolVar(&p.linearizable, "linearizable", false, "explore, instead of the package's tests, whether methods of each exported type, called at once by two goroutines on one value, return what the same calls return on a fresh value in some order, one after the other (are linearizable)")
	fs.StringVar(&p.write, "write", "", "with -pairs or -linearizable: keep the tests in this file")
	fs.Func("without", "with -pairs or -linearizable: leave out the methods that this regular expression matches, such as: (*Pool).Close", matching(&p.without))
	fs.IntVar(&p.most, "most", mostPairs, "with -pairs: so many tests at most, 0 for no limit")
}

const mostPairs = 500

// eachPair is how long a test of -pairs may take, where -budget says nothing: there are
// many, and a fault of two calls shows early.
const eachPair = 2 * time.Second

// check says what is wrong with the flags.
func (p *pairing) check(packages int) error {
	switch made := p.on || p.linearizable; {
	case !made && (p.write != "" || p.without != nil):
		return command.Usagef("-write and -without belong to -pairs and -linearizable")
	case !p.on && p.most != mostPairs:
		return command.Usagef("-most says how many tests there may be; it belongs to -pairs")
	case p.most < 0:
		return command.Usagef("-most takes a number of tests, or 0 for no limit")
	case p.on && p.linearizable:
		return command.Usagef("-pairs or -linearizable, one at a time")
	case made && packages != 1:
		return command.Usagef("-pairs and -linearizable take one package, got %d", packages)
	}
	return nil
}

// makeTests has e explore tests that are made now. done removes them again.
func (a *app) makeTests(e *exploration) (done func(), err error) {
	done = func() {}
	if err := e.pairs.check(len(e.packages)); err != nil || !e.pairs.on && !e.pairs.linearizable {
		return done, err
	}
	p := &e.packages[0]
	dir, err := pairs.Settled(p.Dir)
	if err != nil {
		return done, err
	}
	if err := build.InModule(dir); err != nil {
		return done, err
	}
	made, err := e.madeFor(dir)
	if err != nil {
		return done, err
	}
	if e.pairs.write != "" {
		if err := os.WriteFile(e.pairs.write, made.files[made.test], 0o644); err != nil {
			return done, fmt.Errorf("%w\nhint: name one in a folder that you may write to, and say the same command again", unwritten("write", err))
		}
	}
	e.survey.Made, e.survey.Spare, e.survey.Choose = made.tests, made.spare, nil
	if e.pairs.on {
		e.survey.Turns, e.survey.SetUp = pairs.TurnsOf, made.setUp
		if e.request.Time == 0 && e.request.Schedules == 0 {
			e.request.Time = eachPair
		}
	}
	p.Name = made.flag + " " + p.Name // so that a replay makes them, too
	a.printf("%s\n", dim(made.says))
	e.survey.Build.Overlay, done, err = overlayOf(made.files)
	return done, err
}

// made are tests that no one has written.
type made struct {
	flag, says string
	tests      string            // what their names begin with
	spare      []string          // those that were not made
	setUp      *regexp.Regexp    // see pairs.Made
	test       string            // the name of the test file
	files      map[string][]byte // by where they are to be seen
}

func (e *exploration) madeFor(dir string) (m made, err error) {
	m.test = filepath.Join(dir, "zz_racelab_made_test.go")
	tags, without := e.survey.Build.Tags, e.pairs.without
	if e.pairs.on {
		two, err := pairs.Source(dir, tags, without, e.asksFor, e.pairs.most)
		if err == nil && two.Tests == 0 {
			return m, noneOf(two.NotMade)
		}
		turns := filepath.Join(dir, "zz_racelab_turns_test.go")
		return made{flag: "-pairs", tests: pairs.Pairs, spare: two.NotMade, test: m.test, says: saysOf(two), setUp: two.SetUp,
			files: map[string][]byte{m.test: two.Text, turns: two.Turns}}, err
	}
	m.flag, m.tests = "-linearizable", pairs.Histories
	face, path, err := build.FaceOf(dir)
	if err != nil {
		return m, err
	}
	text, tests, err := pairs.Linearizable(dir, tags, without, path)
	m.files, m.says = map[string][]byte{m.test: text, filepath.Join(face, "face.go"): pairs.Face}, console.Count(tests, "type")+" of which calls are made at once"
	return m, err
}

// asksFor reports whether a test is one of those that the command line names.
func (e *exploration) asksFor(test string) bool {
	return e.survey.Run.Has(test) && (e.survey.Skip == nil || !e.survey.Skip.MatchString(test))
}

// saysOf says which pairs are made, and which are not.
func saysOf(m pairs.Made) string {
	text := console.Count(m.Tests, "test") + " of two calls at once"
	if m.LeftOut > 0 {
		text += fmt.Sprintf("; %d more are left out for their number (-most %d makes them all)", m.LeftOut, m.Tests+m.LeftOut)
	}
	for _, lack := range m.Lacks {
		text += "\nnot called: " + lack + ", of which no value can be made"
	}
	return text
}

// overlayOf lays texts aside, to be seen where they are to be.
func overlayOf(texts map[string][]byte) (file string, done func(), err error) {
	temp, err := os.MkdirTemp("", "racelab-made-*")
	if err != nil {
		return "", func() {}, err
	}
	file = filepath.Join(temp, "overlay.json")
	replace := build.Overlay{}
	for name, text := range texts {
		source := filepath.Join(temp, fmt.Sprintf("%d.go", len(replace)))
		replace[name] = source
		err = errors.Join(err, os.WriteFile(source, text, 0o644))
	}
	err = errors.Join(err, replace.Write(file))
	return file, func() { _ = os.RemoveAll(temp) }, err
}
