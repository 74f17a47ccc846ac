package child

import (
	"cmp"

	"racelab/internal/search"
	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// bounded tries schedules with few preemptions.
func (s *session) bounded(preemptions, schedules, steps int) (complete bool) {
	st := &search.Bounded{Limit: preemptions}
	last := s.budget.schedules + schedules
	s.bound = &st.Preemptions
	done := s.try(fewPreemptions, st, s.budget.part(steps), func(*kernel.Exec) bool { return s.budget.schedules < last })
	return done && st.Complete()
}

// exhaustive tries one schedule of every class.
func (s *session) exhaustive(steps int) (done bool) {
	limit := s.budget.part(steps)
	done, endless := s.classes(limit)
	if endless {
		s.unfair = leastUnfair
		done, _ = s.classes(limit)
	}
	if s.soon > 0 {
		s.soon, s.rests = 0, done
	}
	return done
}

// classes is exhaustive within the present limits, unless there may be no end
// to what is unfair.
func (s *session) classes(limit int) (done, endless bool) {
	s.left = false
	st := search.NewParts(partFirst, partEvery, s.parting(limit))
	done = s.try("every schedule", st, limit, func(x *kernel.Exec) bool {
		endless = s.unfair == mostUnfair && (s.left || x.Cut && x.Rested)
		if endless && x.Rested {
			s.soon = soonSteps
		}
		return !x.Cut && !endless // one that was cut proves nothing
	})
	s.countAhead()
	st.End()
	if done {
		s.report.Classes = st.Tried
		s.lost, s.cut = !s.stable(nil), cuts{}
	}
	return done, endless
}

// atLength gives a program of which no schedule has come to its end more steps for one: what is
// wrong then may be seen nowhere else. The first is without preemption, the others by chance, which
// is another one than that of short schedules: it goes by how long they are.
func (s *session) atLength(steps int) {
	if s.req.MaxSteps != defaultSteps || s.ended() || s.cut.long == 0 || s.cut.all() < s.report.Executions {
		return
	}
	limit := s.budget.part(steps)
	if s.limits.Steps = min(limit-s.budget.steps, longestSteps); s.limits.Steps <= longSteps { // it has had so many
		s.limits.Steps = s.req.MaxSteps
		return
	}
	s.longest = longestSteps
	s.try("long schedules", &search.Bounded{}, limit, func(*kernel.Exec) bool { return false })
	s.try("long schedules", search.NewRandom(s.req.Seed), limit, nil)
	s.limits.Steps = s.req.MaxSteps
	if s.failure == nil {
		s.longest = longSteps
	}
}

// fair runs the test under schedules that let every goroutine move in turn. A
// program that comes to no end under one may never do.
func (s *session) fair() {
	s.stage = "fair schedules"
	limits := s.limits
	limits.Steps = min(limits.Steps, fairSteps)
	longest := true
	for quantum := 1; quantum <= 3; quantum++ {
		for order := range 4 {
			if s.ended() {
				return
			}
			fair := func() kernel.Strategy { return search.NewFair(quantum, order&1 != 0, order&2 != 0, s.req.Seed) }
			cut := s.cut
			if x := s.run(fair(), limits); x.Cut && !x.Overdue && s.failure == nil {
				if s.unfinished(fair, limits, longest && !x.Noticed()) {
					s.cut = cut
				}
				longest = false
				if s.failure == nil && x.Noticed() { // a long way, all alone, but no circle
					s.limits.Lone, s.cut = 0, cut
					s.fair()
					return
				}
			}
		}
	}
}

// unhurried is explored, and once more if something was found in an execution in which time
// went by leaps for whoever polled the clock. It may be there because of that, as when a test
// looks for seconds at what is kept for a tenth of one; so a failure does not count, and a race
// only if none is found again. Time goes slowly then, which takes more steps.
func (s *session) unhurried(mode trace.TimeMode, most budget) {
	s.explored(mode, most)
	found := s.failure
	if found == nil {
		found = s.race
	}
	if s.lost || found == nil || !found.leapt {
		return
	}
	race := s.race
	s.failure, s.race, s.cut, s.limits.Slowly = nil, nil, cuts{}, true
	if s.req.MaxSteps == defaultSteps {
		s.req.MaxSteps, s.limits.Steps = longSteps, longSteps
	}
	s.explored(mode, most)
	s.race = cmp.Or(s.race, race)
}
