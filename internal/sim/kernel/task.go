package kernel

import (
	"slices"

	"racelab/internal/trace"
)

// IDs of the two tasks that every execution has.
const (
	MainID  = 0 // runs the test
	ClockID = 1 // lets virtual time pass; not a goroutine
)

type state uint8

const (
	fresh     state = iota // has not announced anything since it was started or readied
	announced              // waits for its turn
	parked                 // waits for somebody to ready it
	done
)

// A Gate keeps an announced operation from taking place while it is shut.
type Gate interface{ Open() bool }

// Foreseen is a Gate of an operation on one object that knows how it would use it if it came
// next, where that is less than was announced.
type Foreseen interface {
	Would(t *Task) trace.Mode
}

// A Holder is a Gate that is shut because a task holds something.
type Holder interface {
	HeldBy() (task *Task, where Pos)
}

// A Task is one goroutine of the program under test. What an execution makes of it is
// forgotten before the next, most of it each time: the less that is, the better.
type Task struct {
	ID   int32  // depends only on who started it, and as which of its children
	path string // see Path; the same in every execution

	life
	told
	waits Waiting // while parked
}

// life is what becomes of a task in one execution.
type life struct {
	state       state
	killed      bool // it is to end, because the execution is over
	stepping    bool
	last        int32   // its latest event, or -1
	period      int32   // when made and reads were last set; see Exec.period
	made        int     // how many steps, since then
	reads       bool    // whether one of them read the clock
	plain       int32   // accesses that are no events; see Points
	plainBefore int32   // of them, before its latest event
	worker      *worker // from then on, until it ends
	op          op
	after       []int32 // events that must come before the next one of this task
	vc          VC

	Parent     *Task
	Where      Pos    // of whoever started it, if recorded
	Name       string // what a reader is to call it, where the source at Where does not tell
	EndedAfter int32  // the event before its end

	fn       func() // what it does, until it begins
	nth      int32  // as which child of Parent it was started, from 1
	children int32

	background bool // see SetUp and MayStay

	iteration int32 // first event of the loop iteration under way
	loop      int   // the loop whose iterations are watched; see Loop
	unseen    int   // calls of what nobody can see into
	unseenAt  int   // as many, when the iteration began
	armed     int32 // how many timers it has armed
	wrote     bool  // a library, or what is no event, wrote for it since the latest mark of a loop
	looked    bool  // likewise, read

	rested int32 // the period before which it had to rest; see Exec.soon

	holding int // locks that it has taken and not given back itself

	waited   int64 // how long time has passed for it, little by little; see Exec.waited
	waitedAt int32 // until this period

	born int32 // how many of those its parent had made before it started this one

	passed map[choice]*[64]int // see overdue
}

// told is what is known of a task only if that was recorded.
type told struct {
	Returned Pos   // where it ended
	at       place // of the operation that it has announced
	recorded bool
}

// op is the operation that a task has announced.
type op struct {
	kind Kind
	site int32
	gate Gate
	acc  []trace.Access
}

// shown is the site of the operation that t has announced, unless that is in another module
// and a reader is shown the call that leads there.
func (t *Task) shown() int32 {
	if t.at.outer {
		return -1
	}
	return t.op.site
}

// Waiting says for what a parked task waits.
type Waiting struct {
	For    trace.Wait
	Kind   Kind // of the step that it cannot end; that of its latest, unless said
	Object trace.Object
	On     any // a Holder, if somebody in particular must act
	Choice Choice
	Where  Pos // if recorded
	From   Pos // where the function that Where is in was called, if recorded
	Stack  []uintptr

	// Outside says who else may end the wait, unseen by the explorer: then it
	// proves nothing that it does not end.
	Outside string
}

// Accesses returns how the announced operation of t will use which objects,
// as far as that is known beforehand.
func (t *Task) Accesses() []trace.Access { return t.op.acc }

// Conflicts reports whether it could make a difference if the announced operation of t had
// come before e, which has just happened.
func (t *Task) Conflicts(e *Event) bool {
	for _, a := range t.op.acc {
		for _, b := range x.Accesses(e) {
			if trace.Conflict(a, b) && trace.Conflict(t.foreseen(a), b) {
				return true
			}
		}
	}
	return t.reaches(e)
}

// foreseen is the announced access a as it would be now.
func (t *Task) foreseen(a trace.Access) trace.Access {
	if f, ok := t.op.gate.(Foreseen); ok {
		a.Mode = f.Would(t)
	}
	return a
}

// Kind returns the kind of the announced operation of t.
func (t *Task) Kind() Kind { return t.op.kind }

