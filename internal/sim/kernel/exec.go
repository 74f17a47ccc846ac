package kernel

import (
	"racelab/internal/trace"
)

// A Strategy chooses the schedule. It is asked once for every event.
type Strategy interface {
	// Pick returns the task that makes the next event, one of those enabled,
	// which are in order of ID. It returns nil to abandon the execution.
	Pick(x *Exec, enabled []*Task) *Task
	// Choose is called when the event under way has several results, such as
	// a select with several ready cases. Each result is a set bit of options;
	// it returns the number of one of them.
	Choose(x *Exec, options uint64) int
}

// An Event is one step of an execution.
type Event struct {
	Task    int32
	Kind    Kind
	Site    int32
	Choice  int16  // the result that was chosen, or -1 if there was no choice
	Options uint64 // the results that there were
	ClockOn bool   // whether the clock could have moved instead
	Arms    bool   // it started a timer
	Quiet   bool   // it changed nothing, whatever its accesses say
	Plain   int32  // accesses that are no events, made by its task before it; see Points
	Rested  int32  // likewise by the task of the event before it, if that could not go on; else 0
	acc     span
	was     span // accesses as they were announced, if they turned out otherwise
	after   span
}

type span struct{ from, to int32 }

// Exec is one execution: first while it goes on, then its record.
type Exec struct {
	// What each step needs comes first.
	current  *Task // whose code is running
	mover    *Task // who made the latest event
	heed     int   // see spent
	plain    int   // accesses that are no events
	rested   int32 // see Event.Rested
	period   int32 // how often time has passed because nobody could move
	least    int   // steps, before which nobody need rest; see Limits.least
	listed   bool  // what enabled and held say is so still, but for who made the latest event
	asksAll  bool  // see AskAll
	mainDone bool
	over     bool // there is no point in going on
	alone    bool // nothing can happen beside the test's own task yet
	own      int  // tasks that have not ended and are no background; see SetUp
	enabled  []*Task
	living   []*Task // that have not ended, in order of ID; see Exec.place
	fresh    []*Task // run up to their next operation before anything is decided
	accesses []trace.Access
	afters   []int32
	timers   []*Timer
	strategy Strategy
	limits   Limits

	Events  []Event
	Tasks   []*Task   // by ID; nil where an ID of earlier executions did not occur
	Cut     bool      // stopped at one of its limits
	Overdue bool      // namely Limits.Over
	Late    bool      // likewise long after the test had ended
	Ended   int       // how many events there were when it did; -1 until then
	Pruned  bool      // abandoned by the strategy
	Refined bool      // to be tried again, with more scheduling points; see Points
	Fair    bool      // something was not left to the strategy, because of Limits.Unfair
	Waited  bool      // a timer waited for goroutines, which under eager time it need not
	Rested  bool      // a task has gone on for as long as it may, until time passed
	Leapt   bool      // time has passed for one by more than Limits.Slowly allows
	TimeOut bool      // one did not have to wait; see Limits.TimeOuts
	Faults  []Fault   // what went wrong, in the order in which it did
	Race    *RacePair // nil, or race
	Rows    []Row     // the steps for a reader, if recorded
	Left    []Stuck   // who was left at the end, in order of ID
	doubts  []doubt
	Held    int    // locks that are held
	Locks   []Hold // the same one by one, if recorded

	Overtaken  []Overtaken    // if recorded
	Resumed    []Resumed      // if recorded
	Recoveries []Recovery     // if recorded
	Returns    []Return       // if recorded
	Notes      Notes          // if watched
	History    *trace.History // of trace.NotLinear

	race      RacePair
	body      func()
	recorded  bool
	judges    []func(*Exec)
	announced []trace.Access // of events whose accesses turned out otherwise
	glance    int            // at how many steps to look at the clock
	asked     int            // how many of the living, beyond the usual, were asked whether they can move, in all
	killed    int            // how many of the living were ended because the execution is over
	lateAt    int32          // the latest event of the clock that came when nobody else could move, or 0
	held      bool           // others could move, but rest until time passes
	setUp     bool           // the test has started what it is about; see SetUpAt
	settled   bool           // nothing is left to chance; see Settle
	lone      int            // atomic operations until then, which are no events
	tail      int            // steps when the test had ended
	tailFires int            // timers that fired after the test had ended
	firing    *Timer         // while the clock lets it fire
	bubbles   int            // that are under way; see Bubble
	bubbleAt  int64          // when they began, if there are any
	armed     bool           // there has been a timer
	busy      busiest        // in the present period
	busiest   busiest        // in those that have ended
	long      bool           // a task has made more than Limits.Quantum steps although time did not pass
	late      bool           // what the clock has announced comes when nobody else can move
	step      int64          // by which time is to pass, if not to a deadline
	loops     []*change      // that went on
	now       int64
	lookers   map[trace.Object]Looker // if recorded
	numbers   map[any]int             // see Number
	spots     [][]uintptr             // of quiet accesses, if recorded
}

