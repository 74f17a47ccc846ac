package child

import (
	"bufio"
	"encoding/json"
	"io"
	"os"

	"racelab/internal/trace"
)

const maxAsk = 16 << 20 // bytes of one question

// converse answers one question a line, until there are no more: whoever asks
// is gone then.
func (s *session) converse(in io.Reader) {
	lines := bufio.NewScanner(in)
	lines.Buffer(make([]byte, 64<<10), maxAsk)
	for lines.Scan() {
		var ask trace.Ask
		if err := json.Unmarshal(lines.Bytes(), &ask); err != nil {
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
		tidy()
		if ask.Search != "" {
			s.out.write(trace.Message{Fate: s.fate(ask, schedule)})
		} else {
			s.out.write(trace.Message{Position: s.position(ask, schedule)})
		}
	}
	os.Exit(0)
}
