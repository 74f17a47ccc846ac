package watch

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"racelab/internal/console"
	"racelab/internal/course"
	"racelab/internal/markdown"
)

// press does what a key says.
func (w *watch) press(ctx context.Context, k console.Key) {
	if w.pick != nil {
		w.choose(ctx, k)
		return
	}
	if w.job != nil && w.job.plays {
		w.cancel()
	}
	sure := w.sure == k
	w.sure = 0
	switch k {
	case 'n':
		w.next(ctx)
	case 'h':
		w.showOf(ctx, w.Hint, w.lab)
	case 'd':
		w.solution(ctx, k, sure, w.Diff)
	case 'l':
		w.startPick(ctx)
	case 'b':
		w.solution(ctx, k, sure, w.Debrief)
	case 'e':
		w.start(ctx, &job{what: "looking for a failing schedule of " + w.lab.Name}, w.Failure)
		w.working()
	case 'p':
		w.start(ctx, &job{plays: true, what: "any key ends the game"}, w.Play)
		w.working()
	case 'r', console.Enter:
		w.judge(ctx)
	case ' ':
		w.turn()
	case '?':
		w.show(w.help())
	default:
		w.show(fmt.Sprintf("There is no key %q. Press ? for those that there are.\n", rune(k)))
	}
}

