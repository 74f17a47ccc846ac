package mutant_test

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/course"
	"racelab/internal/judge"
	"racelab/internal/mutant"
)

var (
	all   = flag.Bool("all", false, "judge every mutant, which takes hours, and not twenty by chance")
	labs  = flag.String("labs", "", "judge mutants of labs that match this pattern only")
	slips = flag.String("slips", "", "with -all: those whose name matches this pattern only")
	seed  = flag.Uint64("seed", 332, "which twenty; try others by hand, so that a tree that was not touched stays green")
)

// A candidate is a mutant of one fix in one lab's bank.
type candidate struct {
	mutant.Mutant
	lab, fix string // "cakebox", "accepted/keeper"
}

func (c candidate) String() string { return c.lab + " " + c.fix + ": " + c.Mutant.String() }

// TestNoSlipPasses judges mutants of what is right. Those that pass must be on
// the list of survivors, with a reason why they are right too.
func TestNoSlipPasses(t *testing.T) {
	candidates, known := everything(t), survivors(t)
	if *all {
		for name := range known {
			assert.True(t, slices.ContainsFunc(candidates, func(c candidate) bool { return c.String() == name }) || *labs+*slips != "",
				"survivors.txt has %s, which is no mutant any more; take it out", name)
		}
	} else {
		chance := rand.New(rand.NewPCG(*seed, 0))
		chance.Shuffle(len(candidates), func(i, j int) { candidates[i], candidates[j] = candidates[j], candidates[i] })
		candidates = candidates[:min(20, len(candidates))]
	}
	j, err := judge.New(filepath.Join("..", ".."))
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, j.Close()) })
	var total tally
	t.Cleanup(func() { t.Log(total.String()) })
	for lab, some := range ofLabs(candidates) {
		t.Run(lab, func(t *testing.T) {
			t.Parallel()
			judged := one(t, j)
			if *all {
				judged = together(t, j, some)
			}
			for i, c := range some {
				t.Run(c.String(), func(t *testing.T) {
					r := judged(i, c)
					total.add(c, r)
					check(t, c, r, known)
				})
			}
		})
	}
}

func ofLabs(all []candidate) map[string][]candidate {
	labs := map[string][]candidate{}
	for _, c := range all {
		labs[c.lab] = append(labs[c.lab], c)
	}
	return labs
}

func check(t *testing.T, c candidate, r judge.Result, known map[string]string) {
	_, listed := known[c.String()]
	switch {
	case r.Verdict == course.Pass && !listed:
		t.Errorf("it passes; let a test miss it, or say in survivors.txt why it is right\n%s", c.Source)
	case r.Verdict != course.Pass && listed:
		t.Errorf("it is listed as right and does not pass (%s); take it out of survivors.txt", r.Verdict)
	case r.Verdict == course.OutOfTime:
		t.Errorf("no test has an end of its own: %s", r.Note)
	}
	t.Logf("%v after %v", r.Found, r.Duration.Round(100*time.Millisecond))
}

// one judges a mutant as a learner's fix is judged.
func one(t *testing.T, j *judge.Judge) func(int, candidate) judge.Result {
	return func(_ int, c candidate) judge.Result {
		r, err := j.Try(t.Context(), c.lab, write(t, c), true, 2)
		require.NoError(t, err)
		return r
	}
}

// together builds the mutants of a lab at once, and runs natively only those of which the
// explorer knows nothing, and without the race detector, for the explorer sees races: so
// thousands of them can be judged.
func together(t *testing.T, j *judge.Judge, some []candidate) func(int, candidate) judge.Result {
	files := make([]string, len(some))
	for i, c := range some {
		files[i] = write(t, c)
	}
	bank, err := j.Together(t.Context(), some[0].lab, files, false)
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, bank.Close()) })
	require.NoError(t, bank.Prepare(t.Context()))
	return func(i int, c candidate) judge.Result {
		b := bank.Binary(i)
		if b == nil {
			return one(t, j)(i, c)
		}
		found := b.Ahead(t.Context())()
		require.NoError(t, found.Err)
		if found.Verdict != "" {
			return found
		}
		r := b.Run(t.Context(), 2)
		require.NoError(t, r.Err)
		return r
	}
}

func write(t *testing.T, c candidate) string {
	file := filepath.Join(t.TempDir(), c.lab+".go")
	require.NoError(t, os.WriteFile(file, c.Source, 0o600))
	return file
}

// everything lists the mutants of all solutions and accepted fixes.
func everything(t *testing.T) (found []candidate) {
	only, slip := regexp.MustCompile(*labs), regexp.MustCompile(*slips)
	for _, l := range course.Labs {
		if !only.MatchString(l.Name) {
			continue
		}
		dir := filepath.Join("..", "..", "solutions", l.Name)
		files, err := filepath.Glob(filepath.Join(dir, "testdata", "accepted", "*", l.Name+".go"))
		require.NoError(t, err)
		for _, file := range append([]string{filepath.Join(dir, l.Name+".go")}, files...) {
			source, err := os.ReadFile(file)
			require.NoError(t, err)
			made, err := mutant.Of(source)
			require.NoError(t, err, file)
			fix := "solution"
			if parent := filepath.Dir(file); parent != dir {
				fix = "accepted/" + filepath.Base(parent)
			}
			for _, m := range made {
				if !slip.MatchString(string(m.Kind)) {
					continue
				}
				found = append(found, candidate{m, l.Name, fix})
			}
		}
	}
	return found
}

// survivors reads survivors.txt: a mutant a line and, below it and indented, why
// it is right.
func survivors(t *testing.T) map[string]string {
	text, err := os.ReadFile("survivors.txt")
	require.NoError(t, err)
	known, last := map[string]string{}, ""
	for line := range strings.Lines(string(text)) {
		switch line = strings.TrimRight(line, "\n"); {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "\t"):
			known[last] = strings.TrimSpace(line)
		default:
			last = line
			known[last] = ""
		}
	}
	for name, why := range known {
		assert.NotEmpty(t, why, "survivors.txt does not say why %s is right", name)
	}
	return known
}

// tally counts what became of the mutants.
type tally struct {
	mu                               sync.Mutex // guards all below: mutants are judged side by side
	made, compiled, passed, rejected int
	slowest                          time.Duration
	slow                             string
}

func (s *tally) add(c candidate, r judge.Result) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.made++
	if r.Verdict == course.NoBuild {
		return
	}
	s.compiled++
	if r.Verdict == course.Pass {
		s.passed++
	} else {
		s.rejected++
	}
	if r.Duration > s.slowest {
		s.slowest, s.slow = r.Duration, c.String()
	}
}

func (s *tally) String() string {
	return fmt.Sprintf("seed %d: %d made, %d compiled, %d equivalent, %d rejected; the slowest took %v: %s",
		*seed, s.made, s.compiled, s.passed, s.rejected, s.slowest.Round(100*time.Millisecond), s.slow)
}
