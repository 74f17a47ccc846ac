package child

import (
	"time"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// abort ends the process: the program is somewhere out of reach. It may be called
// on any goroutine while an execution goes on, and so changes nothing.
func (s *session) abort(cause string) { s.giveUp(trace.Report{Reason: cause}) }

// noTest ends the process, too: whoever asked for that subtest meant another.
func (s *session) noTest(name string) {
	s.giveUp(trace.Report{NoTest: true, Reason: "there is no subtest " + name})
}

func (s *session) giveUp(why trace.Report) {
	r := s.report
	r.Outcome, r.Reason, r.NoTest, r.Seconds = trace.Inconclusive, why.Reason, why.NoTest, time.Since(s.began).Seconds()
	kernel.Unseen(func() bool { s.out.end(trace.Message{Report: &r}, 0); return true })
}
