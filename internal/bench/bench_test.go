package bench

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestBarsAreMeasuredAgainstTheSequentialOne(t *testing.T) {
	lines := Bars([]Figure{{"SequentialCalls", 4e6}, {"CallsBy8", 1e6}, {"CallsUnderOneLock", 8e6}})
	assert.Equal(t, 15, strings.Count(lines[0], "#"))
	assert.Contains(t, lines[0], "4ms")
	assert.NotContains(t, lines[0], "times")
	assert.Equal(t, 3, strings.Count(lines[1], "#"))
	assert.Contains(t, lines[1], "calls by 8 ")
	assert.Contains(t, lines[1], " 4 times as fast")
	assert.Equal(t, 30, strings.Count(lines[2], "#"), "the longest")
	assert.Contains(t, lines[2], " 2 times as slow")
	assert.Empty(t, Bars(nil))
}

func TestFiguresAreRead(t *testing.T) {
	m := line.FindAllStringSubmatch("cpu: x\nBenchmarkSequentialCalls-2   \t     100\t  3.5 ns/op\nBenchmarkBy8 \t 7\t 12 ns/op\t 0 B/op\nPASS\n", -1)
	assert.Len(t, m, 2)
	assert.Equal(t, []string{"SequentialCalls", "3.5"}, m[0][1:])
	assert.Equal(t, []string{"By8", "12"}, m[1][1:])
}
