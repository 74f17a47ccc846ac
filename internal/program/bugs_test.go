package program

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/build"
	"racelab/internal/render"
	"racelab/internal/trace"
)

// expectation is what the explorer must find in one test of testdata/bugs;
// see the comment of that package.
type expectation struct {
	test    string
	kind    string // of published bug, or ""
	verdict string // an outcome or a fault
	classes int    // 0 if it does not matter
	words   string
	marks   map[string][]string // file:line of each kind of mark
}

// TestBugs explores each test of testdata/bugs and each subtest that has an
// expectation of its own.
func TestBugs(t *testing.T) {
	t.Parallel()
	meetExpectations(t, "testdata/bugs", "")
}

// TestOrdinary explores the packages of testdata/ordinary in the same way. They
// have what ordinary packages have, right and wrong.
func TestOrdinary(t *testing.T) {
	t.Parallel()
	dirs, err := filepath.Glob("testdata/ordinary/*")
	require.NoError(t, err)
	for _, dir := range dirs {
		t.Run(filepath.Base(dir), func(t *testing.T) { meetExpectations(t, dir, "") })
	}
}

// TestPatient explores packages whose right tests wait only so long, or work for so long, as a
// survey does.
func TestPatient(t *testing.T) {
	t.Parallel()
	dirs, err := filepath.Glob("testdata/patient/*")
	require.NoError(t, err)
	for _, dir := range dirs {
		t.Run(filepath.Base(dir), func(t *testing.T) { meetExpectations(t, dir, trace.Patient) })
	}
}

func meetExpectations(t *testing.T, dir string, mode trace.TimeMode) {
	p := built(t, build.Config{Dir: dir})
	for _, want := range expectations(t, dir) {
		t.Run(want.test, func(t *testing.T) {
			limit := 3 * time.Second
			if want.verdict == string(trace.Passed) { // that takes as long as it takes, on a busy machine longer
				limit = time.Minute
			}
			if mode == trace.Patient { // time passes only after many steps
				limit = time.Minute
			}
			report, err := p.Run(t.Context(), trace.Request{Test: want.test, Seed: 1, Time: limit, TimeMode: mode, TimeOuts: mode == trace.Patient}, nil)
			require.NoError(t, err)
			want.check(t, report)
			if f := report.Failure; f != nil && f.Replay != "" {
				want.checkReplay(t, p, f)
			}
		})
	}
}

// TestEveryBugHasATwin keeps the collection of programs complete.
func TestEveryBugHasATwin(t *testing.T) {
	t.Parallel()
	passes, kinds, bugs := map[string]bool{}, map[string]int{}, 0
	all := expectations(t, "testdata/bugs")
	for _, e := range all {
		passes[e.test] = e.verdict == string(trace.Passed)
		kinds[e.kind]++
	}
	for _, e := range all {
		switch e.verdict {
		case string(trace.Passed), string(trace.Partly), string(trace.Inconclusive), string(trace.Unstable):
		default:
			bugs++
			top, _, _ := strings.Cut(e.test, "/")
			assert.True(t, passes[top+"Fixed"], "%s has no twin", e.test)
		}
	}
	assert.GreaterOrEqual(t, bugs, 40)
	for _, kind := range []string{
		"double lock", "AB-BA", "RWR", "channel", "channel and context", "channel and cond", "channel and lock",
		"WaitGroup misuse", "order violation", "double close", "anonymous function", "livelock", "starvation", "misuse",
		"atomicity", "leak", "timer", "partial deadlock", "non-determinism",
	} {
		assert.NotZero(t, kinds[kind], kind)
	}
	t.Logf("%d bugs and their twins", bugs)
}

func (w expectation) check(t *testing.T, r *trace.Report) {
	t.Helper()
	verdict, said := string(r.Outcome), r.Reason
	if f := r.Failure; f != nil {
		verdict, said = string(f.Fault), strings.Join(append(f.Messages, render.NewWords(f).Cause()), "\n")
	}
	for _, remark := range r.Remarks {
		said += "\n" + render.NewWords(&trace.Failure{Cause: remark.Cause, Tasks: remark.Tasks}).Cause()
	}
	if r.Race != nil {
		said += "\n" + shownPlace(r.Race.First.Where) + "\n" + shownPlace(r.Race.Second.Where)
	}
	if !assert.Equal(t, w.verdict, verdict, "%s\n%s", r.Reason, said) {
		return
	}
	assert.Contains(t, said, w.words)
	if w.classes > 0 {
		assert.Equal(t, w.classes, r.Classes, "classes of schedules")
	}
	if r.Outcome == trace.Passed {
		assert.NotZero(t, r.Classes)
	}
	if here := w.marks["here"]; here != nil {
		assert.True(t, slices.ContainsFunc(here, func(place string) bool { return strings.Contains(said, place) }), said)
	}
	w.checkPlaces(t, r)
}

