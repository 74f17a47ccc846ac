package audit

import (
	"cmp"
	"flag"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/build"
	"racelab/internal/course"
	"racelab/internal/program"
	"racelab/internal/trace"
)

var (
	steadyRuns = flag.Int("steady", 2, "how often each test is explored, to see that it comes to the same")
	steadyLabs = flag.String("steadylabs", `^(cakebox|callcentre)/(broken|solution)$`, "of which labs and kinds (LAB/KIND/SLUG)")
)

// TestTheSameEveryTime explores the tests of labs again and again: what one seed comes
// to is counted in steps, so that it does not depend on what else the machine does.
// Only a limit in time may cut it, and then the report says so.
func TestTheSameEveryTime(t *testing.T) {
	root, err := filepath.Abs(filepath.Join("..", ".."))
	require.NoError(t, err)
	c, err := course.Locate(root)
	require.NoError(t, err)
	explored, cut := 0, 0
	for _, e := range (Plan{Only: regexp.MustCompile(*steadyLabs)}).Entries(c) {
		name := e.Lab.Name + "/" + e.Name()
		p, err := program.Package(t.Context(), build.Config{Dir: c.Path(filepath.Dir(e.Lab.File())), Overlay: overlayOf(t, c, e)})
		require.NoError(t, err, name)
		for _, test := range p.Tests() {
			if !strings.Contains(test, "Schedule") {
				continue
			}
			first := ""
			for range *steadyRuns {
				r, err := p.Run(t.Context(), trace.Request{Test: test, Seed: 1}, nil)
				require.NoError(t, err, name)
				explored++
				if r.Late {
					cut++
					t.Logf("%s %s: cut after %.0f s, %d schedules", name, test, r.Seconds, r.Executions)
					continue
				}
				first = cmp.Or(first, r.CameTo())
				assert.Equal(t, first, r.CameTo(), "%s %s: explored again", name, test)
			}
		}
	}
	t.Logf("%d explorations, %d cut by a limit in time", explored, cut)
	assert.Less(t, cut, explored, "of those that a limit in time has cut nothing was compared")
}
