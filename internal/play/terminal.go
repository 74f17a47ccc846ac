package play

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"racelab/internal/console"
	"racelab/internal/page"
	"racelab/internal/trace"
)

// A screen is the game in a terminal: it reads a line and shows where that
// leads. A line is one key or several, which are followed in turn.
type screen struct {
	cfg   Config
	game  *Game
	out   io.Writer
	moves []string // the first at have been made
	at    int
	turn  *Turn

	chosen int  // choices among several goroutines
	way    *Way // that the game has shown, or nil

	left   branches
	beside []string // the schedule that was shown beside this one
}

// Terminal plays until there are no more lines, ctx ends, or the player has enough.
func Terminal(ctx context.Context, cfg Config, game *Game, lines <-chan string, out io.Writer) error {
	s := &screen{cfg: cfg, game: game, out: out}
	defer func() { s.game.Close() }()
	s.intro()
	if err := s.to(ctx, game.Start, len(game.Start)); err != nil {
		return err
	}
	s.show(ctx)
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case line, ok := <-lines:
			if !ok {
				return nil
			}
			if quit := s.follow(ctx, strings.TrimSpace(line)); quit {
				return nil
			}
		}
	}
}

// Lines reads lines on a goroutine of its own, since a read cannot be interrupted.
func Lines(ctx context.Context, in io.Reader) <-chan string {
	lines := make(chan string)
	go func() {
		defer close(lines)
		for scan := bufio.NewScanner(in); scan.Scan(); {
			select {
			case lines <- scan.Text():
			case <-ctx.Done():
				return
			}
		}
	}()
	return lines
}

// follow obeys one line. It reports whether the player has enough.
func (s *screen) follow(ctx context.Context, line string) (quit bool) {
	keys := strings.Split(line, "")
	if line == "" {
		keys = []string{""}
	}
	for _, key := range keys {
		if key == "q" {
			return true
		}
		if key == " " {
			continue
		}
		if err := s.press(ctx, key); err != nil {
			s.refuse(err)
			return false
		}
	}
	s.show(ctx)
	return false
}

// refuse says why a key did nothing, or what it asks for.
func (s *screen) refuse(err error) {
	for line := range strings.Lines(err.Error()) {
		if line = strings.TrimRight(line, "\n"); console.Cells(line) < console.Width() {
			s.printf("%s\n", line)
		} else {
			s.say(line)
		}
	}
	s.printf("> ")
}

func (s *screen) press(ctx context.Context, key string) error {
	if i := slices.IndexFunc(s.game.View.Tasks, func(t page.Task) bool { return t.Key == key && key != "" }); i >= 0 {
		return s.step(ctx, i)
	}
	switch key {
	case "":
		return s.again(ctx)
	case "?":
		return errors.New("\n" + help())
	case "u":
		return s.to(ctx, s.moves, max(s.at-1, 0))
	case "n":
		return s.to(ctx, s.moves, min(s.at+1, len(s.moves)))
	case "e":
		return s.finish(ctx)
	case "r":
		return s.restart(ctx)
	case "f":
		return s.find(ctx, trace.Failed)
	case "p":
		return s.find(ctx, trace.Passed)
	case "o":
		return s.other(ctx)
	case "l":
		return s.statements(ctx)
	case "b":
		return s.compare(ctx)
	case "x":
		return s.exchange(ctx)
	}
	return fmt.Errorf("%q is no key here\n%s", key, help())
}

func (s *screen) to(ctx context.Context, moves []string, n int) error {
	turn, err := s.game.At(ctx, moves[:n])
	if err != nil {
		return err
	}
	s.turn, s.at = turn, n
	s.take(slices.Concat(turn.Schedule, moves[n:]))
	return nil
}

// take keeps the schedule that moves are the place of.
func (s *screen) take(moves []string) {
	s.left = s.left.left(s.moves, moves)
	s.moves = moves
}

func (s *screen) step(ctx context.Context, i int) error {
	task, name := s.turn.State.Tasks[i], s.game.View.Tasks[i].Name
	switch {
	case s.turn.Result != Undecided:
		return fmt.Errorf("the test is over: u undoes the last step, r restarts")
	case task.Stance != string(trace.Ready):
		why := task.Why
		if why == "" {
			why = task.Stance
		}
		return fmt.Errorf("%s cannot move: %s", name, why)
	}
	if len(s.ready()) > 1 {
		s.chosen++
	}
	path := s.game.View.Tasks[i].Path
	if s.at < len(s.moves) {
		if next, _, _ := strings.Cut(s.moves[s.at], ":"); next == path {
			return s.to(ctx, s.moves, s.at+1)
		}
	}
	return s.to(ctx, append(slices.Clone(s.moves[:s.at]), path), s.at+1)
}

// again moves whoever moved last, or the only one that can.
func (s *screen) again(ctx context.Context) error {
	ready := s.ready()
	if last := s.turn.State.Step; last != nil && slices.Contains(ready, last.Task) {
		return s.step(ctx, last.Task)
	}
	if len(ready) == 1 {
		return s.step(ctx, ready[0])
	}
	return fmt.Errorf("who? give a number")
}

// ready are the goroutines that can move.
func (s *screen) ready() (ready []int) {
	for i, t := range s.turn.State.Tasks {
		if t.Stance == string(trace.Ready) {
			ready = append(ready, i)
		}
	}
	return ready
}

// own reports whether the player has chosen this schedule: some goroutine made a step
// although another could have, and that was not shown.
func (s *screen) own() bool {
	return s.chosen > 0 && !(s.way != nil && s.at > s.way.From && same(s.way.Schedule, s.moves[:s.at]) == s.at)
}

func (s *screen) other(ctx context.Context) error {
	if len(s.turn.Others) == 0 {
		return fmt.Errorf("the latest step has only this one result")
	}
	i := slices.Index(s.turn.Others, s.moves[s.at-1])
	next := s.turn.Others[(i+1)%len(s.turn.Others)]
	return s.to(ctx, append(slices.Clone(s.moves[:s.at-1]), next), s.at)
}

func (s *screen) find(ctx context.Context, end trace.Outcome) error {
	way, err := s.game.Show(ctx, s.moves[:s.at], end)
	if err != nil {
		return err
	}
	if len(way.Schedule) == 0 {
		return fmt.Errorf("%s", way.Text)
	}
	s.way = way
	s.say(fmt.Sprintf("%s (%d steps: n)", way.Text, len(way.Schedule)-way.From))
	return s.to(ctx, way.Schedule, way.From)
}

func (s *screen) finish(ctx context.Context) error {
	turn, err := s.game.Finish(ctx, s.moves)
	if err != nil {
		return err
	}
	s.turn, s.at = turn, len(turn.Schedule)
	s.take(turn.Schedule)
	return nil
}

func (s *screen) restart(ctx context.Context) error {
	game, changed, err := reopened(ctx, s.cfg, s.game)
	if err != nil {
		return err
	}
	s.chosen, s.way = 0, nil
	if changed {
		s.game, s.moves, s.left, s.beside = game, nil, nil, nil
		s.intro()
	}
	return s.to(ctx, s.game.Start, len(s.game.Start))
}
