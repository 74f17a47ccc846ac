package judge

import (
	"errors"
	"io/fs"
	"strings"

	"racelab/internal/build"
)

// A BuildError says that a candidate does not compile against the lab's tests.
type BuildError struct {
	Output  string // the compiler's words, or the judge's; positions name the candidate's own file
	Refused bool   // it was not given to the compiler
}

func (e *BuildError) Error() string { return "does not build:\n" + e.Output }

// A ToolError says that the judge could not do its work, whoever wrote the
// candidate, and what would help.
type ToolError struct {
	Err  error
	Hint string
}

func (e *ToolError) Error() string { return e.Err.Error() + "\nhint: " + e.Hint }
func (e *ToolError) Unwrap() error { return e.Err }

// A trouble maps words of the go command to advice.
type trouble struct{ says, hint string }

// outside troubles may name a file of the lab, that imports a module or was being
// compiled, yet are no fault of the candidate.
var outside = []trouble{
	{"no space left", "make room in TMPDIR and in the folder that `go env GOCACHE` prints"},
	{"missing go.sum entry", "run `go mod download` in the course's folder"},
	{"module lookup disabled", "run `go mod download` in the course's folder, with a network"},
	{"dial tcp", "run `go mod download` in the course's folder, with a network"},
}

// troubles are looked for only in output that blames no file of the lab.
var troubles = []trouble{
	{"-race requires cgo", "install gcc or clang and set CGO_ENABLED=1; run and watch can do without the race detector: -race=false"},
	{"-race is not supported", "this machine has no race detector; run without it: -race=false"},
	{"-race is only supported", "this machine has no race detector; run without it: -race=false"},
	{"C compiler", "install gcc or clang and put it on PATH; run and watch can do without the race detector: -race=false"},
	{"build cache", "set GOCACHE to a folder that you may write to"},
	{"read-only file system", "set GOCACHE and TMPDIR to folders that you may write to"},
	{"permission denied", "set GOCACHE and TMPDIR to folders that you may write to"},
	{"requires go >=", "install the Go release that go.mod asks for from https://go.dev/dl"},
	{"updates to go.mod needed", "restore go.mod and go.sum with `git checkout go.mod go.sum`"},
	{"signal: killed", "close other programs: the build was killed, most likely for want of memory"},
}

// blame decides whose fault a failed build is. ours are the names, as the go
// command prints them, of the files that the candidate can break.
func blame(output string, ours []string) error {
	if err := advise(outside, output); err != nil {
		return err
	}
	for _, name := range ours {
		if strings.Contains(output, name+":") {
			return &BuildError{Output: output}
		}
	}
	if err := advise(troubles, output); err != nil {
		return err
	}
	// What is left, such as a wrong package clause, names no position.
	return &BuildError{Output: output}
}

// ofTheMachine is an error if it was not the program that kept the explorer's
// program from being built: a disk is full, or a folder may not be written to.
func ofTheMachine(unbuilt error) error {
	var file *fs.PathError
	if !errors.As(unbuilt, &file) && (unbuilt == nil || !strings.Contains(unbuilt.Error(), "no space left")) {
		return nil
	}
	tool := &ToolError{Err: unbuilt, Hint: "make room in TMPDIR and in the folder that XDG_CACHE_HOME or HOME names"}
	var said *build.Error
	if errors.As(unbuilt, &said) && said.Hint != "" {
		plain := *said
		plain.Hint = ""
		tool.Err, tool.Hint = &plain, said.Hint
	}
	return tool
}

func advise(known []trouble, output string) error {
	for _, t := range known {
		if strings.Contains(output, t.says) {
			return &ToolError{Err: errors.New("cannot build: " + strings.TrimSpace(output)), Hint: t.hint}
		}
	}
	return nil
}
