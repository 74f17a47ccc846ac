package trace

import "time"

// A Moment is the state of a program between two steps.
type Moment struct {
	Tasks  []Standing `json:"tasks"`
	Things []Thing    `json:"things,omitempty"`
	Now    int64      `json:"now,omitempty"` // virtual nanoseconds since the start
}

// Stance says what a task can do.
type Stance string

// The stances.
const (
	Ready Stance = "ready" // can make its next step
	Waits Stance = "waits" // cannot, until somebody else does something
	Ended Stance = "ended"
)

// A Standing is where one task stands.
type Standing struct {
	Task   int    `json:"task"`
	Stance Stance `json:"stance"`
	Op     Op     `json:"op,omitempty"`   // of its next step, if that is known
	Name   string `json:"name,omitempty"` // what the source calls the variable, lock or channel of its next step
	Where  Place  `json:"where"`          // of its next step, or where it waits
	For    Wait   `json:"for,omitzero"`
	Holder int    `json:"holder"` // the task that has what it waits for, or -1
	Taken  Place  `json:"taken"`  // where Holder took it
}

// A Thing is a variable, lock, channel or other object that steps have used.
type Thing struct {
	Object int    `json:"object"`
	Part   uint8  `json:"part,omitempty"` // which bytes of a memory cell, if not all
	Name   string `json:"name,omitempty"` // as the source calls it; filled in by the parent process
	Kind   string `json:"kind"`           // "variable", "mutex", "channel" …
	State  []Fact `json:"state"`          // its value, or who has it, or what is in it
	Users  int    `json:"users"`          // how many tasks have used it
	Last   int    `json:"last"`           // index of the latest step that used it
	Op     Op     `json:"op"`             // of the first step that used it
	Where  Place  `json:"where"`          // and where that is
}

// An Ask is one question to an interactive child; see Request.Interactive. The
// answer is a Message with a Position, or with a Fate if Search is set.
type Ask struct {
	Schedule string        `json:"schedule"`         // of one without end, a few rounds are followed
	Steps    int           `json:"steps"`            // after the schedule, go on without preemption up to so many steps in all; -1 means to the end
	Every    bool          `json:"every,omitempty"`  // a Moment for each step, not only for the last
	Aim      Fault         `json:"aim,omitempty"`    // DataRace: a race alone counts as a failure
	Search   Outcome       `json:"search,omitempty"` // Failed or Passed: look for such an end among all continuations
	Time     time.Duration `json:"time,omitempty"`   // of a search, at most; 0 means a second
}

// A Position is where a schedule leads.
type Position struct {
	Failure             // Fault is "" if nothing has gone wrong so far
	Followed   []string `json:"followed"`          // each decision of Replay by itself, with the results that were chosen
	Moments    []Moment `json:"moments"`           // after each of the last so many steps; or only the last
	Ended      bool     `json:"ended"`             // nobody can move any more
	Diverged   int      `json:"diverged"`          // index of the first decision that could not be followed, or -1
	Results    []int    `json:"results,omitempty"` // which results the last step could have had, if several
	Race       *Race    `json:"race,omitempty"`
	LastOutput string   `json:"lastOutput,omitempty"` // what t.Log said
}

// A Fate is what may yet come of a position.
type Fate struct {
	Found    string `json:"found,omitempty"` // a schedule with the end that was looked for
	Steps    int    `json:"steps,omitempty"` // how many steps that has in all
	Tried    int    `json:"tried"`           // executions
	Complete bool   `json:"complete"`        // every continuation was tried, so if nothing was found there is nothing
}
