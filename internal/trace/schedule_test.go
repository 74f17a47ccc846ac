package trace

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestSchedulesAreReadBack(t *testing.T) {
	for _, text := range []string{"", "0x3,1,2x2,1:0,c", "0x2,c:1,c,c.1,0", "1.2x9,c.3.1", "c.12:3x2", "0,(1,2)x3,0", "(14,0x2)x3000", "1,2,1,2"} {
		s, err := ParseSchedule(text)
		require.NoError(t, err, text)
		assert.Equal(t, text, s.String())
	}
	for _, text := range []string{"x", "c.", "c.x1", "1.", "0x0", "0:-1", "cc", "1:c", "(1,2", "(1,(2)x2)x2", "1)x2", "(1,2)", "(1,2)x0", "(1,2)x600000"} {
		_, err := ParseSchedule(text)
		assert.Error(t, err, text)
	}
}

func TestEndlessSchedulesAreReadBack(t *testing.T) {
	s, cycle, err := ParseEndless("0x3@c.1,c")
	require.NoError(t, err)
	assert.Equal(t, 2, cycle)
	assert.Equal(t, "0x3@c.1,c", s.Endless(cycle))
}

// Two goroutines that take turns for thousands of steps make no page of numbers.
func TestAnAlternationIsShort(t *testing.T) {
	var s Schedule
	for range 3000 {
		s = append(s, Decision{"14", -1}, Decision{"0", -1})
	}
	assert.Equal(t, "(14,0)x3000", s.String())
	s = append(s, Decision{"3", 1})
	assert.Equal(t, "(14,0)x3000,3:1", s.String())
}
