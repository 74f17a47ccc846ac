package trace

import (
	"bufio"
	"encoding/json"
	"io"
)

// A Brief is what a process is told by the one that started it: an explorer's
// child its request, a test binary how it is judged. It travels as JSON; see
// package brief.
type Brief struct {
	Request *Request `json:"request,omitempty"`
	Overlay string   `json:"overlay,omitempty"` // the file of the overlay that the binary was built with, for explore.Test to go by
	Child   string   `json:"child,omitempty"`   // the folder of what was built for explore.Test to run; it looks for it if empty
	Version string   `json:"version,omitempty"` // which of several versions the binary holds is meant
	Native  bool     `json:"native,omitempty"`  // explore.Test only runs its body once, as it is
	Place   string   `json:"place,omitempty"`   // a file to which evidence is appended
	Nonce   string   `json:"nonce,omitempty"`   // stands in each piece of evidence
	Workers int      `json:"workers,omitempty"` // what explore.Test puts into its request; see Request.Workers
	Answers string   `json:"answers,omitempty"` // a file of Answers, as JSON, for tests that the judge explores; an empty one is the last
}

// An Answer is what explore.Test has to say of a test that whoever judges it explores.
// It is for a reader; who explored the test knows what that came to.
type Answer struct {
	Test string `json:"test"`
	End  End    `json:"end"`  // failed; skipped, if there was no time for it; else the test goes on
	Ends bool   `json:"ends"` // the test ends there, for nothing is known
	Says string `json:"says"`
}

// Evidence is one thing that a test tells whoever judges it, beside the words
// that it prints for a reader. It travels as JSON, one a line.
type Evidence struct {
	Nonce   string  `json:"nonce"`
	Test    string  `json:"test"`              // the test's name, with those of its subtests
	Report  *Report `json:"report,omitempty"`  // what explore.Test found
	Every   bool    `json:"every,omitempty"`   // the test fails if not every schedule was tried
	Trouble string  `json:"trouble,omitempty"` // why explore.Test has no report
	Fault   Fault   `json:"fault,omitempty"`   // what the test or the stage has seen by itself
	Says    string  `json:"says,omitempty"`    // and what it says of that
	End     End     `json:"end,omitempty"`     // the test came to its end
}

// End says how a test came to its end.
type End string

// The ends of a test. One that the process ended, or that ended it, has none.
const (
	EndPassed  End = "passed"
	EndFailed  End = "failed"
	EndSkipped End = "skipped"
)

// longestEvidence is how long a line may be; a report of a long execution has
// some hundred kilobytes.
const longestEvidence = 64 << 20

// ReadEvidence returns what was written with this nonce. All other lines are
// left out: whoever wrote them was not told it.
func ReadEvidence(r io.Reader, nonce string) []Evidence {
	var all []Evidence
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 64<<10), longestEvidence)
	for lines.Scan() {
		var e Evidence
		if json.Unmarshal(lines.Bytes(), &e) == nil && e.Nonce == nonce {
			e.Nonce = ""
			all = append(all, e)
		}
	}
	return all
}
