package survey

import (
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

// Runs with too little time come to an end together: each goes on with what the ones
// before it have not judged, and knows the rest.
func TestRunsThatAreCutShortComeToAnEnd(t *testing.T) {
	const tests = 12
	p := long(t, tests)
	root, err := filepath.Abs("../..")
	require.NoError(t, err)
	s := &Survey{Build: build.Config{Home: root, Cache: t.TempDir()}, At: 1, Watch: Quiet{},
		Request: func(Package) trace.Request { return trace.Request{TimeMode: trace.Patient} }}
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
	_, err = program.Package(t.Context(), cfg)
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
