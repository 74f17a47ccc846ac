package play

import (
	"context"
	"slices"
	"strings"

	"racelab/internal/page"
	"racelab/internal/trace"
)

// branches are schedules that were left for another one, the latest first.
type branches [][]string

// mostBranches is how many are kept. The page keeps as many.
const mostBranches = 5

// left adds a schedule that another one takes the place of, unless that goes on
// with it, and drops those that next goes on with.
func (b branches) left(old, next []string) branches {
	kept := branches{}
	parted := same(old, next) < len(old)
	if parted {
		kept = append(kept, old)
	}
	for _, one := range b {
		if same(one, next) < len(one) && !(parted && same(one, old) == len(one)) {
			kept = append(kept, one)
		}
	}
	return kept[:min(len(kept), mostBranches)]
}

// same is how many decisions two schedules begin with in common.
func same(a, b []string) (n int) {
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

// A Comparison is two schedules side by side.
type Comparison struct {
	Same int     `json:"same"` // how many steps they begin with in common
	Both [2]Side `json:"both"`
}

// A Side is one of them.
type Side struct {
	Steps   []page.Step `json:"steps"` // those after the common ones
	All     int         `json:"all"`   // how many steps it has
	Verdict string      `json:"verdict"`
}

// Compare follows two schedules.
func (g *Game) Compare(ctx context.Context, one, other []string) (*Comparison, error) {
	c := &Comparison{Same: same(one, other)}
	for i, schedule := range [][]string{one, other} {
		t, err := g.At(ctx, schedule)
		if err != nil {
			return nil, err
		}
		verdict, _, _ := strings.Cut(t.Verdict, " Take a step back")
		switch t.Result {
		case Won:
			verdict = "It fails: " + strings.TrimPrefix(verdict, youWin)
		case Undecided:
			verdict = "It can go on."
		}
		c.Both[i] = Side{Steps: t.Steps[min(c.Same, len(t.Steps)):], All: len(t.Steps), Verdict: verdict}
	}
	return c, nil
}

// mostParts is how many steps of one line are shown; a loop in one line has no end.
const mostParts = 12

// Statement lists the steps that a goroutine, named by its path, makes from here
// to the end of the line that it is in, if no other comes between them.
func (g *Game) Statement(ctx context.Context, schedule []string, path string) ([]page.Step, error) {
	n := len(schedule)
	whole := slices.Concat(schedule, slices.Repeat([]string{path}, mostParts))
	if err := check(whole); err != nil {
		return nil, err
	}
	at, err := g.steps.position(ctx, trace.Ask{Schedule: strings.Join(whole, ","), Every: true, Aim: g.aim})
	if err != nil {
		return nil, err
	}
	story := g.View.Tell(at)
	first := len(story.Steps) - len(story.States) + 1 // the number of steps before the first state
	i := slices.IndexFunc(g.View.Tasks, func(t page.Task) bool { return t.Path == path })
	parts := []page.Step{}
	var line page.Spot
	for ; i >= 0 && n >= first && n < len(story.Steps) && (at.Diverged < 0 || n < at.Diverged); n++ {
		next := story.States[n-first].Tasks[i]
		if len(parts) == 0 {
			line = next.Spot
		}
		if next.Stance != string(trace.Ready) || next.Spot != line || story.Steps[n].Task != i {
			break
		}
		parts = append(parts, story.Steps[n])
	}
	return parts, nil
}
