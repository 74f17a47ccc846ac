package survey

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/build"
	"racelab/internal/program"
	"racelab/internal/trace"
)

// long is a package with n tests, each of which has far more schedules than anybody
// has time for, and one that is short.
func long(t *testing.T, n int) Package {
	var tests strings.Builder
	for i := range n {
		fmt.Fprintf(&tests, "func TestLong%d(t *testing.T) { bake(9) }\n", i)
	}
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod": "module example.org/long\n\ngo 1.25\n",
		"long_test.go": `package long

import (
	"sync"
	"testing"
)

func bake(n int) {
	var mu sync.Mutex
	var bakers sync.WaitGroup
	for range n {
		bakers.Go(func() {
			for range n {
				mu.Lock()
				mu.Unlock()
			}
		})
	}
	bakers.Wait()
}

func TestShort(t *testing.T) { bake(2) }

` + tests.String(),
	} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644))
	}
	return Package{Name: "./long", Dir: dir, Tests: true}
}

// surveyOf is a survey with a cache that is empty.
func surveyOf(t *testing.T) *Survey {
	root, err := filepath.Abs("../..")
	require.NoError(t, err)
	return &Survey{Build: build.Config{Home: root, Cache: t.TempDir()}, At: 1, Watch: Quiet{},
		Request: func(Package) trace.Request { return trace.Request{TimeMode: trace.Patient} }}
}

// A build that the total leaves no time for is stopped, and tried again by the same command.
func TestTotalStopsABuild(t *testing.T) {
	p, s := long(t, 0), surveyOf(t)
	s.Total = leastTime + 50*time.Millisecond // a linker alone takes longer
	found, err := s.All(t.Context(), []Package{p, p})
	require.NoError(t, err)
	for _, f := range found {
		assert.True(t, f.Late)
		assert.NoError(t, f.Err)
		assert.Nil(t, f.Source)
		assert.Equal(t, Tally{Late: 1}, f.Tally())
	}
	assert.Contains(t, strings.Join(Summary(found, 0, 200), "\n"), "not tried for want of time: 2 packages\nthe same command again")
	cfg := s.Build
	cfg.Dir = p.Dir
	built, err := build.Find(t.Context(), cfg)
	require.NoError(t, err)
	assert.Nil(t, built, "the build went on")

	s.Total = 10 * time.Minute
	found, err = s.All(t.Context(), []Package{p})
	require.NoError(t, err)
	assert.Equal(t, Tally{Passed: 1}, found[0].Tally())

	ended, end := context.WithCancel(t.Context())
	end()
	_, err = s.All(ended, []Package{p})
	assert.ErrorIs(t, err, context.Canceled, "an end that the reader wants is no want of time")
}

// A test that computes for long between two steps, in an execution that takes minutes, does not
// take more time than there is, or what others have found with it.
func TestTotalEndsATestThatIsSlow(t *testing.T) {
	p, s := long(t, 0), surveyOf(t)
	const slow = "package long\n\n" + `import (
	"sync"
	"testing"
)

func compute() (sum int) {
	for i := range 400_000_000 {
		sum = sum*31 + i
	}
	return sum
}

func TestSlow(t *testing.T) {
	var mu sync.Mutex
	for range 2 {
		go func() {
			for range 300 {
				mu.Lock()
				compute()
				mu.Unlock()
			}
		}()
	}
}
`
	require.NoError(t, os.WriteFile(filepath.Join(p.Dir, "slow_test.go"), []byte(slow), 0o644))
	cfg := s.Build
	cfg.Dir = p.Dir
	_, err := program.Package(t.Context(), cfg)
	require.NoError(t, err)
	s.Total = 3 * time.Second
	began := time.Now()
	found, err := s.All(t.Context(), []Package{p})
	require.NoError(t, err)
	assert.Less(t, time.Since(began), time.Minute, "an execution takes four, on a machine with nothing else to do")
	require.Len(t, found[0].Results, 2)
	assert.Equal(t, Tally{Passed: 1, Open: 1}, found[0].Tally())
	assert.Contains(t, found[0].Results[1].Report.Reason, "stopped after")
}

// Runs with too little time come to an end together: each goes on with what the ones
// before it have not judged, and knows the rest.
func TestRunsThatAreCutShortComeToAnEnd(t *testing.T) {
	const tests = 12
	p := long(t, tests)
	s := surveyOf(t)
	run := func(total time.Duration) (*Found, Tally) {
		s.Total = total
		found, err := s.All(t.Context(), []Package{p})
		require.NoError(t, err)
		require.NoError(t, found[0].Err)
		require.Nil(t, found[0].Source)
		return found[0], found[0].Tally()
	}
	cfg := s.Build
	cfg.Dir = p.Dir
	_, err := program.Package(t.Context(), cfg)
	require.NoError(t, err, "and a run has it built")
	const total = 4 * time.Second
	f, tally := run(total)
	require.Equal(t, trace.Passed, f.Results[0].Report.Outcome)
	require.Positive(t, tally.Cut, "a twelfth of the time is too little")
	assert.Contains(t, strings.Join(Summary([]*Found{f}, 0, 200), "\n"), fmt.Sprintf("cut short by -total: %d tests\nthe same command again", tally.Cut))

	for runs, judged := 0, 0; tally.Cut+tally.Untried > 0; runs++ {
		require.Less(t, runs, 3*tests, "a run of an idle machine judges four")
		f, tally = run(total)
		require.Equal(t, tests+1, tally.Tests())
		require.Equal(t, "TestLong0", f.Results[1].Test, "in the order of the source")
		assert.True(t, f.Results[0].Cached && !f.Results[0].Cut, "what was at its end is known")
		now := tests - tally.Cut - tally.Untried
		require.GreaterOrEqual(t, now, judged, "what was judged stays so")
		judged = now
	}
	began := time.Now()
	f, tally = run(total)
	assert.Less(t, time.Since(began), total/2)
	assert.Equal(t, tests, tally.Open)
	for _, r := range f.Results {
		assert.True(t, r.Cached && !r.Cut, r.Test)
	}
}
