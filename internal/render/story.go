package render

import (
	"strings"

	"github.com/fatih/color"

	"racelab/internal/console"
	"racelab/internal/trace"
)

// A Story is a failure in two parts, for a page that says elsewhere which test it
// is.
type Story struct {
	Says  []string // what the test says
	Lines []string // all else: cause, steps, waits, race, replay
}

// StoryOf tells a report that has a failure or a race.
func StoryOf(r *trace.Report, opt Options) Story {
	p := &page{opt: opt.normal(), signs: opt.signs(), bold: opt.style(color.Bold), untitled: true}
	p.body(r)
	s := Story{Lines: strings.Split(strings.Trim(p.String(), "\n"), "\n")}
	switch {
	case r.Failure == nil:
	case r.Failure.Fault == trace.NeverSometimes: // no check failed that could say something
		s.Says = console.Wrap(causeOf(r.Failure, newNames(r.Failure))+"; "+usual[trace.NeverSometimes], p.opt.Width-labelWidth)
	case r.Failure.Fault == trace.NotLinear: // nor here: the calls are in the other part
		s.Says = console.Wrap(usual[trace.NotLinear], p.opt.Width-labelWidth)
	default:
		for _, line := range p.says(r.Failure) {
			s.Says = append(s.Says, console.Wrap(console.Clean(line), p.opt.Width-labelWidth)...)
		}
	}
	return s
}

// Said is what messages of a test say, without what frames them; see said.
func Said(messages []string) []string { return said(messages) }
