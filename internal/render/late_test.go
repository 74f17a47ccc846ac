package render_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"racelab/internal/trace"
)

func TestWhoIsLateIsToldWithItsPlaceIfItHasOne(t *testing.T) {
	said := text(&trace.Failure{Fault: trace.Assertion, Replay: "0", Late: []trace.Late{
		{Task: 1, Lost: int64(time.Second), Where: trace.Place{File: "labs/x/x.go", Line: 7}},
		{Task: 3, Lost: int64(time.Minute)},
	}})
	assert.Contains(t, said, "hangUp to lose 1s at x.go:7, and")
	assert.Regexp(t, `goroutine-3\s+to\s+lose\s+1m0s:`, said)
}
