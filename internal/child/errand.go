package child

import (
	"encoding/json"

	"racelab/internal/diagnose"
	"racelab/internal/search"
	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/racelab/explore"
	"racelab/internal/trace"
)

// An errand is what a worker is asked to do: a job of a search, and all that the search has
// come to know that it depends on.
type errand struct {
	Job     *search.Job `json:"job"`
	Steps   int         `json:"steps"` // see kernel.Limits
	Patient bool        `json:"patient"`
	Slowly  bool        `json:"slowly"`
	Unfair  int         `json:"unfair"`
	Soon    int         `json:"soon"`
	Lone    int         `json:"lone"`
	Quantum int         `json:"quantum"`
	Work    int         `json:"work"`
	Size    int         `json:"size"`   // see explore.Only
	Points  []int32     `json:"points"` // see kernel.Points
	Whole   bool        `json:"whole"`  // likewise
	Marks   bool        `json:"marks"`  // likewise
	Race    bool        `json:"race"`   // a data race is known
	Kept    bool        `json:"kept"`   // a lock that is kept is known
	Doubt   bool        `json:"doubt"`
}

// did is what came of an errand. If not all of it was Quiet, the leader has to see for itself:
// it does the job again, and comes to the same as if there were no workers.
type did struct {
	Came       search.Outcome `json:"came"`
	Quiet      bool           `json:"quiet"`
	Executions int            `json:"executions"`
	Steps      int            `json:"steps"`
	Concurrent bool           `json:"concurrent"`
	Left       bool           `json:"left"`
	Waited     bool           `json:"waited"`
	Long       int            `json:"long"`    // see cuts
	Longest    int            `json:"longest"` // likewise
	Told       []explore.Told `json:"told"`
}

// work does one errand after the other, until there are no more: the leader is gone then, and
// the process ends.
func (s *session) work(said <-chan []byte) {
	for line := range said {
		var e errand
		if err := json.Unmarshal(line, &e); err != nil || e.Job == nil {
			s.out.fail("the errand is not understood")
		}
		done, err := json.Marshal(s.do(&e))
		if err != nil {
			s.out.fail(err.Error())
		}
		s.out.write(trace.Message{Done: done})
	}
}

// do explores what e is about.
func (s *session) do(e *errand) *did {
	s.report, s.cut, s.concurrent, s.left, s.waited = trace.Report{}, cuts{}, false, false, false
	s.budget.steps, s.budget.schedules, s.tidyAt = 0, 0, 0
	s.limits.Steps, s.limits.Patient, s.limits.Slowly, s.limits.Lone = e.Steps, e.Patient, e.Slowly, e.Lone
	s.limits.Quantum, s.limits.Work = e.Quantum, e.Work
	s.unfair, s.soon, s.points = e.Unfair, e.Soon, kernel.PointsAt(e.Points, e.Whole, e.Marks)
	explore.Only = e.Size
	explore.Take()
	st := e.Job.Search(partEvery)
	for more := true; more; {
		x := s.execute(st, s.searched(), false)
		if st.Strayed() || !s.quiet(x, e) {
			return &did{}
		}
		if !x.Pruned {
			s.count(x, s.limits)
		}
		more = st.Next(x)
	}
	return &did{
		Came: st.Outcome(), Quiet: true, Long: s.cut.long, Longest: s.cut.steps,
		Executions: s.report.Executions, Steps: s.budget.steps,
		Concurrent: s.concurrent, Left: s.left, Waited: s.waited, Told: explore.Take(),
	}
}

// quiet reports whether x has nothing that the leader would do more about than count it.
func (s *session) quiet(x *kernel.Exec, e *errand) bool {
	switch {
	case x.Refined:
		return false
	case x.Pruned:
		return true
	}
	all := e.Job.Sample == nil // all schedules: what was cut proves nothing, and what was unfair may have no end
	return !x.Late && (!all || !x.Cut && (!x.Fair || e.Unfair != mostUnfair)) &&
		(x.Race == nil || e.Race) && (!x.KeepsLocks() || e.Kept) && len(x.Left) == 0 &&
		(e.Doubt || diagnose.Doubt(x) == "") && diagnose.Verdict(x) == ""
}

// errand is what depends on s in all jobs of the search under way.
func (s *session) errand() errand {
	sites, whole, marks := s.points.List()
	return errand{
		Steps: s.limits.Steps, Patient: s.limits.Patient, Slowly: s.limits.Slowly, Unfair: s.unfair, Soon: s.soon, Lone: s.limits.Lone, Size: explore.Only,
		Quantum: s.limits.Quantum, Work: s.limits.Work,
		Points: sites, Whole: whole, Marks: marks,
		Race: s.race != nil, Kept: s.kept != nil, Doubt: s.doubt != "",
	}
}

// takeOver adds what a worker has done, unless the leader has to do it: something happened, or
// there is not as much left to spend.
func (s *session) takeOver(d *did, limit int) bool {
	if s.race != nil {
		limit = min(limit, s.race.until)
	}
	b := &s.budget
	if !d.Quiet || b.spent() || b.steps+d.Steps >= min(limit, b.maxSteps) || b.schedules+d.Executions >= b.maxSchedules {
		return false
	}
	b.steps, b.schedules, s.report.Executions = b.steps+d.Steps, b.schedules+d.Executions, s.report.Executions+d.Executions
	s.concurrent, s.left, s.waited = s.concurrent || d.Concurrent, s.left || d.Left, s.waited || d.Waited
	s.cut.long, s.cut.steps = s.cut.long+d.Long, max(s.cut.steps, d.Longest)
	for _, t := range d.Told {
		explore.Sometimes(t.Name, t.Held)
	}
	return true
}
