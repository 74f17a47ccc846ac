package watch

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"racelab/internal/console"
	"racelab/internal/course"
)

// press does what a key says.
func (w *watch) press(ctx context.Context, k console.Key) {
	switch k {
	case 'n':
		w.next(ctx)
	case 'h':
		w.showOf(ctx, w.Hint)
	case 'd':
		w.showOf(ctx, w.Diff)
	case 'l':
		w.showOf(ctx, w.List)
	case 'e':
		w.start(ctx, &job{}, w.Failure)
		w.working("looking for a failing schedule of")
	case 'r', console.Enter:
		w.judge(ctx)
	default:
		w.show(fmt.Sprintf("There is no key %q.\n", rune(k)))
	}
}

// next goes to the lab that was announced after a pass, or else to the next one
// that is not solved.
func (w *watch) next(ctx context.Context) {
	if !w.fresh {
		p, _ := course.LoadProgress(w.Checkout.Root) // whoever saves it warns
		l, unsolved := p.Next(w.lab.Name)
		switch {
		case !unsolved:
			w.show(console.Good("Every lab is solved.") + " Save any of them, and it is judged.\n")
			return
		case l.Name == w.lab.Name:
			w.show("This is the only lab that is left.\n")
			return
		}
		w.lab = l
	}
	w.judge(ctx)
}

// showOf shows what a short command says of the current lab.
func (w *watch) showOf(ctx context.Context, command Command) {
	var text output
	if _, err := command(ctx, &text, w.lab); err != nil {
		fmt.Fprintf(&text, "lab: %v\n", err)
	}
	w.show(text.String())
}

// moveOn is called after a pass: it shows what there was to learn and takes up
// the next lab. That one runs when its file is saved, or at a key: it would
// fail, and take the debrief off the screen.
func (w *watch) moveOn(said string) {
	said += w.debrief() + "\n"
	p, err := course.LoadProgress(w.Checkout.Root)
	if err != nil {
		said += fmt.Sprintf("lab: warning: %v\n", err)
	}
	p.Solve(w.lab.Name) // it may be impossible to save that
	if l, unsolved := p.Next(w.lab.Name); unsolved {
		w.lab, w.fresh = l, true
		said += fmt.Sprintf("%s %s — %s\n", console.Good("on to"), console.Bold(l.Name), l.Title)
		said += console.Indent(console.Wrap(l.Story, min(console.Width(), 80)-4), "    ")
		said += fmt.Sprintf("    Its story is in labs/%s/README.md. See it fail: n\n", l.Name)
	}
	w.show(said)
}

const debriefLines = 9

// debrief is the beginning of the lab's debrief.
func (w *watch) debrief() string {
	text, err := os.ReadFile(w.Checkout.Path(filepath.Join("solutions", w.lab.Name, "README.md")))
	if err != nil {
		return ""
	}
	var lines []string
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "# ") || len(lines) == 0 && line == "" {
			continue
		}
		if len(lines) == debriefLines {
			lines = append(lines, console.Dim("…"))
			break
		}
		if title, ok := strings.CutPrefix(line, "## "); ok {
			line = console.Bold(title)
		}
		lines = append(lines, line)
	}
	return console.Indent(lines, "  ")
}

func (w *watch) fileHasGone() {
	w.show(fmt.Sprintf("%s  there is no %s.\n\n  Save it, or bring the broken version back from another terminal:\n  go tool lab reset %s\n",
		console.Bad("GONE"), w.lab.File(), w.lab.Name))
}

// working says at once that a save, or a key, was noticed.
func (w *watch) working(what string) {
	w.clear()
	w.printf("%s\n%s %s …\n", w.title(), what, w.lab.Name)
}

// show puts one page on the screen, and below it what can be done next.
func (w *watch) show(text string) {
	w.clear()
	w.printf("%s\n%s\n%s\n", w.title(), strings.TrimSpace(text)+"\n", w.menu())
}

// clear starts a new screen; what was on it stays in the terminal's history.
func (w *watch) clear() {
	if w.Keyboard.Single {
		w.printf("\x1b[2J\x1b[H")
	}
}

func (w *watch) title() string {
	p, _ := course.LoadProgress(w.Checkout.Root) // whoever saves it warns
	return console.Dim(fmt.Sprintf("racelab · %s · %d of %d solved", w.lab.File(), p.Count(course.Labs), len(course.Labs))) + "\n"
}

func (w *watch) menu() string {
	var items []string
	for _, item := range []string{"next", "hint", "explain", "list", "diff", "run again", "quit"} {
		items = append(items, console.Bold(item[:1])+" "+item)
	}
	menu := strings.Join(items, console.Dim(" · "))
	if !w.Keyboard.Single {
		return menu + ", then Enter\n"
	}
	return menu + "\n" + console.Dim("waiting for you to save "+w.lab.File()+" …")
}