// Gate returns what may keep the announced operation of t from taking place, or nil.
func (t *Task) Gate() Gate { return t.op.gate }

// After returns the events that must come before the announced operation
// besides the earlier ones of t itself.
func (t *Task) After() []int32 { return t.after }

// Path names t in a schedule: "0" for the test, "c" for the clock, "2.1" for
// the first child of the test's second.
func (t *Task) Path() string {
	if t.path == "" {
		switch {
		case t.ID == MainID:
			t.path = "0"
		case t.ID == ClockID:
			t.path = trace.ClockPath
		case t.Parent.ID == MainID:
			t.path = itoa(int(t.nth))
		default:
			t.path = t.Parent.Path() + "." + itoa(int(t.nth))
		}
	}
	return t.path
}

// Announced reports whether t waits for its turn, or for a gate to open.
func (t *Task) Announced() bool { return t.state == announced }

// Killed reports whether t is being ended because the execution is over.
func (t *Task) Killed() bool { return t.killed }

// Done reports whether t has come to its end.
func (t *Task) Done() bool { return t.state == done }

func (t *Task) canMove() bool {
	return t.state == announced && (t.op.gate == nil || t.op.gate.Open())
}

// roster keeps the tasks of earlier executions, by ID, so that their memory is
// used again.
var roster []*Task

func (x *Exec) task(parent *Task, id int32) *Task {
	for int(id) >= len(roster) {
		roster = append(roster, &Task{ID: int32(len(roster))})
	}
	for int(id) >= len(x.Tasks) {
		x.Tasks = append(x.Tasks, nil)
	}
	t := roster[id]
	if t.killed { // it may have been parked
		t.waits = Waiting{}
	}
	if t.recorded {
		t.told = told{}
	}
	t.recorded = recording
	vc, after, acc := t.vc[:0], t.after[:0], t.op.acc[:0]
	t.life = life{} // and then one by one, since to copy all of it takes long
	t.Parent, t.last, t.vc, t.after, t.op.acc = parent, -1, vc, after, acc
	t.vc.tick(id)
	x.Tasks[id] = t
	if n := len(x.living); n == 0 || x.living[n-1].ID < id { // as mostly
		x.living = append(x.living, t)
		return t
	}
	i, _ := x.place(id)
	x.living = slices.Insert(x.living, i, t)
	return t
}

// place returns where in the list of the living a task is, or would be. That list
// is what each step goes by: a program may have started thousands of goroutines of
// which two are left.
func (x *Exec) place(id int32) (i int, there bool) {
	i, end := 0, len(x.living)
	for i < end {
		if middle := (i + end) / 2; x.living[middle].ID < id {
			i = middle + 1
		} else {
			end = middle
		}
	}
	return i, i < len(x.living) && x.living[i].ID == id
}

func (x *Exec) start(t *Task, fn func()) {
	t.fn = fn
	x.own++
	x.fresh = append(x.fresh, t)
}

func (t *Task) ended() {
	t.state, t.EndedAfter = done, x.Latest()
	x.busy.count(t, x.period)
	if i, there := x.place(t.ID); there {
		x.living = slices.Delete(x.living, i, i+1)
	}
	if !t.background {
		x.own--
	}
	if t.ID == MainID {
		x.mainDone, x.Ended = true, len(x.Events)
		x.tail, x.heed = x.Steps(), 0
	}
}

var (
	ids   [][]int32            // of the children of each task, in the order in which it starts them; the same in every execution
	tasks = int32(ClockID + 1) // IDs that are taken
)

// idOf returns the ID of a task's nth child, from 0.
func idOf(parent, nth int32) int32 {
	for int(parent) >= len(ids) {
		ids = append(ids, nil)
	}
	if int(nth) == len(ids[parent]) {
		ids[parent] = append(ids[parent], tasks)
		tasks++
	}
	return ids[parent][nth]
}

// Spawn starts fn as a child of the current task. It is no event: when the
// child starts matters only once it does something.
func Spawn(fn func()) *Task {
	t := x.current
	t.guard()
	x.alone = false
	child := x.task(t, idOf(t.ID, t.children))
	t.children++
	child.nth, child.born = t.children, t.plain
	if x.firing != nil { // a chain of timers, each armed by the last one's function, counts as one that is armed again
		child.armed = x.firing.nth + x.firing.again + 1
	}
	if recording {
		child.Where = callerPos()
	}
	child.vc.join(t.vc)
	t.vc.tick(t.ID)
	if t.last >= 0 {
		child.after = append(child.after, t.last)
	}
	child.after = append(child.after, t.after...)
	x.start(child, fn)
	return child
}
