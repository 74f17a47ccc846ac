package main

import (
	"path/filepath"
	"strings"

	"racelab/internal/course"

	"github.com/agnivade/levenshtein"
)

// labArg picks the lab that the positional arguments, or the current
// directory, name.
func (a *app) labArg(command string, args []string) (course.Lab, error) {
	if len(args) > 1 {
		return course.Lab{}, usagef("%s takes one lab, got %d: %s", command, len(args), strings.Join(args, " "))
	}
	name := a.labHere()
	if len(args) == 1 {
		// A shell completes `labs/cakebox/`, and go test takes ./labs/cakebox.
		name = filepath.Base(filepath.Clean(args[0]))
	}
	if name == "" {
		return course.Lab{}, usagef("which lab? say: go tool lab %s NAME, or cd into labs/NAME", command)
	}
	l, ok := course.Find(name)
	if !ok {
		return l, usagef("there is no lab %q%s; see the map: go tool lab", name, didYouMean(name, course.Names()))
	}
	return l, nil
}

// labHere is the lab whose folder the current directory is in, or "".
func (a *app) labHere() string { return a.checkout().LabAt(a.cwd) }

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

func (a *app) checkout() course.Checkout { return course.Checkout{Root: a.root} }

func (a *app) path(rel string) string { return a.checkout().Path(rel) }
