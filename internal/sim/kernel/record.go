package kernel

import (
	"runtime"
	"slices"

	"racelab/internal/trace"
)

// A Row is one event as a reader will see it. Rows are kept only in an
// execution that is recorded, because finding out where it came from costs
// more than an event itself.
type Row struct {
	Task   int32
	Kind   Kind
	Site   int32
	Where  Pos
	From   Pos          // where the function that Where is in was called
	Stack  []uintptr    // all that was under way; see CallsOn
	Object trace.Object // the first one that the event used, or 0
	Mask   uint8        // which bytes of that, if it is memory
	Looks  bool         // it changes nothing there
	Value  string
	Sized  bool // Value tells only how many elements there are
	Notes  []trace.Fact
	Case   int // of a select: which of its cases was taken, from 1; 0 if none
	Now    int64
}

func (x *Exec) row(t *Task) {
	e := &x.Events[len(x.Events)-1]
	r := Row{Task: t.ID, Kind: e.Kind, Site: t.shown(), Where: t.at.Pos, From: t.at.from, Stack: t.at.stack, Now: x.now}
	if acc := x.Accesses(e); len(acc) > 0 {
		r.Object, r.Mask, r.Looks = acc[0].Object, acc[0].Mask, acc[0].Mode == trace.Read
	}
	x.Rows = append(x.Rows, r)
}

// Overtaken is a task that could have made its next step, at Where, before time
// went on by Lost.
type Overtaken struct {
	Task  int32
	Site  int32
	Where Pos
	Lost  int64
}

// overtake notes whom time does not wait for when it goes on to now.
func (x *Exec) overtake(now int64) {
	if !recording || x.late || now == x.now {
		return
	}
	for _, t := range x.living {
		if t.ID != ClockID && t.canMove() {
			x.Overtaken = append(x.Overtaken, Overtaken{t.ID, t.shown(), t.at.Pos, now - x.now})
		}
	}
}

// Recording reports whether the execution under way is kept for a reader.
func Recording() bool { return recording && x != nil }

// Value adds to the latest row what was read, written, sent or received.
func Value(text string) {
	if Recording() && len(x.Rows) > 0 {
		x.Rows[len(x.Rows)-1].Value = text
	}
}

// Show is Value for one of which Word tells what there is to tell.
func Show(v any) {
	if Recording() && len(x.Rows) > 0 {
		r := &x.Rows[len(x.Rows)-1]
		r.Value = Word(v)
		r.Sized = Unseen(func() bool { return onlySized(v, r.Value) })
	}
}

// Note adds a fact to the latest row.
func Note(fact trace.Fact) {
	if Recording() && len(x.Rows) > 0 {
		r := &x.Rows[len(x.Rows)-1]
		r.Notes = append(r.Notes, fact)
	}
}

// Says is Note for a fact without operands.
func Says(kind trace.FactKind) { Note(trace.Fact{Kind: kind}) }

// Calls is Note for the method that the step is part of.
func Calls(method string) { Note(trace.Fact{Kind: trace.FactCalls, Text: method}) }

// Gives adds to the latest row what the call that it is part of returns.
func Gives(result bool) {
	if Recording() {
		Note(trace.Fact{Kind: trace.FactGives, Text: map[bool]string{true: "true", false: "false"}[result]})
	}
}

// At says where in the program the latest row is.
func At(where Pos) {
	if Recording() && len(x.Rows) > 0 {
		x.Rows[len(x.Rows)-1].Where = where
	}
}

// Took adds to the latest row which case of a select was taken.
func Took(i int) {
	if Recording() && len(x.Rows) > 0 {
		x.Rows[len(x.Rows)-1].Case = i + 1
	}
}

// Resumed is a select that waited, and that goes on because of event After: with
// case Case, from 1, which uses Object and has received Value.
type Resumed struct {
	Task   int32
	After  int
	Case   int
	Object trace.Object
	Value  string
}