// solution shows what tells the solution when its key is pressed twice: once seen, it
// cannot be found any more. Right after a pass it is that of the lab that was passed.
func (w *watch) solution(ctx context.Context, k console.Key, sure bool, show Command) {
	l := w.lab
	if w.fresh {
		l = w.passed
	}
	p, _ := course.LoadProgress(w.Checkout.Root) // whoever saves it warns
	if sure || p.IsSolved(l.Name) {
		w.showOf(ctx, show, l)
		return
	}
	w.sure = k
	w.show(console.Indent(console.Wrap(fmt.Sprintf("This shows the solution of %s, which you then cannot find by yourself any more. A hint tells less: h. If you are sure: %c once more.",
		l.Name, k), console.Prose(0)), ""))
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

// showOf shows what a short command says of a lab.
func (w *watch) showOf(ctx context.Context, command Command, l course.Lab) {
	var text output
	if _, err := command(ctx, &text, l); err != nil {
		fmt.Fprintf(&text, "lab: %v\n", err)
	}
	w.show(text.String())
}

// moveOn is called after a pass: it shows what there was to learn and takes up
// the next lab. That one runs when its file is saved, or at a key: it would
// fail, and take the debrief off the screen.
func (w *watch) moveOn(said string) {
	p, err := course.LoadProgress(w.Checkout.Root)
	if err != nil {
		said += fmt.Sprintf("lab: warning: %v\n", err)
	}
	onTo := ""
	passed := w.lab
	w.passed = passed
	p.Solve(passed.Name) // it may be impossible to save that
	if l, unsolved := p.Next(w.lab.Name); unsolved {
		w.lab, w.fresh = l, true
		onTo = fmt.Sprintf("%s %s — %s\n", console.Good("on to"), console.Bold(l.Name), l.Title)
		onTo += console.Indent(console.Wrap(l.Story, console.Prose(4)), "    ")
		onTo += console.Indent(console.Wrap(fmt.Sprintf("Its story is in labs/%s/README.md. See it fail: n", l.Name), console.Prose(4)), "    ")
	}
	w.show(said + w.debrief(passed, w.room()-strings.Count(said+onTo, "\n")-3) + "\n" + onTo)
}

// A debrief's part is so long, and on a small screen no shorter than the other.
const (
	debriefLines = 9
	debriefLeast = 3
)

// whyItIsRight begins the part of a debrief that is about the fix. Before it there is
// a table, of which a few rows say nothing.
const whyItIsRight = "## Why the fix is right"

// debrief is what a lab's debrief says of the fix, shorter if there is less room.
func (w *watch) debrief(l course.Lab, room int) string {
	text, err := os.ReadFile(w.Checkout.Path(l.Debrief()))
	if err != nil {
		return ""
	}
	_, why, _ := strings.Cut(string(text), whyItIsRight)
	lines := markdown.Lines([]byte(whyItIsRight+why), console.Prose(2))
	most := debriefLines
	if w.room() > 0 {
		most = min(most, max(room, debriefLeast))
	}
	if len(lines) > most {
		lines = append(lines[:most:most], console.Dim("… all of it: b, or go tool lab debrief "+l.Name))
	}
	return console.Indent(lines, "  ")
}

func (w *watch) fileHasGone() {
	w.show(fmt.Sprintf("%s  there is no %s.\n\n  Save it, or bring the broken version back from another terminal:\n  go tool lab reset %s\n",
		console.Bad("GONE"), w.lab.File(), w.lab.Name))
}

// working says at once that a save, or a key, was noticed.
func (w *watch) working() {
	w.clear()
	w.printf("%s\n%s …%s", w.title(), w.job.what, map[bool]string{false: "\n"}[w.Keyboard.Single])
}

// goesOn is called each second: it shows for how long the job is under way, and
// what it has said so far.
func (w *watch) goesOn() {
	if w.job == nil || !w.Keyboard.Single || w.pick != nil {
		return
	}
	if said := w.job.said.String(); len(said) > w.job.shown {
		w.job.shown = len(said)
		w.clear()
		w.printf("%s\n%s\n\n", w.title(), strings.TrimSpace(said))
	}
	w.printf("\r\x1b[K%s … %.0f s", w.job.what, time.Since(w.job.began).Seconds())
}

// clear starts a new screen; what was on it stays in the terminal's history.
func (w *watch) clear() {
	if w.Keyboard.Single {
		w.printf("\x1b[2J\x1b[H")
	}
}

func (w *watch) title() string {
	p, _ := course.LoadProgress(w.Checkout.Root) // whoever saves it warns
	solved := fmt.Sprintf("%d of %d solved", p.Count(course.Labs), len(course.Labs))
	title := "racelab · " + w.lab.File() + " · " + solved
	if console.Cells(title) >= console.Width() {
		title = filepath.Base(w.lab.File()) + " · " + solved
	}
	return console.Dim(console.Cut(title, console.Width()-1, "…")) + "\n"
}

// keys are what can be pressed. Those with a short word are on every screen.
var keys = []struct{ key, short, long string }{
	{"space", "", "the next part of what is longer than the screen"},
	{"n", "next", "go on to the next lab that is not solved"},
	{"h", "hint", "one more hint"},
	{"e", "explain", "a failing schedule, step by step"},
	{"p", "play", "be the scheduler yourself, in a browser"},
	{"l", "list", "choose a lab"},
	{"r", "run", "judge again; Enter does, too"},
	{"d", "", "your file against the solution; asked for twice"},
	{"b", "", "the debrief: what happened, and which fixes are right; asked for twice"},
	{"?", "help", "this, and what the words mean"},
	{"q", "quit", "leave; so does Ctrl-C"},
}

// menu is what can be done next, on a page of so many parts.
func (w *watch) menu(parts int) string {
	var lines []string
	line, used := "", 0
	for _, k := range keys {
		if k.key == "space" && parts > 1 {
			k.short = w.more(parts)
		}
		if k.short == "" {
			continue
		}
		item := len(k.key) + 1 + len(k.short)
		if used > 0 && used+3+item > console.Width()-1 {
			lines, line, used = append(lines, line), "", 0
		}
		if used > 0 {
			line, used = line+console.Dim(" · "), used+3
		}
		line, used = line+console.Bold(k.key)+" "+k.short, used+item
	}
	menu := strings.Join(append(lines, line), "\n")
	if !w.Keyboard.Single {
		return menu + ", then Enter\n"
	}
	waiting := "waiting for you to save " + w.lab.File() + " …"
	if console.Cells(waiting) >= console.Width() {
		waiting = console.Cut("waiting for "+filepath.Base(w.lab.File())+" to be saved", console.Width()-1, "…")
	}
	return menu + "\n" + console.Dim(waiting)
}

// help explains the keys, and the words of the tables.
func (w *watch) help() string {
	var b strings.Builder
	for _, k := range keys {
		b.WriteString(console.Hang("  "+console.Bold(k.key)+strings.Repeat(" ", 7-len(k.key)), 9, k.long))
	}
	b.WriteString("\n" + Words())
	return b.String()
}
