// Package event is what the command prints with -json, for other programs to read.
package event

import (
	"encoding/json"
	"io"
	"sync"

	"racelab/internal/audit"
	"racelab/internal/trace"
)

// version changes when a field changes its meaning or goes away; new
// fields alone do not change it.
const version = 1

// An Event is one line of -json output. Every run of the command ends with an
// event "end", or with "error" when the tool could not do its job.
//
//	start    run, verify, explore: what is going to be judged
//	output   run -v: what the tests printed
//	verdict  run: the verdict on the learner's file
//	belief   run: in which world a file that fails would be right, if that is known
//	remark   run: what is not good about a file that passes
//	entry    verify: one broken lab, solution, rejected or accepted fix
//	build    explore: what the compiler said of a package that does not build
//	report   run, explore: what the explorer found out about one test
//	refused  explore: why a package cannot be explored
//	play     play: where the game is served
//	page     explore -html: the file that shows a failing run
//	catch    catches: what each tool saw of one broken program
//	finding  verify: something wrong with the course
//	end      the exit status
//	error    the exit status and why
type Event struct {
	Version int    `json:"version"`
	Event   string `json:"event"`
	Lab     string `json:"lab,omitempty"`
	Race    *bool  `json:"race,omitempty"`

	Verdict string   `json:"verdict,omitempty"`
	Found   []string `json:"found,omitempty"`
	Where   []string `json:"where,omitempty"` // file:line in the lab's file
	Failed  []string `json:"failed,omitempty"`
	Passed  []string `json:"passed,omitempty"`
	Missing []string `json:"missing,omitempty"`
	Output  string   `json:"output,omitempty"`
	Seconds float64  `json:"seconds,omitempty"` // of the slowest run

	Kind  string         `json:"kind,omitempty"` // broken, solution, rejected, accepted
	Fix   string         `json:"fix,omitempty"`
	Right *int           `json:"right,omitempty"` // runs with the verdict that the course promises
	Runs  *int           `json:"runs,omitempty"`
	Seen  map[string]int `json:"seen,omitempty"` // verdict → runs
	Open  int            `json:"open,omitempty"` // tests of a run that passed before every schedule was tried

	BuiltAlone string `json:"built_alone,omitempty"` // why, when others of the lab are built together

	Reports []*trace.Report `json:"reports,omitempty"` // verify: of one run, test by test

	Tests   []string       `json:"tests,omitempty"`
	Catches []audit.Caught `json:"catches,omitempty"`

	Package string        `json:"package,omitempty"`
	Report  *trace.Report `json:"report,omitempty"`
	Cached  bool          `json:"cached,omitempty"` // the report, or the verdict, was made at an earlier time
	Known   bool          `json:"known,omitempty"`  // the failure is in the baseline
	Alone   bool          `json:"alone,omitempty"`  // the same calls fail one after the other, too
	Cut     bool          `json:"cut,omitempty"`    // the time of -total was over before the test was at its end
	File    string        `json:"file,omitempty"`
	URL     string        `json:"url,omitempty"`

	Message string `json:"message,omitempty"`
	Exit    *int   `json:"exit,omitempty"`
}

// A Stream prints events, if it has somewhere to print them: its zero value prints
// none.
type Stream struct{ Out io.Writer }

// On reports whether events are wanted; nothing else is printed then.
func (s Stream) On() bool { return s.Out != nil }

var emitting sync.Mutex // one event a line

// Emit prints one event. It may be called from several goroutines at once.
func (s Stream) Emit(e Event) {
	if !s.On() {
		return
	}
	emitting.Lock()
	defer emitting.Unlock()
	e.Version = version
	// Encoding cannot fail for these types, and a closed pipe is not worth a
	// message of its own.
	_ = json.NewEncoder(s.Out).Encode(e)
}
