package render_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/render"
	"racelab/internal/trace"
)

// Piece by piece there is to see what Text shows at once.
func TestStepsAreThoseOfTheText(t *testing.T) {
	for name, r := range reports() {
		for _, width := range []int{80, 100} {
			s := render.StepsOf(r, options(width))
			if r.Failure == nil {
				assert.Empty(t, s.Cause, name)
				continue
			}
			lines := s.Head
			for _, row := range s.Rows {
				lines = append(lines, row...)
			}
			assert.Contains(t, render.Text(r, options(width)), strings.Join(lines, "\n"), name)
			assert.NotEmpty(t, s.Cause, name)
			assert.Equal(t, len(r.Failure.Waits) > 0, len(s.Waits) > 0, name)
		}
	}
}

func TestStepsOfAPass(t *testing.T) {
	assert.Equal(t, render.Steps{}, render.StepsOf(&trace.Report{Outcome: trace.Passed}, render.Options{}))
}
