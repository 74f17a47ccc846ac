package child

import (
	"encoding/json"

	"racelab/internal/trace"
)

// converse answers one question a line, until there are no more: whoever asks
// is gone then, and the process ends.
func (s *session) converse(said <-chan []byte) {
	s.heed()
	for line := range said {
		var ask trace.Ask
		if err := json.Unmarshal(line, &ask); err != nil {
			s.out.fail("the question is not understood: " + err.Error())
		}
		schedule, cycle, err := trace.ParseEndless(ask.Schedule)
		if err != nil {
			s.out.fail(err.Error())
		}
		if round := schedule[len(schedule)-cycle:]; cycle > 0 {
			for range shownRounds - 1 {
				schedule = append(schedule, round...)
			}
		}
		s.garbage.tidy(0)
		if ask.Search != "" {
			s.out.write(trace.Message{Fate: s.fate(ask, schedule)})
		} else {
			s.out.write(trace.Message{Position: s.position(ask, schedule)})
		}
	}
}
