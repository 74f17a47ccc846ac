package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestNothingGoesOnWithoutTheCommand ends the command from outside, as timeout does, while the go
// command compiles for it. What compiles a single package when there is no chance to end it comes
// to its end by itself.
func TestNothingGoesOnWithoutTheCommand(t *testing.T) {
	for _, end := range []syscall.Signal{syscall.SIGTERM, syscall.SIGKILL} {
		t.Run(end.String(), func(t *testing.T) {
			dir, cache := t.TempDir(), t.TempDir()
			require.NoError(t, os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module example.org/ended\n\ngo 1.26\n"), 0o644))
			require.NoError(t, os.WriteFile(filepath.Join(dir, "p_test.go"), []byte("package p\n\nimport \"testing\"\n\nfunc TestIt(*testing.T) {}\n"), 0o644))
			cmd := exec.Command("lab", "explore", ".")
			cmd.Dir = dir
			cmd.Env = append(os.Environ(), "PWD="+dir, "GOCACHE="+cache, "XDG_CACHE_HOME="+cache)
			require.NoError(t, cmd.Start())
			t.Cleanup(func() { _ = cmd.Process.Kill() })
			require.Eventually(t, func() bool { return slices.Contains(startedWith(cache), "compile") }, patience, 10*time.Millisecond)
			require.NoError(t, cmd.Process.Signal(end))
			_ = cmd.Wait() // it reports how it ended
			assert.Eventually(t, func() bool { return !slices.Contains(startedWith(cache), "go") }, patience, 10*time.Millisecond)
			if end == syscall.SIGTERM {
				assert.Empty(t, startedWith(cache))
			}
			assert.Eventually(t, func() bool { return len(startedWith(cache)) == 0 }, patience, 100*time.Millisecond)
		})
	}
}

// startedWith names the programs that run with a cache of their own.
func startedWith(cache string) (names []string) {
	list, _ := filepath.Glob("/proc/[0-9]*/environ")
	for _, path := range list {
		environ, _ := os.ReadFile(path) // it may have ended meanwhile, or be somebody else's
		said, _ := os.ReadFile(filepath.Join(filepath.Dir(path), "cmdline"))
		if bytes.Contains(environ, []byte("GOCACHE="+cache+"\x00")) && len(said) > 0 {
			name, _, _ := strings.Cut(string(said), "\x00")
			names = append(names, filepath.Base(name))
		}
	}
	return names
}
