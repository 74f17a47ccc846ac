//go:build !race

package child

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/search"
	"racelab/internal/sim"
	simtesting "racelab/internal/sim/std/testing"
	"racelab/internal/trace"
)

// passTheStick fails, whoever has the stick when.
func passTheStick(t *simtesting.T) {
	stick := sim.Make(make(chan int), 0)
	sim.Go(0, func() {
		for n := range 2_000 {
			sim.SendTo(stick, 1).Send(n)
		}
	})
	for range 2_000 {
		sim.Recv(stick, 2)
	}
	t.Error("nobody counts")
}

// TestMergingGoesOnWhereItIs (of a million steps; see share) leaves out switches of a schedule that has thousands of them, each
// of which can be left out. It ends by the steps that it takes, and not by the time; and they
// are not spent on those that it has tried in vain before.
func TestMergingGoesOnWhereItIs(t *testing.T) {
	s := newSession(trace.Request{Test: "TestIt"}, nil, passTheStick)
	s.accept(terms{patient: true})
	x := s.execute(search.NewFair(1, false, false, 1), s.replayed(), false)
	f := &finding{fault: trace.Assertion, schedule: search.ScheduleOf(x), terms: termsOf(s.limits)}
	w := s.record(f.schedule)
	before := s.budget.steps
	best := s.merge(f, w)
	one := len(f.schedule) + setUpSteps
	assert.LessOrEqual(t, s.budget.steps-before, mergeSteps+2*one)
	assert.Less(t, s.retrace(best.schedule).preemptions, w.preemptions-100)
}
