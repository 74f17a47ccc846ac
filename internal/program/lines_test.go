package program

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/build"
)

// Reports have thousands of places, and the file of tests that were made hundreds of
// thousands of bytes: a place must not hold on to a copy of it.
func TestAPlaceHoldsOnlyItsLine(t *testing.T) {
	file := filepath.Join(t.TempDir(), "made_test.go")
	require.NoError(t, os.WriteFile(file, []byte(strings.Repeat("\tcake := bake()\n", 20_000)+"last"), 0o600))
	p := &Program{child: &build.Child{}}
	assert.Equal(t, "cake := bake()", p.line(file, 7))
	assert.Equal(t, "last", p.line(file, 20_001))
	assert.Empty(t, p.line(file, 20_002))
	assert.Empty(t, p.line(file, 0))
	assert.Empty(t, p.line(file+"x", 1))
	assert.Zero(t, testing.AllocsPerRun(100, func() { p.line(file, 7) }), "it is read once")
}
