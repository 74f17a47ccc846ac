package child

import "racelab/internal/sim/std/racelab/explore"

// allSizes explores the test. If it makes scenarios, it explores one size after the
// other, small ones first, as long as none fails and all schedules of the last one
// were tried.
func (s *session) allSizes() {
	whole := s.budget
	classes := 0
	for explore.Only = 0; ; explore.Only++ {
		s.allInTurn()
		sizes := explore.Sizes
		if len(sizes) == 0 || s.report.Classes == 0 || s.cut.all() > 0 || s.failure != nil || s.race != nil || s.lost || s.doubt != "" {
			return
		}
		size := sizes[explore.Only]
		size.Schedules = s.report.Classes
		s.report.Scenarios = append(s.report.Scenarios, size)
		if classes += size.Schedules; explore.Only+1 == len(sizes) {
			s.report.Classes = classes
			return
		}
		whole = whole.less(s.budget)
		s.budget, s.tidyAt = whole, 0
	}
}

// less is what is left of b after what was spent in part.
func (b budget) less(part budget) budget {
	b.maxSteps, b.maxSchedules, b.late = b.maxSteps-part.steps, b.maxSchedules-part.schedules, part.late
	return b
}
