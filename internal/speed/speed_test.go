package speed

import (
	"context"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestEveryPieceIsDone(t *testing.T) {
	var done atomic.Int64
	c := Case{Pieces: 20, Piece: func() { done.Add(1) }, Workers: []int{1, 3, 50}}
	figures := c.Figures()
	require.NoError(t, c.Round(t.Context(), figures))
	assert.EqualValues(t, 20*4, done.Load(), "a plain loop, and three numbers of workers")
	for i, f := range figures {
		assert.Equal(t, []int{0, 1, 3, 50}[i], f.Workers)
		assert.Positive(t, f.Took)
	}
}

// Five who wait at the same time are quicker than one who waits five times: of
// all that is measured here only this is certain on every machine.
func TestWaitsOverlap(t *testing.T) {
	c := Case{Pieces: 10, Piece: Waiting(20 * time.Millisecond), Processors: 1, Workers: []int{5}}
	figures := c.Figures()
	require.NoError(t, c.Round(t.Context(), figures))
	assert.GreaterOrEqual(t, figures[0].Took, 200*time.Millisecond)
	assert.Less(t, figures[1].Took, figures[0].Took)
}

func TestTheBestTwoTimesAreKept(t *testing.T) {
	f := Figure{}
	assert.False(t, f.Steady())
	for _, took := range []time.Duration{90, 50, 70, 54, 80} {
		f.add(took)
	}
	assert.Equal(t, Figure{Took: 50, Second: 54}, f)
	assert.True(t, f.Steady())
	f.add(20)
	assert.Equal(t, Figure{Took: 20, Second: 50}, f)
	assert.False(t, f.Steady(), "a single quick try may be chance")
}

func TestProcessorsAreGivenBack(t *testing.T) {
	before := runtime.GOMAXPROCS(0)
	seen := 0
	c := Case{Pieces: 1, Piece: func() { seen = runtime.GOMAXPROCS(0) }, Processors: 1}
	require.NoError(t, c.Round(t.Context(), c.Figures()))
	assert.Equal(t, 1, seen)
	assert.Equal(t, before, runtime.GOMAXPROCS(0))
}

func TestCancelled(t *testing.T) {
	for _, figures := range [][]Figure{{{}}, {{Workers: 2}}} {
		ctx, cancel := context.WithCancel(t.Context())
		c := Case{Pieces: 1 << 30, Piece: func() { cancel() }}
		assert.ErrorIs(t, c.Round(ctx, figures), context.Canceled)
	}
}

func TestComputingTakesTime(t *testing.T) {
	piece := Computing(time.Millisecond)
	began := time.Now()
	for range 10 {
		piece()
	}
	assert.Greater(t, time.Since(began), time.Millisecond, "ten pieces of about a millisecond")
}