func (w expectation) checkPlaces(t *testing.T, r *trace.Report) {
	t.Helper()
	switch {
	case r.Race == nil:
		assert.Empty(t, w.marks["race"], "no data race was found")
	case w.verdict != string(trace.DataRace) && w.marks["race"] == nil:
		assert.Fail(t, "a data race that is none", "%+v", r.Race)
	case w.marks["race"] != nil:
		found := []string{shownPlace(r.Race.First.Where), shownPlace(r.Race.Second.Where)}
		assert.Subset(t, w.marks["race"], found, "sides of the race")
	}
	f := r.Failure
	if f == nil || f.Fault == trace.NeverSometimes || f.Fault == trace.Unstable {
		return
	}
	assert.False(t, len(f.Steps)+len(f.Waits) == 0, "nothing is said of how it failed")
	if want := w.marks["stuck"]; want != nil {
		others := slices.DeleteFunc(slices.Clone(f.Waits), func(s trace.Stuck) bool { return strings.HasSuffix(s.Where.Text, "// for both") })
		assert.ElementsMatch(t, want, placesOf(others, func(s trace.Stuck) trace.Place { return s.Where }), "who is left")
	}
	if want := w.marks["fault"]; want != nil {
		fatal := slices.DeleteFunc(slices.Clone(f.Steps), func(s trace.Step) bool { return !s.Fatal })
		assert.Subset(t, want, placesOf(fatal, func(s trace.Step) trace.Place { return s.Where }), "the step at which it went wrong")
		assert.Len(t, fatal, 1)
	}
}

// checkReplay sees to it that a failure can be shown again.
func (w expectation) checkReplay(t *testing.T, p *Program, f *trace.Failure) {
	t.Helper()
	again, err := p.Run(t.Context(), trace.Request{Test: w.test, Replay: f.Replay, Time: 5 * time.Second}, nil)
	require.NoError(t, err)
	if assert.NotNil(t, again.Failure, "the replay of %.100s… ends with %s (%s)", f.Replay, again.Outcome, again.Reason) {
		assert.Equal(t, f.Fault, again.Failure.Fault, "the replay of %.100s…", f.Replay)
		assert.True(t, slices.Equal(w.signature(f), w.signature(again.Failure)), "the replay has other steps")
	}
}

// signature is what must be the same in a replay, other than values, which may
// be addresses.
func (w expectation) signature(f *trace.Failure) (steps []string) {
	paths := map[int]string{} // a task may have another number in another process
	for _, t := range f.Tasks {
		paths[t.ID] = t.Path
	}
	for _, s := range f.Steps {
		steps = append(steps, fmt.Sprint(paths[s.Task], s.Op, shownPlace(s.Where)))
	}
	return steps
}

// placesOf returns each place once.
func placesOf[T any](items []T, where func(T) trace.Place) []string {
	var places []string
	for _, item := range items {
		places = append(places, shownPlace(where(item)))
	}
	slices.Sort(places)
	return slices.Compact(places)
}

var bugsFolder = regexp.MustCompile(`^internal/program/testdata/(bugs|(patient|ordinary)/\w+)/`)

func shownPlace(p trace.Place) string {
	return bugsFolder.ReplaceAllString(p.File, "") + ":" + strconv.Itoa(p.Line)
}

var wantedName = regexp.MustCompile(`^(Test|Fuzz|Example)`)

var wanted = regexp.MustCompile(`^// want( /\S+)?: ([a-z -]+?)( \d+)?( ".*")?$`)

// expectations reads the comments of a folder of tests.
func expectations(t *testing.T, dir string) []expectation {
	t.Helper()
	var all []expectation
	paths, err := filepath.Glob(filepath.Join(dir, "*_test.go"))
	require.NoError(t, err)
	for _, path := range paths {
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, path, nil, parser.ParseComments)
		require.NoError(t, err)
		marks := marksOf(fset, file)
		for _, decl := range file.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok || fn.Recv != nil || !wantedName.MatchString(fn.Name.Name) || fn.Name.Name == "TestMain" {
				continue
			}
			require.NotNil(t, fn.Doc, "%s has no expectation", fn.Name.Name)
			own, kind := marks.upTo(fset.Position(fn.End()).Line), ""
			for _, c := range fn.Doc.List {
				if name, ok := strings.CutPrefix(c.Text, "// kind: "); ok {
					kind = name
					continue
				}
				e := parseWant(t, fn.Name.Name, c.Text, own)
				e.kind = kind
				all = append(all, e)
			}
		}
		require.Empty(t, marks.marks, "marks after the last test of %s", path)
	}
	return all
}

func parseWant(t *testing.T, test, comment string, marks map[string][]string) expectation {
	t.Helper()
	m := wanted.FindStringSubmatch(comment)
	require.NotNil(t, m, "%s: %s", test, comment)
	e := expectation{test: test + strings.TrimSpace(m[1]), verdict: m[2], marks: marks}
	if m[3] != "" {
		e.classes, _ = strconv.Atoi(m[3][1:]) // digits, says the pattern
	}
	if m[4] != "" {
		words, err := strconv.Unquote(m[4][1:])
		require.NoError(t, err, comment)
		e.words = words
	}
	if e.verdict == string(trace.Passed) {
		e.marks = nil // of other subtests
	}
	return e
}

type mark struct {
	kind, file string
	line       int
}

// markList is what remains of the marks of a file.
type markList struct{ marks []mark }

func marksOf(fset *token.FileSet, file *ast.File) *markList {
	l := &markList{}
	for _, group := range file.Comments {
		for _, c := range group.List {
			for kind := range strings.FieldsSeq(strings.TrimPrefix(c.Text, "//")) {
				if !slices.Contains([]string{"race", "stuck", "fault", "here"}, kind) {
					break
				}
				at := fset.Position(c.Pos())
				l.marks = append(l.marks, mark{kind, filepath.Base(at.Filename), at.Line})
			}
		}
	}
	return l
}

// upTo takes away the marks up to a line.
func (l *markList) upTo(line int) map[string][]string {
	taken := map[string][]string{}
	for len(l.marks) > 0 && l.marks[0].line <= line {
		m := l.marks[0]
		taken[m.kind] = append(taken[m.kind], m.file+":"+strconv.Itoa(m.line))
		l.marks = l.marks[1:]
	}
	return taken
}
