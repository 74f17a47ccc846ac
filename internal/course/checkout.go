package course

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// A Checkout is the folder in which the course lies; its go.mod says so.
type Checkout struct{ Root string }

var moduleLine = regexp.MustCompile(`(?m)^module\s+"?racelab"?\s*(//.*)?$`)

// Locate walks up from dir to the checkout that it is in.
func Locate(dir string) (Checkout, error) {
	for {
		data, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if err == nil && moduleLine.Match(data) {
			return Checkout{dir}, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return Checkout{}, errors.New("this is not inside the course\nhint: cd into the checkout (its go.mod says module racelab)")
		}
		dir = parent
	}
}

// Path is where a file of the course lies; rel is relative to the checkout.
func (c Checkout) Path(rel string) string { return filepath.Join(c.Root, rel) }

// Read returns the text of a file of the course. hint says what to do when it
// cannot be read.
func (c Checkout) Read(rel, hint string) (string, error) {
	data, err := os.ReadFile(c.Path(rel))
	if err != nil {
		return "", fmt.Errorf("cannot read %s: %w\nhint: %s", rel, err, hint)
	}
	return string(data), nil
}

// LineAt is the source line at a place, which is FILE:LINE below the checkout,
// without the space around it; "" if there is none.
func (c Checkout) LineAt(place string) string {
	file, number, _ := strings.Cut(place, ":")
	n, _ := strconv.Atoi(number)
	text, err := os.ReadFile(c.Path(filepath.FromSlash(file)))
	if lines := strings.Split(string(text), "\n"); err == nil && n > 0 && n <= len(lines) {
		return strings.TrimSpace(lines[n-1])
	}
	return ""
}

// LabAt names the lab whose folder dir is in, or is "".
func (c Checkout) LabAt(dir string) string {
	rel, err := filepath.Rel(filepath.Join(c.Root, "labs"), dir)
	if err != nil || rel == "." || strings.HasPrefix(rel, "..") {
		return ""
	}
	return strings.Split(filepath.ToSlash(rel), "/")[0]
}

// The files of a lab, relative to the checkout, as they are shown. Of a lab's
// source and tests there are two: the learner's, in labs, and those that the
// course ships, beside the solution, since a learner commits fixes to git.

// File is the program that a learner edits.
func (l Lab) File() string { return filepath.Join("labs", l.Name, l.Name+".go") }

// Readme is the story and the task.
func (l Lab) Readme() string { return filepath.Join("labs", l.Name, "README.md") }

// Pristine is the broken version as the course ships it.
func (l Lab) Pristine() string { return l.spoiler("testdata", string(Broken), l.Name+".go") }

// Tests are the tests as the course ships them.
func (l Lab) Tests() string { return l.spoiler(l.Name + "_test.go") }

// Solution is the fixed program.
func (l Lab) Solution() string { return l.spoiler(l.Name + ".go") }

// Debrief tells what happened, and which fixes are right.
func (l Lab) Debrief() string { return l.spoiler("README.md") }

func (l Lab) spoiler(path ...string) string {
	return filepath.Join("solutions", l.Name, filepath.Join(path...))
}
