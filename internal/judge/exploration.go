package judge

import (
	"encoding/json"
	"os"
	"slices"
	"sync"

	"racelab/internal/console"
	"racelab/internal/program"
	"racelab/internal/render"
	"racelab/internal/trace"
)

// An exploration is what is found out about the tests of a binary while they run, or before.
type exploration struct {
	over   chan struct{} // closed when that is all, and the fields without a lock are set
	cut    bool          // a failure was known, and the rest took long
	late   bool          // the time of a run was over
	failed error         // that of the context, or why nothing can be explored

	mu       sync.Mutex // guards what follows
	evidence []trace.Evidence
	answers  *os.File // where the binary reads what to say; each on a line of its own, the last one empty
}

func newExploration(dir string) (*exploration, error) {
	f, err := os.CreateTemp(dir, "answers-*")
	if err != nil {
		return nil, &ToolError{Err: err, Hint: "set TMPDIR to a folder with room that you may write to"}
	}
	return &exploration{over: make(chan struct{}), answers: f}, nil
}

// end waits until all is known.
func (x *exploration) end() error {
	<-x.over
	return x.failed
}

// isLate reports whether it is known already that the time of a run is over.
func (x *exploration) isLate() bool {
	select {
	case <-x.over:
		return x.late
	default:
		return false
	}
}

// known is what has been found out so far.
func (x *exploration) known() []trace.Evidence {
	x.mu.Lock()
	defer x.mu.Unlock()
	return slices.Clone(x.evidence)
}

// add takes down what was found out about a test.
func (x *exploration) add(r *trace.Report, p *program.Program) {
	exhaust := r.Own != nil && r.Own.Exhaust
	x.note(trace.Evidence{Test: r.Test, Report: r, Every: exhaust},
		render.Answer(r, exhaust, render.Options{ASCII: console.WantASCII(), OmitLimits: true, ReplayCommand: p.ReplayCommand("", r.Test)}))
}

// unknown takes down why nothing is known about a test.
func (x *exploration) unknown(test string, err error) {
	x.note(trace.Evidence{Test: test, Trouble: err.Error()}, render.Unknown(test, err.Error()))
}

// skip takes down that there was no time for a test.
func (x *exploration) skip(test string) {
	x.cut = true
	x.say(trace.Answer{Test: test, End: trace.EndSkipped, Says: "not explored: another test has failed, or cannot be followed, and this one takes long"})
}

func (x *exploration) note(e trace.Evidence, a trace.Answer) {
	x.mu.Lock()
	x.evidence = append(x.evidence, e)
	x.mu.Unlock()
	x.say(a) // not before: the judge is to know what a test of the binary says
}

// say has the binary know what to say of a test. What cannot be written is missing there,
// and a test that has no answer does not pass.
func (x *exploration) say(a trace.Answer) { _ = json.NewEncoder(x.answers).Encode(a) }

// last has it know that there is nothing more to come.
func (x *exploration) last() {
	x.say(trace.Answer{})
	_ = x.answers.Close()
}
