package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"racelab/internal/pairs"
	"racelab/internal/survey"
	"racelab/internal/trace"
)

// A Baseline is a list of failures that a reader has accepted for now, and of tests that
// the explorer cannot follow.
type Baseline struct {
	Findings []Accepted `json:"findings"`
}

// Accepted is one of them. A place is a file of the module and what stands in the
// line, so that lines may come and go above it.
type Accepted struct {
	Package string      `json:"package"` // its import path; files of earlier versions have none, and mean any
	Test    string      `json:"test"`
	Kind    trace.Fault `json:"kind"`
	Places  []string    `json:"places"`
}

// notFollowed is the kind of a test that is inconclusive. Why says a sentence with numbers
// in it: it does not matter.
const notFollowed trace.Fault = "inconclusive"

func accepted(p survey.Package, r *trace.Report) Accepted {
	a := Accepted{Package: p.ImportPath(), Test: r.Test, Kind: survey.KindOf(r), Places: []string{}}
	if r.Outcome == trace.Inconclusive {
		a.Kind = notFollowed
		return a
	}
	for _, at := range survey.PlacesOf(r) {
		a.Places = append(a.Places, at.File+": "+strings.TrimSpace(at.Text))
	}
	slices.Sort(a.Places)
	a.Places = slices.Compact(a.Places)
	return a
}

// covers reports whether b is what a says.
func (a Accepted) covers(b Accepted) bool {
	return (a.Package == b.Package || a.Package == "") && a.Test == b.Test && a.Kind == b.Kind && slices.Equal(a.Places, b.Places)
}

// ReadBaseline reads a file; one that is not there yet has no findings.
func ReadBaseline(file string) (*Baseline, error) {
	b := &Baseline{}
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return b, nil
	}
	if err == nil {
		err = json.Unmarshal(text, b)
	}
	if err != nil {
		return nil, fmt.Errorf("cannot read the baseline: %w\nhint: write it anew with -accept", err)
	}
	return b, nil
}

// Knows reports whether what came of a test of a package is in the baseline.
func (b *Baseline) Knows(p survey.Package, r *trace.Report) bool {
	found := accepted(p, r)
	return slices.ContainsFunc(b.Findings, func(a Accepted) bool { return a.covers(found) })
}

// WriteBaseline writes a file that knows all failures of a survey, and which tests are
// inconclusive. Of what was in it, that stays of which the survey does not tell, because the
// test was not tried, or not to its end; kept is how many entries.
func WriteBaseline(file string, all []*survey.Found) (kept int, err error) {
	b := Baseline{Findings: []Accepted{}}
	for _, f := range all {
		for _, r := range f.Results {
			if !r.Alone && (r.Unclear() || r.Report != nil && r.Report.Outcome == trace.Failed) {
				b.Findings = append(b.Findings, accepted(f.Package, r.Report))
			}
		}
	}
	if old, err := ReadBaseline(file); err == nil { // else it is written anew
		for _, a := range old.Findings {
			if !told(all, a) && !slices.ContainsFunc(b.Findings, a.covers) {
				b.Findings = append(b.Findings, a)
				kept++
			}
		}
	}
	var text bytes.Buffer
	lines := json.NewEncoder(&text)
	lines.SetIndent("", "  ")
	lines.SetEscapeHTML(false) // a reader finds "case <-stop:" again
	if err := lines.Encode(b); err != nil {
		return 0, err
	}
	return kept, os.WriteFile(file, text.Bytes(), 0o644)
}

// told reports whether a survey tells what became of an accepted failure: its test was tried to
// the end, or is no more. Tests that are made are there only if they were asked for, and no
// others are then.
func told(all []*survey.Found, a Accepted) bool {
	return slices.ContainsFunc(all, func(f *survey.Found) bool {
		if a.Package != "" && a.Package != f.ImportPath() || f.Err != nil || f.Source != nil || f.Late {
			return false
		}
		for _, r := range f.Results {
			if r.Test == a.Test {
				return r.Report != nil && r.Err == nil && !r.Untried && !r.Cut && (!r.Unclear() || a.Kind == notFollowed)
			}
		}
		return !slices.Contains(f.All, a.Test) && slices.ContainsFunc(f.All, func(test string) bool { return pairs.MakerOf(test) == pairs.MakerOf(a.Test) })
	})
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
