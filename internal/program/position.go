package program

import (
	"cmp"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"racelab/internal/trace"
)

// tasksByPath are the goroutines that were met so far, in the order of their
// paths. IDs differ between processes and executions; paths do not.
type tasksByPath []trace.Task

// learn adds those that are new, and names all of them again.
func (k *tasksByPath) learn(p *Program, tasks []trace.Task) {
	before := len(*k)
	for _, t := range tasks {
		if !slices.ContainsFunc(*k, func(o trace.Task) bool { return o.Path == t.Path }) {
			*k = append(*k, t)
		}
	}
	if len(*k) == before {
		return
	}
	slices.SortStableFunc(*k, func(a, b trace.Task) int { return comparePaths(a.Path, b.Path) })
	p.nameTasks(*k)
}

// comparePaths puts the test first, then its children in order, each before
// its own children, and the clock last.
func comparePaths(a, b string) int {
	if a == b {
		return 0
	}
	switch {
	case a == trace.ClockPath:
		return 1
	case b == trace.ClockPath:
		return -1
	}
	as, bs := strings.Split(a, "."), strings.Split(b, ".")
	for i := 0; i < len(as) && i < len(bs); i++ {
		if c := cmp.Or(cmp.Compare(len(as[i]), len(bs[i])), cmp.Compare(as[i], bs[i])); c != 0 {
			return c
		}
	}
	return cmp.Compare(len(as), len(bs))
}

// Tasks are the goroutines that were met so far, in a fixed order.
func (pl *Player) Tasks() []trace.Task {
	pl.mu.Lock()
	defer pl.mu.Unlock()
	tasks := slices.Clone(pl.known)
	for i := range tasks {
		pl.program.fill(&tasks[i].Where)
	}
	return tasks
}

// locate completes a position with what only the sources know.
func (pl *Player) locate(at *trace.Position) {
	p := pl.program
	for i := range at.Tasks {
		p.position(&at.Tasks[i].Where)
	}
	pl.known.learn(p, at.Tasks)
	for i := range at.Tasks {
		for _, k := range pl.known {
			if k.Path == at.Tasks[i].Path {
				at.Tasks[i].Name = k.Name
			}
		}
	}
	for m := range at.Moments {
		for i := range at.Moments[m].Tasks {
			s := &at.Moments[m].Tasks[i]
			p.fillPlace(&s.Where, s.Task, at.Tasks)
			p.fill(&s.Taken)
			s.Name = p.nameUsed(s.Op, s.Where)
			p.fillHidden(&s.Where, s.Task, at.Tasks)
		}
		for i := range at.Moments[m].Things {
			t := &at.Moments[m].Things[i]
			p.fillPlace(&t.Where, -1, nil)
			t.Name = p.nameUsed(t.Op, t.Where)
		}
	}
	p.locate(&trace.Report{Failure: &at.Failure, Race: at.Race})
	for i := range at.Steps {
		s := &at.Steps[i]
		s.Name = p.nameUsed(s.Op, s.Where)
		p.fillHidden(&s.Where, s.Task, at.Tasks)
	}
}

// fillHidden puts what happens behind the back of the source, such as the Done
// of wg.Go, where its goroutine was started.
func (p *Program) fillHidden(at *trace.Place, task int, tasks []trace.Task) {
	for _, t := range tasks {
		if at.File == "" && t.ID == task && t.Where.File != "" {
			if *at = t.Where; at.Text == "" {
				p.fill(at)
			}
		}
	}
}

// Longer expressions say too much in a sentence.
var plainOperand = regexp.MustCompile(`^[\w.*\[\]()"]{1,40}$`)

// nameUsed finds what the source calls the thing that a step uses; nothing if
// that cannot be told.
func (p *Program) nameUsed(op trace.Op, where trace.Place) string {
	text := ""
	if s := where.Site; s >= 0 && s < len(p.child.Sites) {
		text = p.child.Sites[s].Text
	}
	if slice := phraseOf(text).elements(); slice != "" {
		return "the elements of " + slice
	}
	if plainOperand.MatchString(text) && op.Use().Plain {
		return text
	}
	name := cmp.Or(phraseOf(text).used(op), phraseOf(where.Text).used(op))
	if name == "" && op.Use().Chooses {
		return p.channelsOf(where)
	}
	return name
}

// Source returns the text of a file by the name that it has in a report.
func (pl *Player) Source(shown string) ([]byte, error) {
	p := pl.program
	if filepath.IsAbs(shown) {
		return nil, os.ErrNotExist
	}
	name := filepath.Join(p.child.Module, filepath.FromSlash(shown))
	for _, c := range p.child.Copies {
		if rel, ok := strings.CutPrefix(shown, c.Path+"/"); ok {
			name = filepath.Join(c.Dir, filepath.FromSlash(rel))
		}
	}
	if !p.written(name) {
		return nil, os.ErrNotExist
	}
	return p.child.Source(name)
}
