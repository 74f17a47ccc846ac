//go:build linux || darwin

package main

import (
	"os"
	ossignal "os/signal"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"racelab/internal/course"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	halfWritten = "package cakebox\n\nfunc (b *Box) Put() {\n"
	forEver     = "package cakebox\n\ntype Box struct{}\n\nfunc (b *Box) Put() {\n\tfor {\n\t}\n}\n\nfunc (b *Box) Cakes() int { return 2 }\n\nfunc Lid() int { return 1 }\n"
)

func save(t *testing.T, path, text string) {
	t.Helper()
	require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
}

func text(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	return string(data)
}

func TestWatchJudgesEverySave(t *testing.T) {
	t.Parallel()
	root := newCourse(t)
	file := filepath.Join(root, course.Lab{Name: "cakebox"}.File())
	broken, solution := text(t, file), text(t, filepath.Join(root, course.Lab{Name: "cakebox"}.Solution()))
	s := inTerminal(t, root, "lab", "watch", "cakebox")
	s.expect(`judging cakebox`)
	s.expect(`FAIL  cakebox: data race`)
	assert.Regexp(t, `\r\n.*next.*hint.*quit\r\n`, s.expect(`waiting for you to save labs/cakebox/cakebox.go`))

	save(t, file, halfWritten)
	s.expect(`FAIL  cakebox: does not build`)
	s.expect(`labs/cakebox/cakebox.go:4:1: syntax error`)
	s.expect(`waiting for you`)

	// As editors do: another file in its place.
	save(t, file+".new", broken)
	require.NoError(t, os.Rename(file+".new", file))
	s.expect(`FAIL  cakebox: data race`)
	s.expect(`waiting for you`)

	// The last of two saves counts.
	save(t, file, solution)
	time.Sleep(10 * time.Millisecond)
	save(t, file, halfWritten)
	assert.NotContains(t, s.expect(`FAIL  cakebox: does not build`), "PASS")
	s.expect(`waiting for you`)

	require.NoError(t, os.Remove(file))
	s.expect(`there is no labs/cakebox/cakebox.go`)
	s.expect(`go tool lab reset cakebox`)

	s.press("q")
	s.ends(exitOK)
	p, err := course.LoadProgress(root)
	require.NoError(t, err)
	assert.Empty(t, p.Solved)
}

// A run that would take until the judge's limit is given up for a better file,
// and after the pass the next lab's turn comes.
func TestWatchCancelsAndMovesOn(t *testing.T) {
	t.Parallel()
	root := newCourse(t)
	file := filepath.Join(root, course.Lab{Name: "cakebox"}.File())
	solution := text(t, filepath.Join(root, course.Lab{Name: "cakebox"}.Solution()))
	save(t, file, forEver)
	s := inTerminal(t, root, "lab", "watch", "cakebox")
	s.expect(`judging cakebox`)
	time.Sleep(2 * time.Second) // it may be building or running: both can be cancelled
	save(t, file, solution)
	assert.NotContains(t, s.expect(`PASS  cakebox`), "FAIL")
	s.expect(`Why the fix is right`)
	s.expect(`on to [a-z]+ — `)
	s.expect(`waiting for you to save labs/[a-z]+/[a-z]+.go`)

	s.press("n")
	s.expect(`there is no labs/[a-z]+/[a-z]+.go`)
	s.press("l")
	s.press("cakeb")
	s.expect(`which lab\? cakeb_`)
	s.expect(`> \[x\] cakebox`)
	s.press("\x1b") // what came at once with it would be a key with Alt
	s.expect(`waiting for you`)
	s.press("?")
	s.expect(`one more hint`)
	s.press("h")
	s.expect(`cannot read solutions/[a-z]+/hints.md`)

	// Whichever lab is saved is the current one, and a solved one stays so.
	save(t, file, solution+"\n")
	s.expect(`PASS  cakebox`)
	s.expect(`waiting for you`)
	s.press("\x1b[D") // an arrow is no key
	s.press("x")
	s.expect(`There is no key 'x'`)
	s.press("\x03")
	s.ends(exitOK)
}

// On the course's own lab, since the explorer needs its simulator. The question
// ends the judgement, so nothing is recorded.
func TestWatchShowsAFailingSchedule(t *testing.T) {
	t.Parallel()
	root, err := findRoot(must(os.Getwd()))
	require.NoError(t, err)
	s := inTerminal(t, root, "lab", "watch", "cakebox")
	s.expect(`judging cakebox`)
	s.press("e")
	s.expect(`looking for a failing schedule of cakebox`)
	assert.NotContains(t, s.expect(`cause   assertion|passed: all`), "judging")
	s.expect(`more \(1 of 2\)`)
	s.expect(`waiting for you`)
	s.press(" ")
	s.expect(`replay  go tool lab explore cakebox -run`)
	s.expect(`waiting for you`)
	s.press("q")
	s.ends(exitOK)
}

func TestWatchLeavesTheTerminalSane(t *testing.T) {
	t.Parallel()
	t.Run("Ctrl-C while it judges", func(t *testing.T) {
		root := newCourse(t)
		save(t, filepath.Join(root, course.Lab{Name: "cakebox"}.File()), forEver)
		s := inTerminal(t, root, "lab", "watch", "cakebox")
		s.expect(`judging cakebox`)
		s.press("\x03")
		s.ends(exitOK)
	})
	for name, signal := range map[string]os.Signal{"interrupted": os.Interrupt, "ended": syscall.SIGTERM, "window closed": syscall.SIGHUP} {
		if signal == syscall.SIGHUP && ossignal.Ignored(syscall.SIGHUP) {
			continue // under nohup, which the command respects
		}
		t.Run(name, func(t *testing.T) {
			s := inTerminal(t, newCourse(t), "lab", "watch", "cakebox")
			s.expect(`judging cakebox`)
			require.NoError(t, s.cmd.Process.Signal(signal))
			s.ends(exitOK)
		})
	}
	t.Run("panic", func(t *testing.T) {
		s := inTerminal(t, newCourse(t), "lab-panics")
		s.expect(`panic: the oven is on fire`)
		s.ends(2)
	})
	t.Run("usage", func(t *testing.T) {
		s := inTerminal(t, newCourse(t), "lab", "watch", "cakebx")
		s.expect(`did you mean "cakebox"`)
		s.ends(exitUsage)
	})
}
