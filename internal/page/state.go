package page

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"racelab/internal/console"
	"racelab/internal/render"
	"racelab/internal/trace"
)

// A Task is a goroutine as a reader meets it.
type Task struct {
	Name  string `json:"name"`
	Path  string `json:"path"` // in a schedule
	Key   string `json:"key"`  // that lets it make a step, in the game
	Clock bool   `json:"clock,omitempty"`
}

// A State is what a reader sees after some number of steps.
type State struct {
	Tasks  []TaskState  `json:"tasks"` // in the order of the page's tasks
	Things []ThingState `json:"things"`
	Step   *Step        `json:"step,omitempty"` // the latest; nil at the start
	Now    string       `json:"now,omitempty"`  // virtual time since the start, once it has passed
}

// A TaskState is where one goroutine stands.
type TaskState struct {
	Stance string `json:"stance"`         // one of those of trace, or Unborn
	Next   string `json:"next,omitempty"` // what its next step does
	Why    string `json:"why,omitempty"`  // for what it waits
	Spot
}

// Unborn is the stance of a goroutine that has not been started yet.
const Unborn = "not started"

// A Spot is a line of a source file of the page.
type Spot struct {
	File int `json:"file"` // index, or -1
	Line int `json:"line,omitempty"`
}

// A ThingState is what is in a variable, lock, channel or other object.
type ThingState struct {
	Name  string `json:"name"`
	Kind  string `json:"kind"`
	State string `json:"state"`
	Fresh bool   `json:"fresh,omitempty"` // the latest step used it

	last int // the last step of all that uses it, where all are known
}

// A Step is one row of the table of steps.
type Step struct {
	Task  int    `json:"task"` // index
	Words string `json:"words"`
	At    string `json:"at,omitempty"`
	Fatal bool   `json:"fatal,omitempty"`
	Spot
}

// A teller turns positions into what a reader sees.
type teller struct {
	tasks  []Task
	files  []*File
	words  render.Words
	byID   map[int]int // index in tasks
	shared map[string]bool
	last   map[part]int // the last step that uses it; empty while more steps are to come
}

// A part is what can be in use by itself: an object, or some bytes of a memory cell.
type part struct {
	object int
	bytes  uint8
}

func newTeller(v *View, at *trace.Position) *teller {
	t := &teller{tasks: v.Tasks, files: v.Files, words: render.NewWords(&at.Failure), byID: map[int]int{}, shared: v.shared, last: map[part]int{}}
	if all := at.Moments; len(all) > 1 {
		for _, thing := range all[len(all)-1].Things {
			t.last[part{thing.Object, thing.Part}] = thing.Last
		}
	}
	for _, task := range at.Tasks {
		t.byID[task.ID] = slices.IndexFunc(v.Tasks, func(o Task) bool { return o.Path == task.Path })
	}
	return t
}

// steps lists all steps of a position.
func (t *teller) steps(at *trace.Position) []Step {
	all := make([]Step, len(at.Steps))
	for i, s := range at.Steps {
		all[i] = Step{Task: t.byID[s.Task], Words: t.did(s), At: render.At(s.Where), Fatal: s.Fatal, Spot: t.spot(s.Where)}
	}
	return all
}

// state is what a reader sees after n steps, of which m is the moment.
func (t *teller) state(m trace.Moment, steps []Step, n int) State {
	st := State{Tasks: make([]TaskState, len(t.tasks)), Things: []ThingState{}}
	for i := range st.Tasks {
		st.Tasks[i] = TaskState{Stance: Unborn, Spot: Spot{File: -1}}
	}
	for _, s := range m.Tasks {
		if i, known := t.byID[s.Task]; known && i >= 0 {
			st.Tasks[i] = t.standing(s)
		}
	}
	for _, thing := range m.Things {
		if t.worthShowing(thing) && !(thing.Users == 1 && thing.Kind == "variable" && named(st.Things, thing.Name)) {
			st.Things = append(st.Things, ThingState{
				Name: distinct(st.Things, thing.Name), Kind: thing.Kind, State: t.words.Facts(thing.State), Fresh: thing.Last == n-1,
				last: t.last[part{thing.Object, thing.Part}],
			})
		}
	}
	// What the end is about comes first, and not what a subtest used that is long over.
	slices.SortStableFunc(st.Things, func(a, b ThingState) int { return cmp.Compare(b.last, a.last) })
	if n > 0 && n <= len(steps) {
		st.Step = &steps[n-1]
	}
	if m.Now > 0 {
		st.Now = time.Duration(m.Now).String()
	}
	return st
}

// distinct numbers things that the source calls by one name, as it does where
// several calls of a function each have their own.
func distinct(things []ThingState, name string) string {
	numbered := name
	for n := 2; named(things, numbered); n++ {
		numbered = fmt.Sprintf("%s #%d", name, n)
	}
	return numbered
}

func named(things []ThingState, name string) bool {
	return slices.ContainsFunc(things, func(t ThingState) bool { return t.Name == name })
}

// worthShowing leaves out what only one goroutine ever uses, and what cannot be
// put into words.
func (t *teller) worthShowing(thing trace.Thing) bool {
	if thing.Name == "" || t.words.Facts(thing.State) == "" {
		return false
	}
	return thing.Kind != "variable" || thing.Users > 1 || t.shared[thing.Name]
}

func (t *teller) standing(s trace.Standing) TaskState {
	ts := TaskState{Stance: string(s.Stance), Spot: t.spot(s.Where)}
	switch s.Stance {
	case trace.Ready:
		ts.Next = render.Does(s.Op, s.Name)
	case trace.Waits:
		ts.Why = t.words.Waiting(trace.Stuck{
			Task: s.Task, For: s.For, Op: s.Op, Name: s.Name, Object: -1, Holder: s.Holder, Where: s.Where, Taken: s.Taken,
		})
	}
	return ts
}

// did says what a step has done.
func (t *teller) did(s trace.Step) string {
	words := render.Does(s.Op, s.Name)
	if s.Value != "" {
		words += ": " + console.Clean(s.Value)
	}
	if len(s.Notes) > 0 {
		words += ", " + t.words.Facts(s.Notes)
	}
	return words
}

func (t *teller) spot(p trace.Place) Spot {
	i := slices.IndexFunc(t.files, func(f *File) bool { return f.Name == p.File })
	return Spot{File: i, Line: p.Line}
}
