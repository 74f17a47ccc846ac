package watch

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"racelab/internal/console"
	"racelab/internal/course"
)

// A pick is a lab being chosen: what is typed narrows the list.
type pick struct{ typed string }

// startPick begins to choose a lab. Where keys come by lines, the list is all.
func (w *watch) startPick(ctx context.Context) {
	if !w.Keyboard.Single {
		w.showOf(ctx, w.List, w.lab)
		return
	}
	w.pick = &pick{}
	w.showPick()
}

// choose is told the keys while a lab is being chosen.
func (w *watch) choose(ctx context.Context, k console.Key) {
	found := w.pick.labs()
	switch {
	case k == console.Escape:
		w.pick = nil
		if w.job != nil {
			w.job.shown = 0
			w.working()
			return
		}
		w.draw()
		return
	case k == console.Enter && len(found) > 0:
		w.pick, w.lab = nil, found[0]
		w.judge(ctx)
		return
	case k == console.Delete:
		w.pick.typed = w.pick.typed[:max(0, len(w.pick.typed)-1)]
	case k > ' ' && k < 127:
		w.pick.typed += string(rune(k))
	}
	w.showPick()
}

// labs are those that have what was typed in their name, title or chapter: those
// whose name begins with it first.
func (p *pick) labs() (found []course.Lab) {
	for _, l := range course.Labs {
		c, _ := course.FindChapter(l.Chapter)
		text := strings.ToLower(l.Name + " " + l.Title + " " + c.Title)
		if strings.Contains(strings.ReplaceAll(text, " ", ""), p.typed) {
			found = append(found, l)
		}
	}
	slices.SortStableFunc(found, func(a, b course.Lab) int {
		return rank(strings.HasPrefix(a.Name, p.typed)) - rank(strings.HasPrefix(b.Name, p.typed))
	})
	return found
}

func rank(first bool) int { return map[bool]int{false: 1}[first] }

func (w *watch) showPick() {
	progress, _ := course.LoadProgress(w.Checkout.Root) // whoever saves it warns
	found := w.pick.labs()
	prompt := console.Wrap("type a part of its name, title or chapter; Enter takes the first; Esc goes back", console.Width()-1)
	room := 10
	if h := console.Height(); h > 0 {
		room = max(h-7-len(prompt), 3)
	}
	w.clear()
	w.printf("%s\n%s %s_\n\n", w.title(), console.Bold("which lab?"), w.pick.typed)
	for i, l := range found[:min(room, len(found))] {
		mark := map[bool]string{true: "[x]", false: "[ ]"}[progress.IsSolved(l.Name)]
		line := console.Cut(fmt.Sprintf("%s %-13s %s", mark, l.Name, l.Title), console.Width()-3, "…")
		if i == 0 {
			line = console.Bold(line)
		}
		w.printf("%s%s\n", map[bool]string{true: "> ", false: "  "}[i == 0], line)
	}
	if n := len(found) - room; n > 0 {
		w.printf("  … %d more\n", n)
	}
	w.printf("\n%s", console.Dim(strings.Join(prompt, "\n")))
}
