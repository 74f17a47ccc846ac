package trace

import (
	"encoding/json"
	"time"
)

// A Request is what the parent process asks of the child: one test, and how
// hard to try. It is a part of a Brief.
type Request struct {
	Test      string        `json:"test"` // "TestX" or "TestX/sub/name"
	Replay    string        `json:"replay,omitempty"`
	Seed      uint64        `json:"seed"`
	Schedules int           `json:"schedules"`        // at most so many; 0 means the default
	Time      time.Duration `json:"time"`             // at most so long; 0 means LastResort
	Resort    bool          `json:"resort,omitempty"` // Time is what is left for all tests, and not what somebody asked for
	MaxSteps  int           `json:"maxSteps"`         // of one execution; 0 means the default

	// TimeMode says when time may pass; "" means Both.
	TimeMode TimeMode `json:"timeMode,omitempty"`

	// TimeOuts has a test that passes in patient time looked at once more: a time-out that
	// comes early must not leave a goroutine behind.
	TimeOuts bool `json:"timeOuts,omitempty"`

	// NoLockKept makes a lock that is held when everything has ended a failure;
	// else that is a remark.
	NoLockKept bool `json:"noLockKept,omitempty"`

	// MayStay are the sites of go statements whose goroutines are no leak.
	MayStay []int `json:"mayStay,omitempty"`

	// MayStayIn is a regular expression for functions; a goroutine that rests inside
	// one of them is no leak.
	MayStayIn string `json:"mayStayIn,omitempty"`

	// SetUpAt are the sites of go statements at the first of which a test has set up
	// what it needs: goroutines that run by then are no leak.
	SetUpAt []int `json:"setUpAt,omitempty"`

	// Short is what testing.Short says.
	Short bool `json:"short,omitempty"`

	// Interactive makes the child read one Ask a line from its standard input
	// and answer each in turn, until that ends. Replay, Schedules and Time
	// then mean nothing.
	Interactive bool `json:"interactive,omitempty"`

	// Workers is how many processes share a search that takes long; 0 means as many as
	// there are processors. What is found does not depend on it.
	Workers int `json:"workers,omitempty"`

	// Worker makes the child one of those: it reads one errand a line from its standard
	// input, and answers each with a Message that has Done set.
	Worker bool `json:"worker,omitempty"`
}

// LastResort is how long a test may take if nobody says, and up to three times as long on a
// machine that is busy with other things. It is meant not to be reached: who does not say
// how much a test may cost has it counted in steps.
const LastResort = 60 * time.Second

// OfATest is the last resort of explore.Test, the build not counted. What a test may cost
// is spent in a quarter of this on an idle machine: only one that is busy with other things
// comes to it.
const OfATest = 20 * time.Second

// TimeMode says when virtual time may pass.
type TimeMode string

// The modes. Whatever happens in patient time may happen in eager time, too.
const (
	Patient TimeMode = "patient" // when no goroutine can move, or one has made many steps
	Eager   TimeMode = "eager"   // at any moment: a goroutine may be slower than any timer
	Both    TimeMode = "both"    // first the one, then the other
)

// A Message is one line of the child's standard output, as JSON. Exactly one
// field is set. What the program under test prints goes to standard error.
type Message struct {
	Tests    []string        `json:"tests,omitempty"`    // first line: the tests that the binary has, proof that it is instrumented
	Progress *Progress       `json:"progress,omitempty"` // at most ten a second
	Report   *Report         `json:"report,omitempty"`   // last line
	Position *Position       `json:"position,omitempty"` // answer to an Ask
	Fate     *Fate           `json:"fate,omitempty"`     // answer to an Ask
	History  *History        `json:"history,omitempty"`  // does an order explain it? The answer is an Explained
	Met      *Met            `json:"met,omitempty"`      // a failure that has yet to be looked into
	Done     json.RawMessage `json:"done,omitempty"`     // what came of an errand; between child processes
	Error    string          `json:"error,omitempty"`    // last line: the request could not be carried out
}

// Met is what is known of a failure before its schedule was followed again and shortened.
type Met struct {
	Fault  Fault  `json:"fault"`
	Replay string `json:"replay"`
}

// Explained answers a Message with a History.
type Explained struct {
	Explained bool `json:"explained"`
}

// Progress says how far a long exploration is.
type Progress struct {
	Stage      string  `json:"stage"` // "every schedule", "shortest failure", "random schedules" …
	Executions int     `json:"executions"`
	Seconds    float64 `json:"seconds"`
}
