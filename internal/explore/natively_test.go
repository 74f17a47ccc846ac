package explore

import (
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/scenario"
)

// shelf counts; step is what it counts by.
type shelf struct {
	mu      sync.Mutex
	n, step int
}

func (s *shelf) add() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.n += s.step
	return s.n
}

func counting(step int) func() []func() []any {
	return func() []func() []any {
		s := &shelf{step: step}
		return []func() []any{
			func() []any { return Results(s.add()) },
			func() []any { panic("no room") },
		}
	}
}

func TestScenariosArePlayedNatively(t *testing.T) {
	sizes, names := scenario.UpTo(scenario.Size{Goroutines: 3, Calls: 2, Before: 1}), []string{"Add()", "Burn()"}
	assert.Empty(t, natively(names, counting(1), counting(1), sizes))

	wrong := strings.Join(natively(names, counting(2), counting(1), sizes), "\n")
	assert.Contains(t, wrong, "no order of these calls")
	assert.Regexp(t, `caller-\d +Add\(\) +→ 2 +├─`, wrong)
	assert.Regexp(t, `test +Burn\(\) +→ panics: no room`, wrong, "a panic is a result")
}
