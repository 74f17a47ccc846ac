package kernel

import (
	"runtime"
	"slices"
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
	if !t.background && t.worker != nil {
		x.own--
	}
	t.background = true
}

// MayStay are the sites of go statements whose goroutines may go on for good, by the
// word of whoever asked.
var MayStay map[int]bool

// StartedAt says which go statement has started t.
func (t *Task) StartedAt(site int) {
	if MayStay[site] {
		t.toBackground()
	}
}

// onlyBackground reports whether the test has ended, and the background does nothing
// any longer but wait for timers that it has started since. What it was about to do
// when the test ended it does: it might have come first, and only what happens can
// the search put earlier.
func (x *Exec) onlyBackground() bool {
	if !x.mainDone || x.own > 0 {
		return false
	}
	for _, t := range x.Tasks {
		if t != nil && t.state != done && t.ID != ClockID && t.canMove() {
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
