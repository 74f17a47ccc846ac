package survey

import (
	"cmp"
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

// failures are the tests of a package that fail. Those that fail in the same way at the same
// places outside of tests are together; of those that somebody wrote, see shared.
func (f *Found) failures() (groups [][]Result) {
	at := map[string]int{}
	for _, r := range f.Results {
		if !r.Fails() {
			continue
		}
		key := symptom(r.Report)
		if !f.Made {
			key = cmp.Or(shared(r.Report), r.Test)
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

// shared is what a failure of a test that somebody wrote has in common with others: its symptom if
// none of its places is in a test; of goroutines that stay, however it came to that, where they
// wait. It is "" if the test has a part in it.
func shared(r *trace.Report) string {
	places := PlacesOf(r)
	if r.Failure != nil && r.Failure.Fault == trace.Leak {
		places = places[:0]
		for _, w := range r.Failure.Waits {
			places = append(places, w.Where)
		}
	}
	if len(places) == 0 || slices.ContainsFunc(places, isOwn) {
		return ""
	}
	return symptomAt(r, places)
}

// isOwn reports whether a place is not known, or in a test.
func isOwn(at trace.Place) bool { return at.File == "" || trace.IsTest(at.File) }

func symptom(r *trace.Report) string {
	return symptomAt(r, slices.DeleteFunc(PlacesOf(r), isOwn))
}

func symptomAt(r *trace.Report, at []trace.Place) string {
	var places []string
	for _, place := range at {
		places = append(places, render.At(place))
	}
	slices.Sort(places)
	return string(KindOf(r)) + " " + strings.Join(slices.Compact(places), " ")
}
