package survey

import (
	"slices"
	"strings"

	"racelab/internal/render"
	"racelab/internal/trace"
)

// KindOf is the fault of a test that failed.
func KindOf(r *trace.Report) trace.Fault {
	if r.Failure != nil {
		return r.Failure.Fault
	}
	return trace.DataRace
}

// PlacesOf are those in the source that a failure is about.
func PlacesOf(r *trace.Report) (places []trace.Place) {
	if f := r.Failure; f != nil {
		places = append(places, f.Cause.Places...)
		for _, s := range f.Steps {
			if s.Fatal {
				places = append(places, s.Where)
			}
		}
	}
	if r.Race != nil {
		places = append(places, r.Race.First.Where, r.Race.Second.Where)
	}
	seen := map[string]bool{}
	kept := places[:0]
	for _, at := range places {
		key := render.At(at)
		if at.File != "" && at.Line > 0 && !seen[key] {
			seen[key], kept = true, append(kept, at)
		}
	}
	return kept
}

// failures are the tests of a package that fail. Of tests that were made, those that
// fail in the same way at the same places outside of tests are together; of others,
// each is alone.
func (f *Found) failures() (groups [][]Result) {
	at := map[string]int{}
	for _, r := range f.Results {
		if !r.Fails() {
			continue
		}
		key := r.Test
		if f.Made {
			key = symptom(r.Report)
		}
		i, known := at[key]
		if !known {
			i = len(groups)
			at[key], groups = i, append(groups, nil)
		}
		groups[i] = append(groups[i], r)
	}
	return groups
}

func symptom(r *trace.Report) string {
	var places []string
	for _, at := range PlacesOf(r) {
		if !trace.IsTest(at.File) {
			places = append(places, render.At(at))
		}
	}
	slices.Sort(places)
	return string(KindOf(r)) + " " + strings.Join(slices.Compact(places), " ")
}
