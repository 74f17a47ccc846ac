package trace

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestSchedulesAreReadBack(t *testing.T) {
	for _, text := range []string{"", "0x3,1,2x2,1:0,c", "0x2,c:1,c,c.1,0", "1.2x9,c.3.1", "c.12:3x2"} {
		s, err := ParseSchedule(text)
		require.NoError(t, err, text)
		assert.Equal(t, text, s.String())
	}
	for _, text := range []string{"x", "c.", "c.x1", "1.", "0x0", "0:-1", "cc", "1:c"} {
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
