package play

import (
	"context"
	"fmt"
	"strings"
	"text/tabwriter"

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
	s.printf("\n")
	if st.Step != nil {
		s.say(fmt.Sprintf("step %d: %s", s.at, v.Sentence(*st.Step)))
	} else {
		s.printf("Nothing has happened yet.\n")
	}
	s.tasks()
	for _, t := range st.Things {
		s.printf("    %s: %s (%s)\n", t.Name, t.State, t.Kind)
	}
	s.result(ctx)
}

// tasks lists the goroutines, and behind each its line in the source; where both do
// not fit, below it.
func (s *screen) tasks() {
	v := s.game.View
	var table strings.Builder
	var places []string
	w := tabwriter.NewWriter(&table, 0, 0, 2, ' ', 0)
	for i, t := range s.turn.State.Tasks {
		if t.Stance == page.Unborn {
			continue
		}
		what, at := strings.TrimPrefix(t.Why, t.Stance+" "), ""
		if t.Next != "" {
			what = "next " + t.Next
		}
		if t.File >= 0 && t.Line > 0 && t.Stance != string(trace.Ended) {
			at = fmt.Sprintf("%s:%d  %s", v.Files[t.File].Base(), t.Line, v.Text(t.Spot))
		}
		fmt.Fprintf(w, "  %s\t%s\t%s\t%s\t\n", v.Tasks[i].Key, v.Tasks[i].Name, t.Stance, what)
		places = append(places, at)
	}
	w.Flush()
	for i, row := range strings.Split(strings.TrimRight(table.String(), "\n"), "\n")[:len(places)] {
		switch at := places[i]; {
		case at == "":
			s.printf("%s\n", strings.TrimRight(row, " "))
		case console.Cells(row+at) < console.Width():
			s.printf("%s%s\n", row, at)
		default:
			s.printf("%s\n       %s\n", strings.TrimRight(row, " "), console.Cut(at, console.Width()-8, "…"))
		}
	}
}

func (s *screen) result(ctx context.Context) {
	if s.turn.Verdict != "" {
		s.say(bold(s.turn.Verdict))
	}
	for _, line := range s.turn.Says {
		s.printf("%s", console.Indent(console.Wrap(line, console.Prose(2)), "  "))
	}
	if s.turn.Result == Won && s.game.Goal.Next != "" {
		s.say("Now mend it: " + s.game.Goal.Next)
	}
	if s.turn.Result == Undecided {
		if o, err := s.game.Outlook(ctx, s.moves[:s.at]); err == nil {
			s.say(o.Text)
		}
	}
	if s.at == len(s.game.Start) {
		s.printf("%s", help())
	}
	s.printf("> ")
}
