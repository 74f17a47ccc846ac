//go:build linux || darwin

package main

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/creack/pty"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/term"
)

// patience is how long a screen may take on a busy machine.
const patience = 90 * time.Second

// A screen is a command that runs in a terminal of its own.
type screen struct {
	t        *testing.T
	keyboard *os.File
	tty      *os.File
	before   *term.State
	cmd      *exec.Cmd

	mu   sync.Mutex
	text strings.Builder
	seen int // what expect has gone past
}

// inTerminal starts a command in a terminal of 80 by 24.
func inTerminal(t *testing.T, dir, name string, args ...string) *screen {
	t.Helper()
	return inTerminalOf(t, 80, dir, name, args...)
}

// inTerminalOf is inTerminal, so many cells wide.
func inTerminalOf(t *testing.T, width uint16, dir, name string, args ...string) *screen {
	t.Helper()
	keyboard, tty, err := pty.Open()
	require.NoError(t, err)
	require.NoError(t, pty.Setsize(tty, &pty.Winsize{Rows: 24, Cols: width}))
	before, err := term.GetState(int(tty.Fd()))
	require.NoError(t, err)
	s := &screen{t: t, keyboard: keyboard, tty: tty, before: before, cmd: exec.Command(name, args...)}
	s.cmd.Dir = dir
	s.cmd.Env = append(os.Environ(), "TERM=xterm", "NO_COLOR=1", "PWD="+dir)
	s.cmd.Stdin, s.cmd.Stdout, s.cmd.Stderr = tty, tty, tty
	require.NoError(t, s.cmd.Start())
	t.Cleanup(func() {
		_ = s.cmd.Process.Kill()
		tty.Close()
		keyboard.Close()
	})
	go s.read()
	return s
}

func (s *screen) read() {
	chunk := make([]byte, 4096)
	for {
		n, err := s.keyboard.Read(chunk)
		s.mu.Lock()
		s.text.Write(chunk[:n])
		s.mu.Unlock()
		if err != nil {
			return
		}
	}
}

func (s *screen) shown() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// expect waits for something that was not on the screen before, and returns
// what was printed up to there.
func (s *screen) expect(pattern string) string {
	s.t.Helper()
	want := regexp.MustCompile(pattern)
	for end := time.Now().Add(patience); ; time.Sleep(5 * time.Millisecond) {
		fresh := s.shown()[s.seen:]
		if at := want.FindStringIndex(fresh); at != nil {
			s.seen += at[1]
			return fresh[:at[1]]
		}
		if time.Now().After(end) {
			s.t.Fatalf("the screen never showed %q; it shows:\n%s", pattern, fresh)
		}
	}
}

func (s *screen) press(keys string) {
	s.t.Helper()
	_, err := s.keyboard.WriteString(keys)
	require.NoError(s.t, err)
}

// ends waits for the command's end and compares its exit status, and the
// terminal with what it was before.
func (s *screen) ends(code int) {
	s.t.Helper()
	ended := make(chan struct{})
	go func() {
		_ = s.cmd.Wait()
		close(ended)
	}()
	select {
	case <-ended:
	case <-time.After(patience):
		s.t.Fatalf("it did not end; the screen shows:\n%s", s.shown())
	}
	assert.Equal(s.t, code, s.cmd.ProcessState.ExitCode(), s.shown())
	after, err := term.GetState(int(s.tty.Fd()))
	require.NoError(s.t, err)
	assert.Equal(s.t, s.before, after, "the terminal is as it was")
}
