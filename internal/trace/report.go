package trace

import (
	"fmt"
	"strings"
)

// Outcome says how far an exploration got. Only Failed and Passed are final.
type Outcome string

// The outcomes. An exploration that was cut short is never Passed.
const (
	Failed       Outcome = "failed"       // some schedule fails; Report.Failure says how
	Passed       Outcome = "passed"       // every schedule passes
	Partly       Outcome = "partly"       // the schedules that were tried pass, but not all were tried
	Inconclusive Outcome = "inconclusive" // the program did something that the explorer cannot follow
)

// Fault is the kind of a failure.
type Fault string

// The faults, the more telling ones first: if one schedule shows an assertion
// and another one a data race, the assertion is reported and the race beside it.
const (
	Panic          Fault = "panic"
	Assertion      Fault = "assertion"        // the test called Error, Fatal or one of their kin
	NotLinear      Fault = "not linearizable" // no order of the calls of Failure.History explains what they returned
	Deadlock       Fault = "deadlock"
	Livelock       Fault = "livelock"
	Starvation     Fault = "starvation"
	Leak           Fault = "leak"
	LockKept       Fault = "lock kept" // everything has ended, and a lock is still held; a failure only if the request says so
	DataRace       Fault = "data race"
	NeverSometimes Fault = "never" // an explore.Sometimes that held on no schedule
	Unstable       Fault = "non-determinism"
)

// Endless reports whether a failure of this kind goes on for ever.
func (f Fault) Endless() bool { return f == Livelock || f == Starvation }

// A Report is what the exploration of one test found. The child process
// writes it, everything else reads it.
type Report struct {
	Test       string      `json:"test"`
	Outcome    Outcome     `json:"outcome"`
	Executions int         `json:"executions"`           // schedules that were run to their end
	Classes    int         `json:"classes"`              // of these, how many the exhaustive search needed; 0 if it did not end
	Reason     string      `json:"reason,omitempty"`     // why an outcome is Partly or Inconclusive
	NoTest     bool        `json:"noTest,omitempty"`     // there is no subtest of that name
	TimeMode   TimeMode    `json:"timeMode,omitempty"`   // Patient if only schedules in which time waits for goroutines were tried, and there are others
	Sequential bool        `json:"sequential,omitempty"` // the test has one goroutine, and no timer: one schedule is all there is
	NotSeen    []string    `json:"notSeen,omitempty"`    // packages that the program can call and the explorer does not look into
	Own        *Options    `json:"own,omitempty"`        // what the test itself says about how it is to be explored
	Overruled  *Options    `json:"overruled,omitempty"`  // what of that the request has another word on
	Unended    bool        `json:"unended,omitempty"`    // it is Inconclusive only because no schedule came to its end within the limits
	Late       bool        `json:"late,omitempty"`       // a limit in time cut it short, so that another run may say more
	Seed       uint64      `json:"seed"`
	Seconds    float64     `json:"seconds"`
	Failure    *Failure    `json:"failure,omitempty"`
	Race       *Race       `json:"race,omitempty"` // the first data race met, whatever else failed
	Remarks    []Remark    `json:"remarks,omitempty"`
	Scenarios  []Scenarios `json:"scenarios,omitempty"` // of explore.Linearizable: the sizes that were tried whole
	Output     string      `json:"output,omitempty"`    // what the failing execution printed, and its test logged
}

// CameTo is, in one line, all of r that one seed leads to every time, however busy the machine
// is, unless a limit in time has cut it.
func (r *Report) CameTo() string {
	said := fmt.Sprintf("%s, %d schedules, %d classes, %s", r.Outcome, r.Executions, r.Classes, r.Reason)
	if f := r.Failure; f != nil {
		said += fmt.Sprintf("; %s, %s, after %d: %s", f.Fault, f.Cause.Kind, f.After, f.Replay)
	}
	return said
}

// Open reports whether more might be found out with higher limits: nothing has failed so far.
func (r *Report) Open() bool { return r.Outcome == Partly || r.Outcome == Inconclusive && r.Unended }

// MustExhaust reports whether the test itself says that it fails unless all schedules
// were tried, and they were not.
func (r *Report) MustExhaust() bool { return r.Open() && r.Own != nil && r.Own.Exhaust }

// A Remark is something that is worth knowing beside the outcome, such as a lock
// that is still held when everything has ended.
type Remark struct {
	Cause Cause  `json:"cause"`
	Tasks []Task `json:"tasks"`          // of the execution that it speaks of
	Late  []Late `json:"late,omitempty"` // it takes a time-out that does not wait for these, and leaves a goroutine behind
}

// FailsOnce reports whether a single execution shows the failure, so that it can
// be told step by step.
func (r *Report) FailsOnce() bool {
	return r.Outcome == Failed && r.Failure != nil && len(r.Failure.Steps) > 0
}

