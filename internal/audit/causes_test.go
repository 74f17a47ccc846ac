package audit

import (
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/build"
	"racelab/internal/course"
	"racelab/internal/program"
	"racelab/internal/render"
	"racelab/internal/trace"
)

var (
	allCauses   = flag.Bool("causes", false, "count the causes of every broken program and rejected fix, which takes hours, and not of a few")
	causeSample = flag.Int("causesample", 0, "with -causes, so many rejected fixes of each lab; 0 means all")
	causeLabs   = flag.String("causelabs", "", "with -causes, only labs and kinds (LAB/KIND/SLUG) that match this pattern")
)

// TestCausesNameWhatARightFixChanges counts how many causes name a line or an
// object that the nearest right fix changes.
func TestCausesNameWhatARightFixChanges(t *testing.T) {
	root, err := filepath.Abs(filepath.Join("..", ".."))
	require.NoError(t, err)
	c, err := course.Locate(root)
	require.NoError(t, err)
	only := `^(cakebox|twotills|dining|recipes|callcentre)/broken`
	if *allCauses {
		only = *causeLabs
	}
	var count causeCount
	for _, e := range (Plan{Only: regexp.MustCompile(only), Sample: *causeSample}).Entries(c) {
		if e.Kind == course.Broken || e.Kind == course.Rejected {
			count.entry(t, c, e)
		}
	}
	t.Log(&count)
	assert.NotZero(t, count.all, "causes")
	assert.Zero(t, count.bare, "causes that say only that a goroutine waits, or that a check fails")
	assert.GreaterOrEqual(t, 10*count.named, 9*count.all, "causes that name what a right fix changes")
}

// TestCausesOfBugs counts the same over the programs of testdata/bugs, of which
// each has a right twin.
func TestCausesOfBugs(t *testing.T) {
	dir := filepath.Join("..", "program", "testdata", "bugs")
	p, err := program.Package(t.Context(), build.Config{Dir: dir})
	require.NoError(t, err)
	functions := functionsOf(t, dir)
	var count causeCount
	for name, wrong := range functions {
		right, twin := functions[name+"Fixed"]
		if !twin {
			continue
		}
		r, err := p.Run(t.Context(), trace.Request{Test: name, Seed: 1}, nil)
		require.NoError(t, err)
		if r.Outcome == trace.Failed && r.Failure.Fault != trace.NeverSometimes {
			count.add(t, name, r.Failure, wrong.file, changeOf(wrong.text, right.text, wrong.line))
		}
	}
	t.Log(&count)
	assert.GreaterOrEqual(t, count.all, 80)
	assert.Zero(t, count.bare, "causes that say only that a goroutine waits, or that a check fails")
	assert.GreaterOrEqual(t, 10*count.named, 9*count.all, "causes that name what the right twin has otherwise")
}

// A causeCount says how many failures there were, and what their causes name.
type causeCount struct {
	all, named, bare int
	none             int // programs of which no schedule fails
	unseen           int // programs that the explorer cannot follow
}

func (c *causeCount) String() string {
	return fmt.Sprintf("%d causes: %d name a line or an object that the nearest right fix changes, %d say nothing; %d programs fail on no schedule, %d cannot be explored", c.all, c.named, c.bare, c.none, c.unseen)
}

func (c *causeCount) add(t *testing.T, name string, f *trace.Failure, file string, fix change) {
	c.all++
	said := render.NewWords(f).Cause()
	switch {
	case fix.has(f.Cause, file):
		c.named++
		t.Logf("named  %s: %s", name, said)
	case bare(f.Cause):
		c.bare++
		t.Logf("bare   %s: %s", name, said)
	default:
		t.Logf("beside %s: %s", name, said)
	}
}

// bare reports whether a cause says no more than that a goroutine waits or a
// check fails.
func bare(c trace.Cause) bool {
	return c.Kind == "" || c.Kind == trace.CauseCheck && c.Because == nil
}

