package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// frontVar makes the test binary be the front.
const frontVar = "RACELAB_FRONT"

func TestMain(m *testing.M) {
	if os.Getenv(frontVar) != "" {
		main()
	}
	os.Exit(m.Run())
}

// course makes a checkout whose command says what it was given.
func course(t *testing.T) (root string) {
	root, err := filepath.EvalSymlinks(t.TempDir())
	require.NoError(t, err)
	write(t, filepath.Join(root, "go.mod"), "module racelab\n\ngo 1.26\n")
	write(t, filepath.Join(root, "scripts", "lab", "main.go"),
		"package main\n\nimport \"os\"\n\nfunc main() {\n\tprintln(len(os.Args), os.Args[len(os.Args)-1])\n\tos.Exit(7)\n}\n")
	return root
}

func write(t *testing.T, path, text string) {
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
	require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
}

// front runs the front in dir and returns its exit status and what it said.
func front(t *testing.T, dir, cache string, args ...string) (code int, said string) {
	cmd := exec.Command(os.Args[0], args...)
	cmd.Dir = dir
	goCache, err := exec.Command("go", "env", "GOCACHE").Output()
	require.NoError(t, err)
	cmd.Env = append(os.Environ(), frontVar+"=1", "PWD="+dir, "XDG_CACHE_HOME="+cache, "LocalAppData="+cache, "HOME="+cache,
		"GOCACHE="+strings.TrimSpace(string(goCache)), "GOFLAGS=")
	var words bytes.Buffer
	cmd.Stdout, cmd.Stderr = &words, &words
	err = cmd.Run()
	var ended *exec.ExitError
	require.True(t, err == nil || errors.As(err, &ended), "%v", err)
	return cmd.ProcessState.ExitCode(), words.String()
}

func TestTheCommandIsBuiltOnceAndGetsItAll(t *testing.T) {
	root, cache := course(t), t.TempDir()
	code, said := front(t, root, cache, "run", "cakebox")
	assert.Equal(t, 7, code, "%s", said)
	assert.Contains(t, said, "building the lab command")
	assert.Contains(t, said, "3 cakebox\n")

	inside := filepath.Join(root, "scripts")
	code, said = front(t, inside, cache, "hint")
	assert.Equal(t, 7, code)
	assert.Equal(t, "2 hint\n", said, "it is there already")

	write(t, filepath.Join(root, "scripts", "lab", "more.go"), "package main\n\nfunc init() { println(\"changed\") }\n")
	code, said = front(t, root, cache, "map")
	assert.Equal(t, 7, code)
	assert.Contains(t, said, "changed\n2 map\n")
	kept, err := filepath.Glob(filepath.Join(cache, "*", "command", "*", "*"))
	require.NoError(t, err)
	if len(kept) > 0 { // on macOS the cache is elsewhere below HOME
		assert.Len(t, kept, 1, "the earlier one is gone, and so is what it was made in")
	}
}

func TestWhatCannotBeBuiltIsSaid(t *testing.T) {
	root, cache := course(t), t.TempDir()
	write(t, filepath.Join(root, "scripts", "lab", "more.go"), "package main\n\nvar cake = oven\n")
	code, said := front(t, root, cache)
	assert.Equal(t, exitTool, code)
	assert.Contains(t, said, "undefined: oven")
	assert.Contains(t, said, "hint: ")
}

func TestOutsideOfTheCourse(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "go.mod"), "module racelab/fork // of racelab\n")
	code, said := front(t, dir, t.TempDir())
	assert.Equal(t, exitTool, code)
	assert.Contains(t, said, "not inside the course")
}