// A Failure is one execution that fails, step by step.
type Failure struct {
	Fault       Fault    `json:"fault"`
	Cause       Cause    `json:"cause"`
	Messages    []string `json:"messages,omitempty"` // what the test said, or the panic value
	Replay      string   `json:"replay"`             // the schedule; see Schedule
	After       int      `json:"after,omitempty"`    // schedules that were run when it was first met
	Preemptions int      `json:"preemptions"`        // switches away from a goroutine that could have gone on
	Minimal     bool     `json:"minimal"`            // no schedule with fewer preemptions fails
	Tasks       []Task   `json:"tasks"`
	Steps       []Step   `json:"steps"`
	Waits       []Stuck  `json:"waits,omitempty"` // who waits for whom at the end
	Cycle       int      `json:"cycle,omitempty"` // so many steps at the end lead from a state to the same state, for ever
	Passing     *Passing `json:"passing,omitempty"`
	History     *History `json:"history,omitempty"` // of NotLinear
	Late        []Late   `json:"late,omitempty"`    // it takes a timer that does not wait for these; empty in patient time
}

// Endless reports whether f goes on for ever, so that its schedule has no end.
func (f *Failure) Endless() bool { return f.Fault.Endless() || f.Cycle > 0 }

// Late says that a timer fires although a goroutine could have made its next
// step before.
type Late struct {
	Task  int   `json:"task"`
	Where Place `json:"where"` // the step
	Lost  int64 `json:"lost"`  // how much time passes, in nanoseconds
}

// A Task is one goroutine of the program. Task 0 runs the test.
type Task struct {
	ID     int    `json:"id"`
	Parent int    `json:"parent"`          // -1 for the test and for the clock
	Name   string `json:"name"`            // the parent process fills in what is empty, from the go statement
	Where  Place  `json:"where"`           // the go statement
	Clock  bool   `json:"clock,omitempty"` // not a goroutine: lets virtual time pass
	Path   string `json:"path,omitempty"`  // its name in a schedule
}

// A Place is a position in the learner's source. Site is the rewriter's number
// for it, or -1 where only the line is known.
type Place struct {
	Site int    `json:"site"`
	File string `json:"file,omitempty"`
	Line int    `json:"line,omitempty"`
	Col  int    `json:"col,omitempty"`
	Text string `json:"text,omitempty"` // the source of this step; filled in by the parent process
}

// IsTest reports whether a file is one of tests, which only go test compiles.
func IsTest(file string) bool { return strings.HasSuffix(file, "_test.go") }

// A Step is one event of an execution, as a reader sees it.
type Step struct {
	Task   int    `json:"task"`
	Op     Op     `json:"op"`
	Object int    `json:"object"`          // number of the variable, lock or channel; -1 if none
	Name   string `json:"name,omitempty"`  // what the source calls that; only in a Position
	Value  string `json:"value,omitempty"` // what was read, written, sent or received
	Sized  bool   `json:"sized,omitempty"` // of a slice or map, Value tells only how many elements there are
	Notes  []Fact `json:"notes,omitempty"`
	Fatal  bool   `json:"fatal,omitempty"` // the step at which it went wrong
	Left   []Left `json:"left,omitempty"`  // steps right before it that are left out
	Where  Place  `json:"where"`
	From   *Place `json:"from,omitempty"` // where the function that Where is in was called, if that is in the program
	Case   int    `json:"case,omitempty"` // of a select: which of its cases was taken, from 1
	Now    int64  `json:"now,omitempty"`  // virtual nanoseconds since the start
}

// Left says how many steps of a task are left out of a failure that has too many for a message.
type Left struct {
	Task  int `json:"task"`
	Steps int `json:"steps"`
}

// Stuck says that a task will never go on, and why.
type Stuck struct {
	Task   int    `json:"task"`
	For    Wait   `json:"for"`
	Op     Op     `json:"op"`             // the step that it cannot end
	Name   string `json:"name,omitempty"` // what the source calls the thing; filled in by the parent process
	Object int    `json:"object"`
	Holder int    `json:"holder"`           // the task that has it, or -1
	Behind bool   `json:"behind,omitempty"` // Holder has only asked for it first
	Where  Place  `json:"where"`
	Taken  Place  `json:"taken"` // where Holder took it
}

// A Race is a pair of accesses to the same memory, at least one of them a
// write, that nothing orders (The Go Memory Model, 2022). To close a channel
// and to send on it are such a pair, too.
type Race struct {
	First  RaceSide `json:"first"`
	Second RaceSide `json:"second"`
	Replay string   `json:"replay"`
}

// A RaceSide is one of the two accesses.
type RaceSide struct {
	Task  int   `json:"task"`
	Write bool  `json:"write"`
	Op    Op    `json:"op"`
	Where Place `json:"where"`
	// Inside is the line of a library that does it, if Where only leads there.
	Inside *Place `json:"inside,omitempty"`
	Name   string `json:"name"` // of the task; filled in by the parent process
}

// Passing is the nearest schedule that does not fail.
type Passing struct {
	Replay string `json:"replay"`
	Differ int    `json:"differ"` // index in Steps of the first step that is another one there
	Task   int    `json:"task"`   // who moves there instead
}
