package play

import (
	"context"
	"fmt"
	"strings"

	"racelab/internal/console"
	"racelab/internal/trace"
)

// Where a terminal is narrower than this, two schedules are shown one below the
// other.
const sideBySide = 60

// compare shows the schedule beside the next of those that were left.
func (s *screen) compare(ctx context.Context) error {
	if len(s.left) == 0 {
		return fmt.Errorf("there is no other schedule yet: take steps back and choose otherwise, and the one that you left is kept")
	}
	s.beside = s.left[0]
	s.left = append(s.left[1:], s.beside) // the next time, the next one
	c, err := s.game.Compare(ctx, s.moves, s.beside)
	if err != nil {
		return err
	}
	s.printf("\n%s\n", bold(fmt.Sprintf("Side by side; the first %s are the same (x takes the other one)", console.Count(c.Same, "step"))))
	yours, other := s.side("yours", c, 0), s.side("the other", c, 1)
	width := console.Width() - 1
	if width < sideBySide {
		for _, text := range append(yours, other...) {
			s.printf("%s\n", strings.Join(console.Wrap(text, width), "\n    "))
		}
		return nil
	}
	half := (width - 3) / 2
	for i := range max(len(yours), len(other)) {
		s.beneath(cell(yours, i, half), cell(other, i, half), half)
	}
	return nil
}

// exchange goes on with the schedule that was shown beside.
func (s *screen) exchange(ctx context.Context) error {
	if s.beside == nil {
		return fmt.Errorf("no schedule is shown beside yours: b shows one")
	}
	other := s.beside
	s.beside = nil
	return s.to(ctx, other, same(other, s.moves))
}

// side is one of two schedules, a text a step.
func (s *screen) side(name string, c *Comparison, i int) []string {
	side := c.Both[i]
	texts := []string{fmt.Sprintf("%s (%s)", name, console.Count(side.All, "step"))}
	for n, step := range side.Steps {
		texts = append(texts, fmt.Sprintf("%d %s %s  %s", c.Same+n+1, s.game.View.Tasks[step.Task].Name, step.Words, step.At))
	}
	return append(texts, side.Verdict)
}

func cell(texts []string, i, width int) []string {
	if i >= len(texts) {
		return nil
	}
	return console.Wrap(texts[i], width)
}

// beneath prints two cells of one row.
func (s *screen) beneath(left, right []string, width int) {
	for i := range max(len(left), len(right)) {
		l, r := "", ""
		if i < len(left) {
			l = left[i]
		}
		if i < len(right) {
			r = right[i]
		}
		s.printf("%s%s   %s\n", l, strings.Repeat(" ", max(0, width-console.Cells(l))), r)
	}
}

// statements shows of which steps the lines consist that can be gone on with.
func (s *screen) statements(ctx context.Context) error {
	for i, t := range s.turn.State.Tasks {
		if t.Stance != string(trace.Ready) {
			continue
		}
		task := s.game.View.Tasks[i]
		parts, err := s.game.Statement(ctx, s.moves[:s.at], task.Path)
		if err != nil {
			return err
		}
		s.say(strings.TrimSuffix(task.Name+", to the end of its line, "+s.sourceOf(t), ", ") + ":")
		for n, part := range parts {
			s.printf("  %d. %s\n", n+1, part.Words)
		}
	}
	s.say("Another goroutine can come between any two.")
	return nil
}
