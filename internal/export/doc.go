// Package export writes what a survey has found for other programs: JUnit for
// test reports, SARIF for code scanning, annotations for GitHub's log, and a
// baseline of failures that are known.
package export

import (
	"path/filepath"

	"racelab/internal/render"
	"racelab/internal/survey"
	"racelab/internal/trace"
)

// A finding is a failure as other programs want it: what it is, where, and in one
// sentence why.
type finding struct {
	pkg, test string
	kind      trace.Fault
	places    []trace.Place // what the cause speaks of, with paths as seen from cwd
	why       string
	known     bool
	text      string // the report in full
}

// findings are the failures of a survey. Paths are as seen from cwd.
func findings(all []*survey.Found, cwd string) (list []finding) {
	for _, f := range all {
		for _, r := range f.Results {
			if r.Report == nil || r.Report.Outcome != trace.Failed || r.Alone {
				continue
			}
			x := finding{pkg: f.Title(), test: r.Test, kind: survey.KindOf(r.Report), known: r.Known, why: whyOf(r.Report), text: textOf(f, r)}
			for _, at := range survey.PlacesOf(r.Report) {
				at.File = pathOf(f, at.File, cwd)
				x.places = append(x.places, at)
			}
			list = append(list, x)
		}
	}
	return list
}

func textOf(f *survey.Found, r survey.Result) string {
	opt := render.Options{Colour: render.ColourNever, OmitLimits: true, ReplayCommand: f.ReplayCommand(r.Test)}
	return render.Text(r.Report, opt)
}

func whyOf(r *trace.Report) string {
	if r.Failure == nil {
		return render.Outcome(r)
	}
	return render.NewWords(r.Failure).Cause()
}

// pathOf is a file, which a report names as it is seen from the module's root, as it
// is seen from cwd. A file of another module keeps its name.
func pathOf(f *survey.Found, file, cwd string) string {
	full := filepath.Join(f.Module(), filepath.FromSlash(file))
	rel, err := filepath.Rel(cwd, full)
	if err != nil || !isFile(full) {
		return file
	}
	return filepath.ToSlash(rel)
}
