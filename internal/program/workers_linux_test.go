package program

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/brief"
	"racelab/internal/build"
	"racelab/internal/trace"
)

// TestWorkersEndWithTheirLeader kills the child in the middle of a search that it shares, and
// another time leaves it without a parent.
func TestWorkersEndWithTheirLeader(t *testing.T) {
	t.Parallel()
	p := built(t, build.Config{Dir: queue(t)})
	said, err := json.Marshal(trace.Brief{Request: &trace.Request{Test: "TestFour", Time: time.Hour, Workers: 3}})
	require.NoError(t, err)
	for _, killed := range []bool{true, false} {
		cmd := exec.Command(p.child.Exe)
		cmd.Dir = p.child.Dir
		cmd.Env = append(os.Environ(), brief.Var+"="+strconv.Itoa(len(said)))
		in, err := cmd.StdinPipe()
		require.NoError(t, err)
		require.NoError(t, cmd.Start())
		t.Cleanup(func() { _ = cmd.Process.Kill() })
		_, err = in.Write(said)
		require.NoError(t, err)
		require.Eventually(t, func() bool { return processes(p.child.Exe) == 4 }, time.Minute, 50*time.Millisecond, "a leader and three workers")
		if killed {
			require.NoError(t, cmd.Process.Kill())
		} else {
			require.NoError(t, in.Close())
		}
		_ = cmd.Wait() // it reports how it ended
		assert.Eventually(t, func() bool { return processes(p.child.Exe) == 0 }, 20*time.Second, 50*time.Millisecond, "all of them have ended")
	}
}

// processes counts the processes of a program.
func processes(exe string) (n int) {
	links, _ := filepath.Glob("/proc/[0-9]*/exe")
	for _, link := range links {
		if to, err := os.Readlink(link); err == nil && to == exe {
			n++
		}
	}
	return n
}
