package kernel

import (
	"runtime"
	"slices"
	"strings"
)

// SetUp says that what the test needs has been set up: goroutines that run by
// now were started by the program itself, for good, as package variables, init
// functions and a TestMain do. That they go on after the test is no leak.
func SetUp() {
	for _, t := range x.Tasks {
		if t != nil && t != x.current && t.ID != MainID {
			t.toBackground()
		}
	}
}

func (t *Task) toBackground() {
	if !t.background && t.state != done && t.ID != ClockID {
		x.own--
	}
	t.background = true
}

// MayStay are the sites of go statements whose goroutines may go on for good, by the
// word of whoever asked.
var MayStay map[int]bool

// SetUpAt are the sites of go statements at the first of which a test has set up what
// it needs.
var SetUpAt map[int]bool

// StartsAt says which go statement is about to start a task.
func StartsAt(site int) {
	if SetUpAt[site] && !x.setUp {
		x.setUp = true
		SetUp()
	}
}

// StartedAt says which go statement has started t.
func (t *Task) StartedAt(site int) {
	if MayStay[site] {
		t.toBackground()
	}
}

// MayStayIn, which may be nil, says of the name of a function, as a stack trace has it
// without type parameters, whether a goroutine may go on for good inside.
var MayStayIn func(function string) bool

// settles makes t a part of the background while it rests inside a function in which
// it may stay: whoever has started it, by a helper or not.
func (t *Task) settles() (settled bool) {
	if t.background || t.ID == MainID || !slices.ContainsFunc(stack(), mayStayAt) {
		return false
	}
	t.toBackground()
	return true
}

// unsettle takes that back, once t goes on.
func (t *Task) unsettle() {
	t.background = false
	x.own++
}

var (
	frames  [256]uintptr
	allowed = map[uintptr]bool{} // places for which MayStayIn was asked
)

func stack() []uintptr { return frames[:runtime.Callers(3, frames[:])] }

func mayStayAt(pc uintptr) bool {
	may, known := allowed[pc]
	if known {
		return may
	}
	at := runtime.CallersFrames([]uintptr{pc})
	for more := true; more && !may; {
		var f runtime.Frame
		f, more = at.Next()
		may = !ours(f) && MayStayIn(plainName(f.Function))
	}
	allowed[pc] = may
	return may
}

// plainName is what the function is called in the source that was rewritten: copies of
// other modules, and twins of the standard library, have a place of their own.
func plainName(function string) string {
	if _, name, copied := strings.Cut(function, copiesFolder); copied {
		function = name
	}
	return strings.NewReplacer("/rl_.", ".", "[...]", "").Replace(function)
}

// onlyBackground reports whether, now that the test and its goroutines have ended, the
// background does nothing any longer but wait for timers that it has started since. What it was about to do
// when the test ended it does: it might have come first, and only what happens can
// the search put earlier.
func (x *Exec) onlyBackground() bool {
	for _, t := range x.living {
		if t.ID != ClockID && t.canMove() {
			return false
		}
	}
	return !slices.ContainsFunc(x.timers, func(timer *Timer) bool { return !timer.late || !x.Tasks[timer.by].background })
}

// leftBehind are those of the goroutines that are left of which the test has
// to give account.
func (x *Exec) leftBehind(all []Stuck) []Stuck {
	if !x.mainDone {
		return all
	}
	var own []Stuck
	for _, l := range all {
		if !l.Task.background {
			own = append(own, l)
		}
	}
	return own
}

// OnExit is called instead of os.Exit if it is not nil. It is up to whoever
// runs a TestMain.
var OnExit func(code int)

// Exit ends the process, as the program sees it. The explorer can follow that
// only at the end of a TestMain.
func Exit(code int) {
	if OnExit == nil {
		Leave("ends the process")
		return
	}
	OnExit(code)
	runtime.Goexit()
}
