package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"racelab/internal/syllabus"
)

// kind is a sort of entry in a lab's bank of fixes.
type kind string

const (
	broken   kind = "broken"
	solution kind = "solution"
	rejected kind = "rejected"
	accepted kind = "accepted"
)

// entry is one file that verify judges and what the course promises about it.
type entry struct {
	lab  syllabus.Lab
	kind kind
	slug string
	file string // relative to the checkout

	problem string // why it cannot be judged, such as a missing file
}

func (e entry) name() string {
	if e.slug == "" {
		return string(e.kind)
	}
	return string(e.kind) + "/" + e.slug
}

// right reports whether the verdict is the promised one. found holds every
// verdict of the run; it is empty when the file passes.
func (e entry) right(v syllabus.Verdict, found []syllabus.Verdict) bool {
	switch e.kind {
	case solution, accepted:
		return v == syllabus.Pass
	case rejected:
		// Not being able to tell is no rejection.
		return v != syllabus.Pass && v != syllabus.Inconclusive
	}
	for _, want := range e.lab.Fails {
		if v != want && !slices.Contains(found, want) {
			return false
		}
	}
	return v != syllabus.Pass
}

// promise says what right asks for.
func (e entry) promise() string {
	switch e.kind {
	case solution, accepted:
		return "passes"
	case rejected:
		return "fails"
	}
	return strings.Join(texts(e.lab.Fails), " + ")
}

// bank lists everything there is to judge about a lab. The broken version is
// the pristine one: a learner's half-finished fix is no fault of the course.
func (a *app) bank(l syllabus.Lab) []entry {
	entries := []entry{
		{lab: l, kind: broken, file: pristineFile(l.Name)},
		{lab: l, kind: solution, file: solutionFile(l.Name)},
	}
	for _, k := range []kind{rejected, accepted} {
		dir := filepath.Join("solutions", l.Name, "testdata", string(k))
		slugs, err := os.ReadDir(a.path(dir))
		if err != nil || len(slugs) == 0 {
			problem := fmt.Sprintf("there is no %s fix; add %s", k, filepath.Join(dir, "SLUG", l.Name+".go"))
			entries = append(entries, entry{lab: l, kind: k, problem: problem})
		}
		for _, d := range slugs {
			e := entry{lab: l, kind: k, slug: d.Name(), file: filepath.Join(dir, d.Name(), l.Name+".go")}
			entries = append(entries, e)
		}
	}
	for i := range entries {
		e := &entries[i]
		if e.problem != "" {
			continue
		}
		if _, err := os.ReadFile(a.path(e.file)); err != nil {
			e.problem = fmt.Sprintf("cannot read %s: %v; add it", e.file, err)
		}
	}
	return entries
}
