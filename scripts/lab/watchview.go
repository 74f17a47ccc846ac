package main

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
		w.showOf((*app).hint)
	case 'd':
		w.showOf((*app).diff)
	case 'l':
		w.showOf(func(a *app, _ []string) error { return a.list(nil) })
	case 'e':
		l := w.lab
		w.start(ctx, &job{}, func(a *app) error { return a.showFailure(l) })
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
		p, err := course.LoadProgress(w.app.root)
		w.app.warn(err)
		l, unsolved := p.Next(w.lab.Name)
		switch {
		case !unsolved:
			w.show(good("Every lab is solved.") + " Save any of them, and it is judged.\n")
			return
		case l.Name == w.lab.Name:
			w.show("This is the only lab that is left.\n")
			return
		}
		w.lab = l
	}
	w.judge(ctx)
}

// said is what a short command prints.
func (w *watch) said(command func(*app) error) string {
	var text output
	inside := *w.app
	inside.out, inside.err = &text, &text
	inside.cwd = w.app.path(filepath.Join("labs", w.lab.Name)) // so that the list says where you are
	if err := command(&inside); err != nil {
		return text.String() + "lab: " + err.Error() + "\n"
	}
	return text.String()
}

// showOf shows what a command says of the current lab.
func (w *watch) showOf(command func(*app, []string) error) {
	w.show(w.said(func(a *app) error { return command(a, []string{w.lab.Name}) }))
}

// moveOn is called after a pass: it shows what there was to learn and takes up
// the next lab. That one runs when its file is saved, or at a key: it would
// fail, and take the debrief off the screen.
func (w *watch) moveOn(said string) {
	said += w.debrief() + "\n"
	p, err := course.LoadProgress(w.app.root)
	if err != nil {
		said += fmt.Sprintf("lab: warning: %v\n", err)
	}
	p.Solve(w.lab.Name) // it may be impossible to save that
	if l, unsolved := p.Next(w.lab.Name); unsolved {
		w.lab, w.fresh = l, true
		said += fmt.Sprintf("%s %s — %s\n", good("on to"), bold(l.Name), l.Title)
		said += console.Indent(console.Wrap(l.Story, mapWidth-4), "    ")
		said += fmt.Sprintf("    Its story is in labs/%s/README.md. See it fail: n\n", l.Name)
	}
	w.show(said)
}

const debriefLines = 9

// debrief is the beginning of the lab's debrief.
func (w *watch) debrief() string {
	text, err := os.ReadFile(w.app.path(filepath.Join("solutions", w.lab.Name, "README.md")))
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
			lines = append(lines, dim("…"))
			break
		}
		if title, ok := strings.CutPrefix(line, "## "); ok {
			line = bold(title)
		}
		lines = append(lines, line)
	}
	return console.Indent(lines, "  ")
}

func (w *watch) fileHasGone() {
	w.show(fmt.Sprintf("%s  there is no %s.\n\n  Save it, or bring the broken version back from another terminal:\n  go tool lab reset %s\n",
		bad("GONE"), w.lab.File(), w.lab.Name))
}

// working says at once that a save, or a key, was noticed.
func (w *watch) working(what string) {
	w.clear()
	w.app.printf("%s\n%s %s …\n", w.title(), what, w.lab.Name)
}

// show puts one page on the screen, and below it what can be done next.
func (w *watch) show(text string) {
	w.clear()
	w.app.printf("%s\n%s\n%s\n", w.title(), strings.TrimSpace(text)+"\n", w.menu())
}

// clear starts a new screen; what was on it stays in the terminal's history.
func (w *watch) clear() {
	if w.console.Single {
		w.app.printf("\x1b[2J\x1b[H")
	}
}

func (w *watch) title() string {
	p, _ := course.LoadProgress(w.app.root) // whoever saves it warns
	return dim(fmt.Sprintf("racelab · %s · %d of %d solved", w.lab.File(), p.Count(course.Labs), len(course.Labs))) + "\n"
}

func (w *watch) menu() string {
	var items []string
	for _, item := range []string{"next", "hint", "explain", "list", "diff", "run again", "quit"} {
		items = append(items, bold(item[:1])+" "+item)
	}
	menu := strings.Join(items, dim(" · "))
	if !w.console.Single {
		return menu + ", then Enter\n"
	}
	return menu + "\n" + dim("waiting for you to save "+w.lab.File()+" …")
}
