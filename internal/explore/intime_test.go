package explore

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// ofASolution builds the tests of a solution, and prepares a run of those that
// explore, with nothing in the explorer's cache. Go's own cache stays.
func ofASolution(t *testing.T, args ...string) (cmd *exec.Cmd, said *bytes.Buffer, cache string) {
	t.Helper()
	exe := filepath.Join(t.TempDir(), "cakebox.test")
	out, err := exec.Command("go", "test", "-c", "-o", exe, "racelab/solutions/cakebox").CombinedOutput()
	require.NoError(t, err, "%s", out)
	built, err := exec.Command("go", "env", "GOCACHE").Output()
	require.NoError(t, err)
	cache, said = t.TempDir(), &bytes.Buffer{}
	cmd = exec.Command(exe, append([]string{"-test.run=OnEverySchedule"}, args...)...)
	cmd.Dir = filepath.Join("..", "..", "solutions", "cakebox")
	cmd.Env = append(os.Environ(), "XDG_CACHE_HOME="+cache, "HOME="+cache, "GOCACHE="+strings.TrimSpace(string(built)))
	cmd.Stdout, cmd.Stderr = said, said
	return cmd, said, cache
}

// assertTidy says that nothing half made lies in the cache.
func assertTidy(t *testing.T, cache string) {
	t.Helper()
	left, err := filepath.Glob(filepath.Join(cache, "racelab", "explore", "*", ".tmp-*"))
	require.NoError(t, err)
	assert.Empty(t, left, "left behind")
}

func TestABuildThatTakesTooLongIsCutShort(t *testing.T) {
	if runtime.GOOS == "darwin" || runtime.GOOS == "windows" {
		t.Skip("the cache is where XDG_CACHE_HOME says on other systems only")
	}
	cmd, said, cache := ofASolution(t, "-test.run=TestOneCakePerBoxOnEverySchedule", "-test.timeout=2s")
	assert.Error(t, cmd.Run())
	assert.Contains(t, said.String(), "inconclusive: cut short while building")
	assert.NotContains(t, said.String(), "test timed out")
	assertTidy(t, cache)
}

func TestCtrlCLeavesNothingBehind(t *testing.T) {
	if runtime.GOOS == "darwin" || runtime.GOOS == "windows" {
		t.Skip("there is no such signal, or the cache is elsewhere")
	}
	cmd, said, cache := ofASolution(t)
	require.NoError(t, cmd.Start())
	child := filepath.Join(cache, "racelab", "explore", "child", ".tmp-*")
	require.Eventually(t, func() bool {
		making, _ := filepath.Glob(child)
		return len(making) > 0
	}, time.Minute, time.Millisecond, "it builds")
	require.NoError(t, cmd.Process.Signal(os.Interrupt))
	assert.Error(t, cmd.Wait())
	assert.Equal(t, 130, cmd.ProcessState.ExitCode())
	assert.Contains(t, said.String(), "interrupted while building")
	assertTidy(t, cache)
}
