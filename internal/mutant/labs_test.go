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
	for _, c := range candidates {
		t.Run(c.String(), func(t *testing.T) {
			t.Parallel()
			r := try(t, j, c)
			total.add(c, r)
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
		})
	}
}

func try(t *testing.T, j *judge.Judge, c candidate) judge.Result {
	file := filepath.Join(t.TempDir(), c.lab+".go")
	require.NoError(t, os.WriteFile(file, c.Source, 0o600))
	r, err := j.Try(t.Context(), c.lab, file, true, 2)
	require.NoError(t, err)
	return r
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
