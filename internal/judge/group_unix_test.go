//go:build unix

package judge

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	. "racelab/internal/course"
)

func TestForkedChildDiesWithTheRun(t *testing.T) {
	pidFile := filepath.Join(t.TempDir(), "pid")
	j, candidate := newJudge(t, sourceOf("os:os/exec:strconv", `
	c := exec.Command("sleep", "600")
	c.Stdout = os.Stdout
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	os.WriteFile(`+strconv.Quote(pidFile)+`, []byte(strconv.Itoa(c.Process.Pid)), 0o600)
	return 42`, ""))
	r, err := j.Try(t.Context(), "x", candidate, false, 1)
	require.NoError(t, err)
	assert.Equal(t, WrongResult, r.Verdict)
	assert.Contains(t, r.Note, "left a process behind")
	assert.Less(t, r.Duration, 10*time.Second)

	text, err := os.ReadFile(pidFile)
	require.NoError(t, err)
	pid, err := strconv.Atoi(strings.TrimSpace(string(text)))
	require.NoError(t, err)
	assert.Eventually(t, func() bool { return gone(pid) }, 5*time.Second, 10*time.Millisecond)
}

// gone reports whether a process has ended; one that nobody has reaped yet has.
func gone(pid int) bool {
	if syscall.Kill(pid, 0) != nil {
		return true
	}
	stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	return err == nil && strings.Contains(string(stat), ") Z ")
}
