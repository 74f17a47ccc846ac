package build

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"racelab/internal/group"
)

// lateOutput is how long a command's output is waited for after its end.
const lateOutput = time.Second

// warmUp is how long a build may take before the reader is told why.
const warmUp = 2 * time.Second

// A goTool runs the go command in one directory.
type goTool struct {
	exe     string
	env     []string // beside this process' own
	dir     string
	tags    []string
	copied  bool   // the module is a copy that the go command may complete
	overlay string // the caller's, under ours
	temp    string // for the go command's temporary files; its own choice if empty
	log     io.Writer
	once    sync.Once // for announce
}

func newGoTool(ctx context.Context, dir string, cfg Config) (*goTool, error) {
	exe, err := exec.LookPath("go")
	if err != nil {
		return nil, &Error{What: "the go command was not found",
			Hint: "install Go from https://go.dev/dl and put its bin folder on PATH"}
	}
	g := &goTool{exe: exe, dir: dir, tags: cfg.Tags, overlay: cfg.Overlay, log: cfg.Log}
	return g, g.settle(ctx, cmp.Or(cfg.Cache, defaultCache()))
}

// with is the same for other sources.
func (g *goTool) with(overlay string) *goTool {
	return &goTool{exe: g.exe, env: g.env, dir: g.dir, tags: g.tags, copied: g.copied, overlay: overlay, temp: g.temp, log: g.log}
}

// A goFailure is what a failed go command printed on standard error.
type goFailure struct{ output string }

func (e *goFailure) Error() string { return strings.TrimSpace(e.output) }

// run returns the standard output of a go command. The error is a *goFailure
// if the command ran and failed, ctx.Err() if ctx ended.
func (g *goTool) run(ctx context.Context, verb string, args ...string) ([]byte, error) {
	if len(g.tags) > 0 && verb != "env" {
		args = append([]string{"-tags=" + strings.Join(g.tags, ",")}, args...)
	}
	cmd := exec.CommandContext(ctx, g.exe, append([]string{verb}, args...)...)
	cmd.Dir = g.dir
	// The go command takes the paths of an overlay literally, and believes PWD.
	cmd.Env = append(goEnvironment(os.Environ()), "PWD="+g.dir)
	cmd.Env = append(cmd.Env, g.env...)
	if g.copied {
		cmd.Env = append(cmd.Env, "GOFLAGS=-mod=mod "+cleanFlags(os.Getenv("GOFLAGS")), "GOWORK=off")
	}
	if g.temp != "" && os.Getenv("GOTMPDIR") == "" {
		cmd.Env = append(cmd.Env, "GOTMPDIR="+g.temp)
	}
	cmd.WaitDelay = lateOutput
	var out, problems bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &problems
	group.Own(cmd)
	group.EndWithParent(cmd)
	err := cmd.Run()
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case errors.As(err, &exit):
		return nil, &goFailure{problems.String() + out.String()}
	case err != nil:
		return nil, &Error{What: "cannot run the go command", Err: err, Hint: "check that `go version` works"}
	}
	return out.Bytes(), nil
}

// plainBuild builds the test binary as it is and says why that fails, if it does.
func (g *goTool) plainBuild(ctx context.Context) error {
	args := []string{"-c", "-vet=off", "-o", os.DevNull}
	if g.overlay != "" {
		args = append(args, "-overlay="+g.overlay)
	}
	_, err := g.run(ctx, "test", append(args, ".")...)
	return err
}

// blame decides whose fault a failure is: the learner's, if the package does
// not build without the explorer either.
func (g *goTool) blame(ctx context.Context, ours error) error {
	plain := g.plainBuild(ctx)
	var failure *goFailure
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(plain, &failure):
		return &SourceError{Output: failure.output}
	}
	return ours
}

// announce prints one line, once, if what follows takes long; the function
// it returns ends the wait.
func (g *goTool) announce() (done func()) {
	if g.log == nil {
		return func() {}
	}
	timer := time.AfterFunc(warmUp, func() {
		g.once.Do(func() {
			fmt.Fprintln(g.log, "warming up the explorer, once: compiling the simulator and what your package needs …")
		})
	})
	return func() { timer.Stop() }
}

// unwanted are build flags that make no sense for the child, or are set by us.
var unwanted = []string{"race", "msan", "asan", "mod", "overlay", "cover", "covermode", "coverpkg", "o", "c", "exec", "json", "vet", "ldflags"}

// goEnvironment is env for building the child.
func goEnvironment(env []string) []string {
	var out []string
	for _, kv := range env {
		name, value, _ := strings.Cut(kv, "=")
		switch name {
		case "GOFLAGS":
			out = append(out, "GOFLAGS="+cleanFlags(value))
		case "PWD":
		default:
			out = append(out, kv)
		}
	}
	return out
}

// TagsIn are the build tags that flags as in GOFLAGS set.
func TagsIn(flags string) []string {
	for _, flag := range strings.Fields(flags) {
		if tags, ok := strings.CutPrefix(strings.TrimLeft(flag, "-"), "tags="); ok {
			return strings.Split(tags, ",")
		}
	}
	return nil
}

func cleanFlags(flags string) string {
	kept := slices.DeleteFunc(strings.Fields(flags), func(flag string) bool {
		name, _, _ := strings.Cut(strings.TrimLeft(flag, "-"), "=")
		return slices.Contains(unwanted, name)
	})
	return strings.Join(kept, " ")
}

// identity is what stands for the version of the go command in a cache key.
// Asking it would take as long as the rest of an unchanged run.
func (g *goTool) identity() string {
	exe := g.exe
	if real, err := filepath.EvalSymlinks(exe); err == nil {
		exe = real
	}
	info, err := os.Stat(exe)
	if err != nil {
		return exe
	}
	return fmt.Sprint(exe, info.Size(), info.ModTime().UnixNano())
}
