package explore_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/linear"
	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/racelab/explore"
	"racelab/internal/sim/std/simtest"
	"racelab/internal/sim/std/sync"
	"racelab/internal/sim/std/sync/atomic"
)

// till counts what is paid, in one of several ways.
type till struct {
	door      sync.Mutex
	sum, paid atomic.Int64
}

func (t *till) guarded() int64 {
	t.door.Lock()
	defer t.door.Unlock()
	return t.sum.Add(1)
}

func (t *till) stale() int64 {
	n := t.sum.Load()
	t.sum.Store(n + 1)
	return n + 1
}

// late counts what is paid when it has given the receipt.
func (t *till) late() int64 {
	n := t.sum.Add(1)
	t.paid.Add(1)
	return n
}

// torn looks at two counts that are two moments'.
func (t *till) torn() int64 { return t.sum.Load() - t.paid.Load() }

// What is found if the begins and the ends of calls are no scheduling points is what is
// found if they are, on any schedule there is.
func TestWithoutMarksTheSameIsFound(t *testing.T) {
	explore.Explained = linear.Explains
	type calls = explore.Operations[*till]
	call := func(f func(*till) int64) func(*till) []any {
		return func(t *till) []any { return explore.Results(f(t)) }
	}
	for name, c := range map[string]struct {
		calls calls
		right bool
	}{
		"one lock":             {calls{"a": call((*till).guarded)}, true},
		"a lock and an atomic": {calls{"a": call((*till).guarded), "b": call(func(t *till) int64 { return t.sum.Load() })}, true},
		"load, store":          {calls{"a": call((*till).stale)}, false},
		"counted late":         {calls{"a": call((*till).late), "b": call(func(t *till) int64 { return t.paid.Load() })}, true},
		"two moments":          {calls{"a": call((*till).late), "b": call((*till).torn)}, false},
	} {
		body := func() {
			explore.Linearizable(nil, func() *till { return &till{} }, nil, c.calls, explore.Scenarios(2, 1, 0))
		}
		explore.Forget()
		faults, doubts := 0, 0
		all := simtest.Each(body, func(x *kernel.Exec) { faults += len(x.Faults) })
		few := simtest.EachFew(body, func(x *kernel.Exec) {
			if x.Refined {
				doubts++
			}
		})
		assert.Equal(t, c.right, faults == 0, name)
		assert.Equal(t, c.right, doubts == 0, name)
		t.Logf("%s: %d schedules, %d without marks", name, all, few)
		assert.Less(t, few, all, name)
	}
}
