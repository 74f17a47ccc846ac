package main

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"racelab/internal/syllabus"

	"github.com/agnivade/levenshtein"
)

var moduleLine = regexp.MustCompile(`(?m)^module\s+"?racelab"?\s*(//.*)?$`)

// findRoot walks up from dir to the directory whose go.mod is the course's.
func findRoot(dir string) (string, error) {
	for {
		data, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if err == nil && moduleLine.Match(data) {
			return dir, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", errors.New("this is not inside the course; cd into the checkout (its go.mod says module racelab)")
		}
		dir = parent
	}
}

// labArg picks the lab that the positional arguments, or the current
// directory, name.
func (a *app) labArg(command string, args []string) (syllabus.Lab, error) {
	if len(args) > 1 {
		return syllabus.Lab{}, usagef("%s takes one lab, got %d: %s", command, len(args), strings.Join(args, " "))
	}
	name := a.labHere()
	if len(args) == 1 {
		// A shell completes `labs/cakebox/`, and go test takes ./labs/cakebox.
		name = filepath.Base(filepath.Clean(args[0]))
	}
	if name == "" {
		return syllabus.Lab{}, usagef("which lab? say: go tool lab %s NAME, or cd into labs/NAME", command)
	}
	l, ok := syllabus.Find(name)
	if !ok {
		return l, usagef("there is no lab %q%s; see the map: go tool lab", name, didYouMean(name, labNames()))
	}
	return l, nil
}

// labHere is the lab whose folder the current directory is in, or "".
func (a *app) labHere() string {
	rel, err := filepath.Rel(filepath.Join(a.root, "labs"), a.cwd)
	if err != nil || rel == "." || strings.HasPrefix(rel, "..") {
		return ""
	}
	return strings.Split(filepath.ToSlash(rel), "/")[0]
}

func labNames() []string {
	var names []string
	for _, l := range syllabus.Labs {
		names = append(names, l.Name)
	}
	return names
}

// didYouMean suggests the nearest of names, or nothing when none is near: a
// far-fetched suggestion is worse than none.
func didYouMean(name string, names []string) string {
	best, distance := "", 1+max(2, len(name)/3)
	for _, n := range names {
		d := levenshtein.ComputeDistance(strings.ToLower(name), n)
		if name != "" && strings.HasPrefix(n, strings.ToLower(name)) {
			d = min(d, 1)
		}
		if d < distance {
			best, distance = n, d
		}
	}
	if best == "" {
		return ""
	}
	return `; did you mean "` + best + `"?`
}

// The files of a lab, relative to the checkout, as they are shown.
func labFile(name string) string      { return filepath.Join("labs", name, name+".go") }
func solutionFile(name string) string { return filepath.Join("solutions", name, name+".go") }

// pristineFile is the broken version as the course ships it. It is kept beside
// the solution, and not read from git, because a learner commits fixes.
func pristineFile(name string) string {
	return filepath.Join("solutions", name, "testdata", "broken", name+".go")
}

func (a *app) path(rel string) string { return filepath.Join(a.root, rel) }
