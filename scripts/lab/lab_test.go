package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"racelab/internal/course"
	"racelab/internal/watch"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"lab": main, "lab-panics": panicking})
}

// panicking is a watch with a job that panics.
func panicking() {
	a := &app{ctx: context.Background(), out: os.Stdout, err: os.Stderr}
	must(0, a.locate())
	console, inside, err := a.openConsole()
	must(0, err)
	defer console.Close()
	defer console.OnPanic()
	must(0, watch.Lab(a.ctx, watch.Options{
		Checkout: a.checkout(), Keyboard: console, Out: inside.out,
		Judge: func(context.Context, io.Writer, course.Lab) (bool, error) { panic("the oven is on fire") },
	}, course.Lab{Name: "cakebox"}))
}

// newCourse copies the small course to a folder of its own.
func newCourse(t *testing.T) string {
	root := t.TempDir()
	require.NoError(t, layCourse(root))
	return root
}

// layCourse copies the small course, and what a judged binary needs.
func layCourse(root string) error {
	err := os.CopyFS(root, os.DirFS("testdata/course"))
	for _, part := range []string{"brief", "tell", "trace"} {
		err = cmp.Or(err, os.CopyFS(filepath.Join(root, "internal", part), os.DirFS(filepath.Join("../../internal", part))))
	}
	return cmp.Or(err, os.WriteFile(filepath.Join(root, "go.mod"), []byte("module racelab\n\ngo 1.26.0\n"), 0o644))
}

// TestScripts runs the command against a small course of one lab that needs
// nothing but the standard library, so that the scripts say how the command
// behaves and nothing about the real labs.
func TestScripts(t *testing.T) {
	goEnv := func(name string) string {
		out, err := exec.Command("go", "env", name).Output()
		require.NoError(t, err)
		return string(out[:len(out)-1])
	}
	cache, modules := goEnv("GOCACHE"), goEnv("GOMODCACHE")
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("GOCACHE", cache)
			env.Setenv("GOMODCACHE", modules)
			env.Setenv("GOTOOLCHAIN", "local")
			env.Setenv("NO_COLOR", "1")
			lab, err := exec.LookPath("lab")
			if err != nil {
				return err
			}
			env.Setenv("LABBIN", filepath.Dir(lab)) // a PATH without Go
			root := filepath.Join(env.WorkDir, "course")
			env.Cd = root
			return layCourse(root)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits, "interrupted": interrupted, "unread": unread, "killed": killed, "same": same, "copied": copied},
	})
}

// exits runs a program and checks its exit status: exits CODE PROGRAM ARGS…
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM [ARGS…]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("%v: exit status %d, want %d", args[1:], got, want)
	}
}

// prepared is a program with the script's environment.
func prepared(ts *testscript.TestScript, args []string) *exec.Cmd {
	path, err := exec.LookPath(args[0])
	ts.Check(err)
	cmd := exec.Command(path, args[1:]...)
	cmd.Dir = ts.MkAbs(".")
	for _, name := range []string{"PATH", "HOME", "GOCACHE", "GOMODCACHE", "GOTOOLCHAIN", "NO_COLOR"} {
		cmd.Env = append(cmd.Env, name+"="+ts.Getenv(name))
	}
	return cmd
}

// unread starts a program, reads one line of what it says and no more, as head
// does, and checks that the program leaves nothing in its folder for temporary
// files: unread PROGRAM ARGS…
func unread(ts *testscript.TestScript, neg bool, args []string) {
	cmd := prepared(ts, args)
	temp := ts.MkAbs("temp")
	ts.Check(os.MkdirAll(temp, 0o755))
	cmd.Env = append(cmd.Env, "TMPDIR="+temp)
	out, err := cmd.StdoutPipe()
	ts.Check(err)
	ts.Check(cmd.Start())
	_, err = bufio.NewReader(out).ReadString('\n')
	ts.Check(err)
	ts.Check(out.Close())
	_ = cmd.Wait()
	left, err := os.ReadDir(temp)
	ts.Check(err)
	if len(left) > 0 {
		ts.Fatalf("%v left %s behind, and ended with %v", args, left[0].Name(), cmd.ProcessState)
	}
}

// interrupted starts a program, sends it Ctrl-C once it has printed a line, and
// checks that it ends with status 3 and says so: interrupted PROGRAM ARGS…
func interrupted(ts *testscript.TestScript, neg bool, args []string) {
	cmd := prepared(ts, args)
	out, err := cmd.StdoutPipe()
	ts.Check(err)
	ts.Check(cmd.Start())
	lines := bufio.NewReader(out)
	_, err = lines.ReadString('\n')
	ts.Check(err)
	ts.Check(cmd.Process.Signal(os.Interrupt))
	rest, err := io.ReadAll(lines)
	ts.Check(err)
	_ = cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != 3 || !strings.Contains(string(rest), "interrupted") {
		ts.Fatalf("exit status %d, want 3 and a word about the interruption; it said:\n%s", code, rest)
	}
}

// TestEveryLabCanBeReset compares the labs of this checkout with the copies
// that reset brings back. It fails, rightly, once you have fixed a lab.
func TestEveryLabCanBeReset(t *testing.T) {
	root, err := findRoot(must(os.Getwd()))
	require.NoError(t, err)
	for _, l := range course.Labs {
		lab, err := os.ReadFile(filepath.Join(root, l.File()))
		if !assert.NoError(t, err) {
			continue
		}
		pristine, err := os.ReadFile(filepath.Join(root, l.Pristine()))
		if assert.NoError(t, err) {
			assert.True(t, string(lab) == string(pristine), "%s and %s must be the same; copy the one you mean",
				l.File(), l.Pristine())
		}
	}
}

func findRoot(dir string) (string, error) {
	c, err := course.Locate(dir)
	return c.Root, err
}

func pristineFile(name string) string { return course.Lab{Name: name}.Pristine() }

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