// Resumes notes that the current task goes on with case i of its select.
func Resumes(i int, o trace.Object, value string) {
	x.Resumed = append(x.Resumed, Resumed{x.current.ID, len(x.Events) - 1, i + 1, o, value})
}

// A Recovery is a panic that the program recovered from, after event After.
type Recovery struct {
	Task  int32
	After int
	Text  string
	Where Pos // of the panic
}

// Recovers notes that the current task recovers from a panic with v.
func Recovers(v any) {
	if !Recording() || x.current == nil {
		return
	}
	text := Word(v)
	switch v := v.(type) {
	case runtime.Error:
		text = PanicText(v)
	case string:
		text = v
	}
	x.Recoveries = append(x.Recoveries, Recovery{x.current.ID, len(x.Events) - 1, text, Learner(panicPCs())})
}

// Stuck is a task that will never go on.
type Stuck struct {
	Task    *Task
	Spins   bool // it repeats a loop that nobody else can end
	Running bool // it is not stuck, but busy or asleep when the execution was stopped
	Waiting Waiting
	Kind    Kind
	Site    int32 // of the operation that it has announced, or -1
	Holder  *Task
	Taken   Pos // where Holder took what it holds
}

// collect notes who is left when nobody can move any more.
func (x *Exec) collect() {
	x.Left = x.leftBehind(x.Standing())
	for _, l := range x.Left {
		if l.Waiting.Outside != "" {
			x.doubts = append(x.doubts, doubt{"a goroutine waits for " + l.Waiting.Outside,
				[]trace.Fault{trace.Deadlock, trace.Leak, trace.Livelock, trace.Starvation}})
		}
	}
}

func waitsFor(k Kind) trace.Wait {
	switch k {
	case KLock, KRLock:
		return trace.Wait{Kind: trace.WaitLock}
	case KSpin:
		return trace.Wait{Kind: trace.WaitChange}
	}
	return trace.Wait{Kind: trace.WaitTurn, Op: k.Op()}
}

// Fail notes a failure of the execution under way. The execution goes on.
func Fail(kind trace.Fault, text string) { x.fail(Current(), kind, text, callers(3)) }

func (x *Exec) fail(t *Task, kind trace.Fault, text string, pcs []uintptr) {
	f := Fault{Kind: kind, Text: text, Event: len(x.Events) - 1, PCs: pcs}
	if t != nil {
		f.Task = t.ID
	}
	x.Faults = append(x.Faults, f)
	x.over = x.over || kind == trace.Panic && x.limits.Crashes
}

// EndsAlone says that the latest failure of the current task is a FailNow which ends it,
// and not the test.
func EndsAlone() {
	for i := range slices.Backward(x.Faults) {
		if f := &x.Faults[i]; x.current != nil && f.Task == x.current.ID {
			f.Alone = true
			return
		}
	}
}

// Fatal notes a failure that the Go run-time would not survive, such as unlock
// of an unlocked mutex, and ends the current task.
func Fatal(text string) {
	if Current() == nil {
		panic(text)
	}
	x.fail(Current(), trace.Panic, text, callers(3))
	runtime.Goexit()
}

// Abort ends the whole process with a report that the program cannot be
// followed. The child sets it.
var Abort = func(cause string) { panic(cause) }

// NoTest is called when the subtest that was asked for is not there. The child sets
// it, as Abort.
var NoTest = func(name string) { Fail(trace.Assertion, "there is no subtest "+name) }

// Leave gives up, because the program goes where the explorer cannot follow it.
func Leave(how string) {
	if Current() == nil {
		return
	}
	if at := callerPos(); at.Line > 0 { // a goroutine of a library has no line of the program
		how += " at " + at.String()
	}
	Abort("the program " + how + ", and the explorer cannot follow it there")
	select {}
}

// uncontrolled is called when a goroutine that is not a task, or not the current one,
// performs an operation.
func uncontrolled() {
	where := callerPos()
	Abort("a goroutine that a library started came to " + where.String() + ", and the explorer does not control it")
	select {}
}
