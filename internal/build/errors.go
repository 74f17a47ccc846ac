package build

import "strings"

// A SourceError says that the package under test does not compile, explorer or
// no explorer.
type SourceError struct {
	Output string // the go command's words
}

func (e *SourceError) Error() string {
	return "the package does not compile:\n" + strings.TrimSpace(e.Output)
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
