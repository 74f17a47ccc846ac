package sim_test

import (
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// mostForAType is a third of what it was when the whole channel was generic.
const mostForAType = 8 << 10

// TestATypeOfChannelsIsLittleCode keeps small what the compiler makes anew for each type of
// channel in each package: nine tenths of a lab's rewritten tests once were such copies.
func TestATypeOfChannelsIsLittleCode(t *testing.T) {
	object := filepath.Join(t.TempDir(), "channel.a")
	out, err := exec.Command("go", "build", "-o", object, "./testdata/channel").CombinedOutput()
	require.NoError(t, err, "%s", out)
	symbols, err := exec.Command("go", "tool", "nm", "-size", object).Output()
	require.NoError(t, err)
	size := 0
	for line := range strings.Lines(string(symbols)) {
		// ADDRESS SIZE KIND NAME: code is T, and what is made for a type has it in brackets.
		words := strings.Fields(line)
		if len(words) < 4 || words[2] != "T" || !strings.Contains(line, "sim.") || !strings.Contains(line, "[") {
			continue
		}
		n, err := strconv.Atoi(words[1])
		require.NoError(t, err, line)
		size += n
	}
	t.Logf("%d bytes", size)
	assert.Positive(t, size, "bytes of code")
	assert.Less(t, size, mostForAType, "bytes of code that are made for a type of channel")
}
