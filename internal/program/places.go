package program

import (
	"path"
	"path/filepath"
	"strings"

	"racelab/internal/build"
	"racelab/internal/trace"
)

// locate completes a report with what only the sources know: the text of each
// place, the names of the tasks, and paths relative to the module.
func (p *Program) locate(r *trace.Report) {
	r.NotSeen = p.child.NotSeen
	var tasks []trace.Task
	if f := r.Failure; f != nil {
		if len(f.Tasks) > 0 && f.Tasks[0].Name == "" {
			p.nameTasks(f.Tasks)
		}
		tasks = f.Tasks
		for i := range f.Tasks {
			p.fill(&f.Tasks[i].Where)
		}
		p.addLoops(f)
		p.addRounds(&f.Cause)
		for i := range f.Steps {
			p.fillStep(&f.Steps[i], f.Tasks)
		}
		for i := range f.Waits {
			w := &f.Waits[i]
			p.fill(&w.Where)
			p.fill(&w.Taken)
			w.Name = p.nameUsed(w.Op, w.Where)
		}
		p.locateCause(&f.Cause, f.Steps)
	}
	for i := range r.Remarks {
		p.nameTasks(r.Remarks[i].Tasks)
		p.allowance(&r.Remarks[i].Cause)
		p.locateCause(&r.Remarks[i].Cause, nil)
	}
	if r.Race != nil {
		p.locateSide(&r.Race.First, tasks)
		p.locateSide(&r.Race.Second, tasks)
	}
}

// locateSide completes one access of a race, which may come from another execution
// than the failure whose tasks these are.
func (p *Program) locateSide(side *trace.RaceSide, tasks []trace.Task) {
	p.fill(&side.Where)
	if side.Inside != nil {
		p.fill(side.Inside)
	}
	for _, t := range tasks {
		if t.ID == side.Task && side.Name == "" {
			side.Name = t.Name
		}
	}
}

// locateCause completes the places of a cause, and says what the source calls
// the objects.
func (p *Program) locateCause(c *trace.Cause, steps []trace.Step) {
	for i := range c.Places {
		if i < len(c.Cases) && c.Cases[i] != 0 {
			p.toCase(&c.Places[i], c.Cases[i])
			p.fill(&c.Places[i])
		} else if len(c.Steps) == len(c.Places) && c.Steps[i] >= 0 && c.Steps[i] < len(steps) {
			c.Places[i] = steps[c.Steps[i]].Where // of a select, the case that was taken
		} else {
			p.fill(&c.Places[i])
		}
		if i < len(c.Ops) && len(c.Names) <= i {
			c.Names = append(c.Names, p.nameUsed(c.Ops[i], c.Places[i]))
		}
	}
	for i := range c.From {
		if p.fill(&c.From[i]); i < len(c.Places) && tests(c.From[i], c.Places[i]) {
			c.From[i] = trace.Place{}
		}
	}
	if c.Because != nil {
		p.locateCause(c.Because, steps)
	}
}

// tests reports whether one place, in a test, calls the code under test of the same
// folder at the other, which a reader knows.
func tests(from, to trace.Place) bool {
	const test = "_test.go"
	return strings.HasSuffix(from.File, test) && !strings.HasSuffix(to.File, test) && path.Dir(from.File) == path.Dir(to.File)
}

// fillStep completes the place of a step. What a goroutine does behind the back
// of the learner's code, such as the Done of wg.Go, is put where it was started.
//
// A select that took a case is put where that case is.
func (p *Program) fillStep(s *trace.Step, tasks []trace.Task) {
	if s.Case > 0 {
		p.toCase(&s.Where, s.Case)
	}
	p.fillPlace(&s.Where, s.Task, tasks)
	s.Where.Text = p.own(s.Op, s.Where)
	if use := s.Op.Use(); use.Call { // the line has the whole function that makes the call
		s.Where.Text, s.Value = strings.TrimSpace(use.Verb+" "+s.Value), ""
	}
	if s.From != nil {
		p.fill(s.From)
	}
}

// toCase puts the place of a select where its nth case is.
func (p *Program) toCase(at *trace.Place, nth int) {
	p.position(at)
	if text, err := p.child.Source(at.File); err == nil {
		at.Line, at.Col = caseOf(text, at.Line, at.Col, nth)
		at.Site = -1
	}
}

// own is the text of a step: of a line with a whole function literal, what is in
// it, if that is where the step is made.
func (p *Program) own(op trace.Op, at trace.Place) string {
	line := phraseOf(at.Text)
	token := -1
	if at.Site >= 0 && at.Col > 0 {
		indent := p.indent(at)
		token = line.tokenAt(at.Col - 1 - indent)
	} else {
		_, token = line.find(op)
	}
	if body := line.inside(token); body != "" {
		return body
	}
	return at.Text
}

// indent is how many bytes of blanks the line of a site begins with.
func (p *Program) indent(at trace.Place) int {
	pos := p.child.Sites[at.Site].Pos
	line := p.nthLine(pos.Filename, pos.Line)
	return len(line) - len(strings.TrimLeft(line, " \t"))
}

// fillPlace does so for any place of a task.
func (p *Program) fillPlace(at *trace.Place, task int, tasks []trace.Task) {
	p.position(at)
	if at.File != "" && !p.written(at.File) {
		for _, t := range tasks {
			if t.ID == task && t.Where.File != "" {
				if *at = t.Where; at.Text == "" {
					p.fill(at)
				}
				return
			}
		}
	}
	p.fill(at)
}

// written reports whether a file belongs to what was rewritten: neither to the
// standard library nor to the simulator.
func (p *Program) written(file string) bool {
	for _, dir := range p.child.Dirs {
		if filepath.Dir(file) == dir {
			return true
		}
	}
	return false
}

// fill completes one place. The text is that of the whole line: a reader finds
// it in the source faster than the construct alone.
func (p *Program) fill(at *trace.Place) {
	p.position(at)
	if at.File == "" {
		return
	}
	at.Text = p.line(at.File, at.Line)
	at.File = p.shown(at.File)
}

// position sets file and line from the site, if there is one.
func (p *Program) position(at *trace.Place) {
	if at.Site < 0 || at.Site >= len(p.child.Sites) || p.child.Sites[at.Site].ID != at.Site {
		return
	}
	site := p.child.Sites[at.Site]
	at.File, at.Line, at.Col = site.Pos.Filename, site.Pos.Line, site.Pos.Column
}

func (p *Program) line(file string, n int) string { return strings.TrimSpace(p.nthLine(file, n)) }

// nthLine is one line of a file, from 1; nothing if there are not so many. A file is read
// and cut into lines once: reports have thousands of places.
func (p *Program) nthLine(file string, n int) string {
	known, ok := p.lines.Load(file)
	if !ok {
		text, err := p.child.Source(file)
		if err != nil {
			return ""
		}
		known, _ = p.lines.LoadOrStore(file, strings.Split(string(text), "\n"))
	}
	lines := known.([]string)
	if n < 1 || n > len(lines) {
		return ""
	}
	return lines[n-1]
}

// shown is how a reader gets to see a file's name: relative to the module, or
// after its package if that belongs to another module.
func (p *Program) shown(file string) string {
	if rel, ok := build.Below(p.child.Module, file); ok {
		return rel
	}
	for _, c := range p.child.Copies {
		if rel, ok := build.Below(c.Dir, file); ok {
			return path.Join(c.Path, rel)
		}
	}
	if rel, ok := build.Below(filepath.Join(p.child.Goroot, "src"), file); ok {
		return rel
	}
	return file
}