// has reports whether a cause names a line or an object of the change.
func (c change) has(cause trace.Cause, file string) bool {
	for _, at := range slices.Concat(cause.Places, cause.From) { // which its sentence tells, too
		if filepath.Base(at.File) == file && c.lines[at.Line] {
			return true
		}
	}
	for _, name := range slices.Concat(cause.Names, cause.Calls) {
		for _, one := range strings.Split(name, " or ") { // of a select, it has several
			whole, _, _ := strings.Cut(one, "[")    // an element is of what the index stands behind
			whole = strings.TrimSuffix(whole, ".C") // the channel of a timer is part of it
			last := whole[strings.LastIndex(whole, ".")+1:]
			if all := words(last); len(all) > 0 && c.objects[all[len(all)-1]] {
				return true
			}
		}
	}
	return cause.Because != nil && c.has(*cause.Because, file)
}

// entry adds the first failure of one file of a lab's bank.
func (c *causeCount) entry(t *testing.T, from course.Checkout, e course.Entry) {
	require.Empty(t, e.Problem)
	p, err := program.Package(t.Context(), build.Config{Dir: from.Path(filepath.Dir(e.Lab.File())), Overlay: overlayOf(t, from, e)})
	if err != nil {
		c.unseen++
		t.Logf("unseen %s/%s: %v", e.Lab.Name, e.Name(), err)
		return
	}
	tests := slices.DeleteFunc(p.Tests(), func(name string) bool { return !strings.Contains(name, "Schedule") })
	for _, test := range tests {
		r, err := p.Run(t.Context(), trace.Request{Test: test, Seed: 1}, nil)
		require.NoError(t, err)
		if f := r.Failure; r.Outcome == trace.Failed && f.Fault != trace.NeverSometimes {
			c.add(t, e.Lab.Name+"/"+e.Name()+" "+test, f, filepath.Base(e.File), nearestFix(t, from, e))
			return
		}
	}
	c.none++
}

// overlayOf puts the entry's file, and its lab's own tests, in the lab's place.
func overlayOf(t *testing.T, from course.Checkout, e course.Entry) string {
	text, err := json.Marshal(map[string]any{"Replace": map[string]string{
		from.Path(e.Lab.File()): from.Path(e.File), from.Path(strings.TrimSuffix(e.Lab.File(), ".go") + "_test.go"): from.Path(e.Lab.Tests()),
	}})
	require.NoError(t, err)
	file := filepath.Join(t.TempDir(), "overlay.json")
	require.NoError(t, os.WriteFile(file, text, 0o600))
	return file
}

// nearestFix is the smallest change that makes the entry one of the right ones.
func nearestFix(t *testing.T, from course.Checkout, e course.Entry) change {
	wrong, err := os.ReadFile(from.Path(e.File))
	require.NoError(t, err)
	var all []change
	for _, other := range from.Bank(e.Lab) {
		if other.Kind == course.Solution || other.Kind == course.Accepted {
			right, err := os.ReadFile(from.Path(other.File))
			require.NoError(t, err)
			all = append(all, changeOf(string(wrong), string(right), 1))
		}
	}
	return slices.MinFunc(all, func(a, b change) int { return a.size - b.size })
}

// A function is the source of one, and where it begins.
type function struct {
	file, text string
	line       int
}

func functionsOf(t *testing.T, dir string) map[string]function {
	all := map[string]function{}
	paths, err := filepath.Glob(filepath.Join(dir, "*_test.go"))
	require.NoError(t, err)
	for _, path := range paths {
		source, err := os.ReadFile(path)
		require.NoError(t, err)
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, path, source, 0)
		require.NoError(t, err)
		for _, d := range file.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil {
				from, to := fset.Position(fn.Pos()), fset.Position(fn.End())
				all[fn.Name.Name] = function{filepath.Base(path), string(source[from.Offset:to.Offset]), from.Line}
			}
		}
	}
	return all
}
