package program

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/build"
	"racelab/internal/render"
	"racelab/internal/trace"
)

// TestCausesCanBeActedOn counts, over all bugs of testdata, how many causes name
// a line or an object, and how many say no more than that a check failed.
func TestCausesCanBeActedOn(t *testing.T) {
	t.Parallel()
	p := built(t, build.Config{Dir: "testdata/bugs"})
	all, named, bare := 0, 0, 0
	for _, want := range expectations(t, "testdata/bugs") {
		r, err := p.Run(t.Context(), trace.Request{Test: want.test, Seed: 1, Time: 2 * time.Second}, nil)
		require.NoError(t, err)
		f := r.Failure
		if r.Outcome != trace.Failed || f == nil || f.Fault == trace.NeverSometimes {
			continue
		}
		all++
		c := f.Cause
		placed := false
		for _, at := range c.Places {
			placed = placed || at.Line > 0
		}
		for _, name := range c.Names {
			placed = placed || name != ""
		}
		switch {
		case c.Kind == trace.CauseCheck || c.Kind == "":
			bare++
			t.Logf("%s: %s", want.test, render.NewWords(f).Cause())
		case placed:
			named++
		default:
			t.Logf("%s: %s", want.test, render.NewWords(f).Cause())
		}
	}
	t.Logf("%d causes, of which %d name a line or an object, and %d say only that a check fails", all, named, bare)
	assert.GreaterOrEqual(t, 10*named, 9*all, "causes that name a line or an object")
}
