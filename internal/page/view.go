package page

import (
	"fmt"
	"slices"

	"racelab/internal/trace"
)

// A View is what a page is about: it stays as it is from step to step.
type View struct {
	Title string // the lab or package
	Test  string
	Tasks []Task
	Files []*File

	shared map[string]bool // names of variables that several goroutines use at some time
}

// NewView makes the view of a program. whole are executions that went to their
// end: from them it is known which files and variables matter. read returns the
// text of a source file by the name that it has in a report.
func NewView(title, test string, tasks []trace.Task, read func(name string) ([]byte, error), whole ...*trace.Position) *View {
	v := &View{Title: title, Test: test, shared: map[string]bool{}}
	for i, t := range tasks {
		if t.Clock && !timed(whole) {
			continue
		}
		v.Tasks = append(v.Tasks, Task{Name: t.Name, Path: t.Path, Key: keyOf(i, t.Clock), Clock: t.Clock})
	}
	var places []trace.Place
	for _, p := range whole {
		for _, s := range p.Steps {
			places = append(places, s.Where)
		}
		for _, w := range p.Waits {
			places = append(places, w.Where)
		}
		for _, m := range p.Moments {
			for _, thing := range m.Things {
				v.shared[thing.Name] = v.shared[thing.Name] || thing.Users > 1
			}
		}
	}
	v.Files = filesOf(places, read)
	return v
}

// timed reports whether time could pass in any of those executions.
func timed(whole []*trace.Position) bool {
	for _, p := range whole {
		if slices.ContainsFunc(p.Steps, func(s trace.Step) bool { return s.Op.Use().Clock }) {
			return true
		}
	}
	return false
}

// keyOf is the key for the task of that index: 0 for the test, 1 … 9, then
// letters that mean nothing else. Capitals are for a browser alone: a terminal that
// reads single keys does not tell them apart.
func keyOf(i int, clock bool) string {
	if clock {
		return "c"
	}
	const keys = "0123456789adghijkmstvwyz" + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	if i < len(keys) {
		return keys[i : i+1]
	}
	return ""
}

// A Story is a position in words.
type Story struct {
	Steps  []Step   `json:"steps"`
	States []State  `json:"states"`          // after 0, 1, 2 … steps, or only the last
	Fault  string   `json:"fault,omitempty"` // the kind of failure; "" if nothing has gone wrong so far
	Cause  string   `json:"cause,omitempty"` // one sentence
	Says   []string `json:"says,omitempty"`  // what the test says
	Calls  []string `json:"calls,omitempty"` // if no order explains them; lines of one width
	Waits  []string `json:"waits,omitempty"`
	Race   string   `json:"race,omitempty"`
}

// Tell puts a position into words.
func (v *View) Tell(at *trace.Position) Story {
	t := newTeller(v, at)
	s := Story{Steps: t.steps(at)}
	first := len(at.Steps) - len(at.Moments) + 1
	for i, m := range at.Moments {
		s.States = append(s.States, t.state(m, s.Steps, first+i))
	}
	if at.Fault != "" {
		s.Fault, s.Cause, s.Says, s.Waits = string(at.Fault), t.words.Cause(), t.words.Says(), t.words.Waits()
		s.Calls = t.words.Calls()
	}
	if at.Race != nil {
		s.Race = t.words.Race(at.Race)
	}
	return s
}

// Sentence is a step for somebody who hears it.
func (v *View) Sentence(s Step) string {
	at := ""
	if s.At != "" {
		at = ", at " + s.At
	}
	return fmt.Sprintf("%s %s%s", v.Tasks[s.Task].Name, s.Words, at)
}
