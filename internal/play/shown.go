package play

import (
	"context"
	"fmt"
	"strings"

	"racelab/internal/console"
	"racelab/internal/page"
	"racelab/internal/trace"
)

var bold = console.Bold

func (s *screen) printf(format string, args ...any) { fmt.Fprintf(s.out, format, args...) }

func (s *screen) intro() {
	v, g := s.game.View, s.game.Goal
	s.say("You are the scheduler: " + v.Title + " " + v.Test)
	s.say("To win: " + g.Win + ".")
	s.say(g.Known)
	s.say("Nothing moves unless you say so. A step is one read, write, lock, send …")
}

// say prints running text.
func (s *screen) say(text string) {
	s.printf("%s", console.Indent(console.Wrap(text, console.Prose(0)), ""))
}

// keysHelp is what can be typed.
var keysHelp = []struct{ key, does string }{
	{"0, 1 …", "the next step of that goroutine"},
	{"Enter", "the same goroutine again"},
	{"u", "undo"},
	{"n", "redo, or go on with what is shown"},
	{"o", "another result of the latest step"},
	{"e", "to the end of what is shown, or else let all go on"},
	{"r", "restart"},
	{"f, p", "show me a failure, a pass"},
	{"l", "of which steps the lines consist"},
	{"b", "beside a schedule that you left"},
	{"x", "go on with that one"},
	{"q", "quit"},
}

func help() string {
	var b strings.Builder
	for _, k := range keysHelp {
		b.WriteString(console.Hang(fmt.Sprintf("  %-7s", k.key), 9, k.does))
	}
	return b.String()
}

// show prints where the game stands.
func (s *screen) show(ctx context.Context) {
	v, st := s.game.View, s.turn.State
	if s.at == len(s.game.Start) {
		s.printf("%s", help())
	}
	s.printf("\n")
	if st.Step != nil {
		s.say(fmt.Sprintf("step %d: %s", s.at, v.Sentence(*st.Step)))
	} else {
		s.printf("Nothing has happened yet.\n")
	}
	s.tasks()
	for _, t := range st.Things {
		s.printf("%s", console.Indent(console.Wrap(fmt.Sprintf("%s: %s (%s)", t.Name, t.State, t.Kind), console.Prose(4)), "    "))
	}
	s.result(ctx)
}

// tasks lists the goroutines: what each does next, and where in the source that is. What
// does not fit behind its name is below it.
func (s *screen) tasks() {
	v := s.game.View
	var shown []int
	names, stances := 0, 0
	for i, t := range s.turn.State.Tasks {
		if t.Stance != page.Unborn {
			shown = append(shown, i)
			names, stances = max(names, console.Cells(v.Tasks[i].Name)), max(stances, console.Cells(t.Stance))
		}
	}
	for _, i := range shown {
		t := s.turn.State.Tasks[i]
		row := fmt.Sprintf("  %s  %s  %s  ", v.Tasks[i].Key, padded(v.Tasks[i].Name, names), padded(t.Stance, stances))
		what := strings.TrimPrefix(t.Why, t.Stance+" ")
		if t.Next != "" {
			what = "next " + t.Next
		}
		below := console.Wrap(what, console.Prose(len(under)))
		if console.Cells(row+what) < console.Width() {
			row, below = row+what, nil
		}
		switch at := s.sourceOf(t); {
		case at == "":
		case len(below) == 0 && console.Cells(row+"  "+at) < console.Width():
			row += "  " + at
		default:
			below = append(below, console.Cut(at, console.Width()-len(under)-1, "…"))
		}
		s.printf("%s\n%s", strings.TrimRight(row, " "), console.Indent(below, under))
	}
}

const under = "       " // below the name of a goroutine

func padded(text string, width int) string {
	return text + strings.Repeat(" ", width-console.Cells(text))
}

// sourceOf is the line that a goroutine is in.
func (s *screen) sourceOf(t page.TaskState) string {
	v := s.game.View
	if t.File < 0 || t.Line <= 0 || t.Stance == string(trace.Ended) {
		return ""
	}
	return fmt.Sprintf("%s:%d  %s", v.Files[t.File].Base(), t.Line, v.Text(t.Spot))
}

func (s *screen) result(ctx context.Context) {
	won, verdict := s.turn.Result == Won, s.turn.Verdict
	if won && !s.own() {
		verdict = strings.Replace(verdict, youWin, "It fails, and the choice was not yours: r, and win by yourself. ", 1)
	}
	if verdict != "" {
		s.say(bold(verdict))
	}
	for _, line := range s.turn.Says {
		s.printf("%s", console.Indent(console.Wrap(line, console.Prose(2)), "  "))
	}
	if won && s.own() && s.game.Goal.Next != "" {
		s.say("Now mend it: " + s.game.Goal.Next)
	}
	if s.turn.Result == Undecided {
		if o, err := s.game.Outlook(ctx, s.moves[:s.at]); err == nil {
			s.say(o.Text)
		}
	}
	s.printf("> ")
}
