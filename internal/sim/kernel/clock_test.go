package kernel

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// Ten thousand goroutines unlock one mutex after the other, each with a longer clock.
func TestAClockThatGrowsTakesLittleMemory(t *testing.T) {
	before := clocks
	defer func() { clocks = before }()
	clocks = Arena[uint32]{}
	taken := 0
	for s, n := (&Sync{epoch: epoch}), 1; n <= 10_000; n++ {
		has := cap(s.vc)
		if s.fresh(n); cap(s.vc) > has {
			taken += cap(s.vc)
		}
		assert.GreaterOrEqual(t, cap(s.vc), n)
	}
	assert.Less(t, taken, 4*10_000)
	assert.Less(t, len(clocks.room), 8*10_000)
}
