package judge

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"racelab/internal/course"
	"racelab/internal/trace"
)

// faults are what the explorer or a test finds wrong, and what that comes to. A
// misuse, as of a mutex, is a panic. The explorer's assertions are those of the
// tests.
var faults = map[trace.Fault]course.Verdict{
	trace.Panic:          course.Panic,
	trace.Assertion:      course.WrongResult,
	trace.NotLinear:      course.WrongResult,
	trace.Deadlock:       course.Deadlock,
	trace.LockKept:       course.Deadlock, // of whoever comes for that lock next
	trace.Livelock:       course.Livelock,
	trace.Starvation:     course.Starvation,
	trace.Leak:           course.Leak,
	trace.DataRace:       course.DataRace,
	trace.NeverSometimes: course.WrongResult,
	trace.Unstable:       course.Inconclusive,
}

// A hearing is where one run's tests hand in their evidence.
type hearing struct {
	place    string
	nonce    string
	explored *exploration // by the judge; nil if nothing is to be explored
}

// open makes the place, of which only the binary is told.
func (b *Binary) open(x *exploration) (hearing, error) {
	f, err := os.CreateTemp(b.dir, "evidence-*")
	if err != nil {
		return hearing{}, &ToolError{Err: err, Hint: "set TMPDIR to a folder with room that you may write to"}
	}
	return hearing{place: f.Name(), nonce: rand.Text(), explored: x}, f.Close()
}

// brief is what the binary is told on its standard input.
func (h hearing) brief(b *Binary) []byte {
	said := trace.Brief{Overlay: b.cover, Version: string(b.version), Native: h.explored == nil, Place: h.place, Nonce: h.nonce, Workers: b.judge.Workers}
	if x := h.explored; x != nil {
		said.Answers = x.answers.Name()
	}
	if !b.tests.ahead { // else it needs none, and that may just be built
		said.Child = b.child
	}
	text, err := json.Marshal(said)
	if err != nil {
		panic(err) // strings and a bool
	}
	return text
}

// read returns what is known so far. Of a place that is gone, that is what the judge has
// found out.
func (h hearing) read() (all []trace.Evidence) {
	if h.explored != nil {
		all = h.explored.known()
	}
	text, _ := os.ReadFile(h.place)
	return append(all, trace.ReadEvidence(bytes.NewReader(text), h.nonce)...)
}

// settles calls stop when rest has gone by since the explorer has told of a
// failure. enough says that it did.
func (h hearing) settles(ctx context.Context, rest time.Duration, stop func()) (enough *atomic.Bool) {
	enough = &atomic.Bool{}
	if rest == 0 {
		return enough
	}
	go func() {
		for !slices.ContainsFunc(h.read(), fails) {
			select {
			case <-ctx.Done():
				return
			case <-time.After(rest / 10):
			}
		}
		select {
		case <-ctx.Done():
		case <-time.After(rest):
			enough.Store(true)
			stop()
		}
	}()
	return enough
}

// fails reports whether e is a report of a failure.
func fails(e trace.Evidence) bool { return e.Report != nil && e.Report.Outcome == trace.Failed }

// close returns all that was handed in, and found out: a process may come to its end before
// that.
func (h hearing) close() []trace.Evidence {
	defer os.Remove(h.place) // else Close does
	if x := h.explored; x != nil {
		<-x.over
	}
	return h.read()
}

// cut reports whether not all was explored, since it could not pass any more. It is of a hearing
// that is closed.
func (h hearing) cut() bool { return h.explored != nil && h.explored.cut }

func (h hearing) late() bool { return h.explored != nil && h.explored.late }

// testOf is the test of the source that a test or subtest belongs to.
func testOf(name string) string {
	top, _, _ := strings.Cut(name, "/")
	return top
}

// weigh lists what one piece of evidence comes to; nothing if it speaks for the
// candidate.
func weigh(e trace.Evidence) (found []course.Verdict) {
	if v, known := faults[e.Fault]; known {
		found = append(found, v)
	}
	if e.Trouble != "" {
		found = append(found, course.Inconclusive)
	}
	r := e.Report
	if r == nil {
		return found
	}
	if r.Failure != nil {
		found = append(found, faults[r.Failure.Fault])
	}
	if r.Race != nil {
		found = append(found, course.DataRace)
	}
	if r.Outcome == trace.Inconclusive || r.Outcome == trace.Partly && e.Every {
		found = append(found, course.Inconclusive)
	}
	return found
}

// settled reports whether e is a report that lets its test pass.
func settled(e trace.Evidence) bool {
	return e.Report != nil && len(weigh(e)) == 0 && (e.Report.Outcome == trace.Passed || e.Report.Outcome == trace.Partly)
}

// unproven lists the tests made for schedules that have delivered no report, or
// one that lets them not pass.
func unproven(explored []string, evidence []trace.Evidence) (tests []string) {
	for _, test := range explored {
		reports, well := 0, true
		for _, e := range evidence {
			if testOf(e.Test) == test && (e.Report != nil || e.Trouble != "") {
				reports++
				well = well && settled(e)
			}
		}
		if reports == 0 || !well {
			tests = append(tests, test)
		}
	}
	return tests
}

// ends says of each test how it came to its end; the worst counts.
func ends(evidence []trace.Evidence) map[string]trace.End {
	all := map[string]trace.End{}
	for _, e := range evidence {
		if e.End != "" && (all[e.Test] == "" || all[e.Test] == trace.EndPassed) {
			all[e.Test] = e.End
		}
	}
	return all
}

// spokenFor counts the messages of a test that its evidence accounts for: each
// piece but that of its end goes with one.
func spokenFor(test string, evidence []trace.Evidence) (n int) {
	for _, e := range evidence {
		if testOf(e.Test) == test && e.End == "" {
			n++
		}
	}
	return n
}

// open counts the explorations that ended without a failure and before they had
// tried every schedule.
func open(evidence []trace.Evidence) (n int) {
	for _, e := range evidence {
		if e.Report != nil && e.Report.Outcome == trace.Partly {
			n++
		}
	}
	return n
}

// reports are what explore.Test found, test by test.
func reports(evidence []trace.Evidence) (all []*trace.Report) {
	for _, e := range evidence {
		if e.Report != nil {
			all = append(all, e.Report)
		}
	}
	return all
}

// weighAll lists each verdict that the evidence comes to, once.
func weighAll(evidence []trace.Evidence) (found []course.Verdict) {
	for _, e := range evidence {
		for _, v := range weigh(e) {
			if !slices.Contains(found, v) {
				found = append(found, v)
			}
		}
	}
	return found
}
