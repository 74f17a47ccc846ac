package render

import "racelab/internal/trace"

// Words say what a failure's parts mean, for those who lay it out themselves.
type Words struct {
	n names
	f *trace.Failure
}

// NewWords returns the words for f.
func NewWords(f *trace.Failure) Words { return Words{newNames(f), f} }

// Cause is one sentence: the kind of the failure, and how it came about.
func (w Words) Cause() string { return causeOf(w.f, w.n) }

// Says lists what the test said, a line each.
func (w Words) Says() []string { return said(w.f.Messages) }

// Calls are those that no order explains, a line each, below a line that says so.
func (w Words) Calls() []string {
	lines := callLines(w.f.History, w.n.of, Options{})
	if len(lines) > 0 {
		lines = append([]string{Unexplained}, lines...)
	}
	return lines
}

// Waits say who waits for whom at the end, a circle first.
func (w Words) Waits() []string { return waitLines(w.f, w.n, Options{}.signs()) }

// Waiting says for what one goroutine waits, and who has it.
func (w Words) Waiting(s trace.Stuck) string { return "waits for " + waitsFor(s, w.n) }

// Race says which two accesses nothing orders.
func (w Words) Race(r *trace.Race) string {
	return side(r.First, w.n) + ", " + side(r.Second, w.n) + ", and nothing orders the two"
}

// Facts say more of a step, or in which state an object is.
func (w Words) Facts(all []trace.Fact) string { return w.n.facts(all) }

// At is a place as FILE:LINE, without the folder.
func At(p trace.Place) string { return at(p) }
