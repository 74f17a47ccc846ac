package build

import (
	"fmt"
	"regexp"
	"strings"
)

// A SourceError says that the package under test does not compile, explorer or
// no explorer.
type SourceError struct {
	Output string // the go command's words
}

func (e *SourceError) Error() string {
	return "the package does not compile:\n" + strings.TrimSpace(e.Output)
}

// crossing matches what the compiler says of a value of a simulated type that is
// handed to code which has the real type.
var crossing = regexp.MustCompile(`(?m)^(\S+:\d+)\S*: cannot use .*/sim/std/\S+ as (\S+) value in argument to (\S+)`)

// misbuilt says why rewritten source does not compile although the source does.
func misbuilt(output string) *Error {
	if m := crossing.FindStringSubmatch(output); m != nil {
		return &Error{What: fmt.Sprintf("%s: %s is given a %s, and the explorer does not see the package that it is in, for instance because that has assembly or C code", m[1], m[3], strings.ReplaceAll(m[2], `"`, "")),
			Hint: "explore a package, or build tags, without this call"}
	}
	return &Error{What: "the package compiles, but not as the explorer rewrote it", Detail: output,
		Hint: "this is a fault of the explorer; please report it with the source"}
}

// An Error says that the explorer could not do its work, and what would help.
type Error struct {
	What   string
	Detail string // what a tool or the child process printed, if that helps
	Hint   string
	Err    error // the cause, if there is one
}

func (e *Error) Error() string {
	text := e.What
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	if detail := strings.TrimSpace(e.Detail); detail != "" {
		text += "\n" + detail
	}
	if e.Hint == "" {
		return text
	}
	return text + "\nhint: " + e.Hint
}

func (e *Error) Unwrap() error { return e.Err }