// Limits bound one execution.
type Limits struct {
	Over      func() bool // whether there is no time left; nil if there always is
	Steps     int         // events in all
	Tail      int         // events after the test has ended
	TailFires int         // timers that fire after the test has ended
	Crashes   bool        // a panic ends it, as it ends a program; a search goes on, and learns what others would have done
	Lone      int         // atomic operations of a test that is alone, which are no events; those after them are, in case it goes round for ever; 0 for any number
	Crowd     int         // what many goroutines add to the cost of its events, in steps; 0 for all that they do
	Unfair    int         // how often chance may be unfair, 0 for ever; see fairness.go

	// Time waits for goroutines if Patient is set, but not for one that has
	// made Quantum steps meanwhile, or Work if that is more and it does not look
	// at the clock; if Quantum is not 0; see pass.go.
	Patient    bool
	Quantum    int
	Work       int
	Soon       int     // the same for one that has rested until time passed, and goes on as before, if that is less; 0 for no other number
	Slowly     bool    // time passes for who polls the clock by little only
	TimeOuts   bool    // but it does not wait where a time-out comes early; see timeouts.go
	Points     *Points // nil if every access of memory is a scheduling point
	NoLockKept bool    // a lock that is held when everything has ended is a failure
	Watch      bool    // take notes of what Exec.ComesBack needs, and record
}

// A Fault is something that went wrong in an execution.
type Fault struct {
	Kind  trace.Fault
	Text  string
	Task  int32
	Event int // index of the event during or after which it happened
	PCs   []uintptr
	Alone bool // a FailNow that ended a goroutine other than its test's
}

var (
	x         *Exec  // nil outside an execution
	epoch     uint64 // number of the execution, so that objects can tell old state from new
	recording bool
	resets    []func()
)

// OnReset registers what brings the variables of one package back to what
// they were at the start of the program.
func OnReset(fn func()) { resets = append(resets, fn) }

// Epoch numbers the executions; 0 is before the first.
func Epoch() uint64 { return epoch }

// Current returns the task whose code is running, or nil outside an execution.
func Current() *Task {
	if x == nil {
		return nil
	}
	return x.current
}

// Running returns the execution under way.
func Running() *Exec { return x }

// Execute runs body as the test's own task under s. The result is valid until
// the next call.
func Execute(body func(), s Strategy, l Limits, record bool) *Exec {
	epoch++
	executing.Store(true)
	moved()
	recording, watching = record || l.Watch, l.Watch
	e := afresh(last)
	e.strategy, e.limits, e.body, e.recorded, e.least = s, l, body, recording, l.least()
	e.glance = perGlance
	last, x = e, e
	forgetMemory()
	forgetFiles()
	countGoroutines()
	e.start(e.task(nil, MainID), theTest)
	e.task(nil, ClockID).state = parked
	e.play(e.next())
	e.Fair = e.Fair || e.long && e.armed // whether there was a timer at those steps is no dependency
	e.collect()
	e.judgeLocks()
	if r, ok := s.(Reader); ok && record {
		r.Over(e)
	}
	e.play(e.leftOver())
	x = nil
	executing.Store(false)
	for _, judge := range e.judges {
		judge(e)
	}
	return e
}

// theTest is what the test's own task does.
func theTest() {
	initialise()
	x.body()
}

// AtEnd has judge look at the execution under way when it is over, and add to its
// faults.
func AtEnd(judge func(*Exec)) { x.judges = append(x.judges, judge) }

// Beside is for a judge that must execute something: the execution that it judges is
// left as it is.
func Beside(run func()) {
	judged, tasks, recorded, watched := last, roster, recording, watching
	last, roster = nil, nil
	run()
	last, roster, recording, watching = judged, tasks, recorded, watched
}

// last is the latest execution. Its memory is used again.
var last *Exec

// afresh returns an execution that has not begun, in the memory of old. A reader may
// go on to hold one that was recorded.
func afresh(old *Exec) *Exec {
	if old == nil {
		return &Exec{alone: true, Ended: -1}
	}
	clear(old.Tasks)
	e := old
	if old.recorded {
		e = &Exec{}
	}
	events, accesses, announced, afters := old.Events[:0], old.accesses[:0], old.announced[:0], old.afters[:0]
	tasks, enabled, fresh, living := old.Tasks[:0], old.enabled[:0], old.fresh[:0], old.living[:0]
	*e = Exec{} // and then one by one, since to copy all of it takes long
	e.Events, e.accesses, e.announced, e.afters = events, accesses, announced, afters
	e.Tasks, e.enabled, e.fresh, e.living = tasks, enabled, fresh, living
	e.alone, e.Ended = true, -1
	return e
}

// initialise makes the packages as new. What they have registered for the
// whole process some of them cannot register again.
func initialise() {
	defer func() {
		if v := recover(); v != nil {
			Abort("package variables and init functions run again for each schedule, and " +
				Learner(panicPCs()).String() + " does not allow that: " + PanicText(v))
		}
	}()
	for _, reset := range resets {
		reset()
	}
}

// Sequential reports whether nothing could happen beside the test's own steps.
func (x *Exec) Sequential() bool { return x.alone }

// Noticed reports whether the test, alone, made so many atomic operations that they are
// events now.
func (x *Exec) Noticed() bool { return x.limits.Lone > 0 && x.lone >= x.limits.Lone }

// notice counts an atomic operation of the test, which is alone.
func (x *Exec) notice() {
	x.lone++
	x.alone = !x.Noticed()
}
