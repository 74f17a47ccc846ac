package kernel

import (
	"cmp"
	"math"
	"slices"
	"time"

	"racelab/internal/trace"
)

// Time is virtual: it goes on from deadline to deadline. Eager time does so
// whenever the schedule says so, for a goroutine may always be slower than any
// timer; patient time waits until no goroutine can move. See pass.go for when it
// waits no longer. Timers fire in order of their deadlines; those with the same
// one in any order.

// clockCell stands for the time in the search's bookkeeping.
const clockCell trace.Object = 8

// century is for how long nobody waits: a timer that is set for longer, as one for
// 1<<63-1 is that shall wake nobody, is set, and never fires.
const (
	century = 100 * 365 * 24 * int64(time.Hour)
	never   = int64(math.MaxInt64)
)

// A Timer calls a function at a deadline, on behalf of the clock.
type Timer struct {
	When  int64 // virtual nanoseconds since the start of the execution
	span  int64 // how many of them it was set for
	fire  func()
	by    int32 // who armed it, and as which of its timers
	nth   int32
	again int32 // how often it has been started again
	sync  Sync
	set   bool
	late  bool              // started after the test had ended
	touch func(clock *Task) // what else firing changes, if anything
	ends  func() bool       // see EndsWait
}

// Announces has touch called whenever the clock announces that timer may fire, to
// Touch what firing changes.
func (timer *Timer) Announces(touch func(clock *Task)) { timer.touch = touch }

// Arm is the event that starts a timer: fire is called when d nanoseconds have
// passed, or at the next opportunity if d is not positive. It must not block.
func (t *Task) Arm(d int64, fire func()) *Timer {
	t.TouchArm()
	t.Step(KArm, -1, nil)
	timer := &Timer{}
	timer.start(t, d, fire)
	return timer
}

func (timer *Timer) start(t *Task, d int64, fire func()) {
	timer.fire, timer.by, timer.nth = fire, t.ID, t.armed
	t.armed++
	timer.arm(t, d)
}

func (timer *Timer) arm(t *Task, d int64) {
	timer.set, timer.late = true, x.mainDone
	timer.sync.Replace(t)
	x.armed = true
	x.alone = false
	timer.setFor(max(d, 0))
}

// setFor sets when an armed timer fires: d nanoseconds from now, or never.
func (timer *Timer) setFor(d int64) {
	timer.span = d
	if timer.When = x.now + d; d > century {
		timer.When = never
	} else {
		x.enqueue(timer)
	}
	timer.armed()
}

// armed notes whether the event under way, which armed timer, lets the clock move.
func (timer *Timer) armed() {
	x.Events[x.Latest()].Arms = timer.set && timer.When != never && (!x.patient() || x.isDue(timer))
}

// PutOff and TakeBack are for a timer whose deadline is known only in the event that
// arms it.
func (timer *Timer) PutOff(when int64) {
	x.forget(timer)
	timer.setFor(when - x.now)
}

// TakeBack keeps the timer from firing; see PutOff.
func (timer *Timer) TakeBack() {
	timer.drop()
	timer.armed()
}

// Again starts a timer that has fired for the next of the moments that are d
// nanoseconds apart and yet to come. It is part of the event under way, of the
// clock or of one that has announced TouchArm.
func (timer *Timer) Again(d int64) {
	if !timer.set {
		timer.again++
		timer.arm(x.current, d-(x.now-timer.When)%d)
	}
}

// Stop is the event that keeps timer from firing. It reports whether it would
// have fired.
func (t *Task) Stop(timer *Timer) bool {
	t.Touch(clockCell, trace.Fire, 0xff)
	t.Step(KStop, -1, nil)
	active := timer.drop()
	See(&active)
	return active
}

// Reset is Stop and Arm in one event.
func (t *Task) Reset(timer *Timer, d int64) bool {
	t.TouchArm()
	active := t.Stop(timer)
	timer.start(t, d, timer.fire)
	return active
}

// Cancel is Stop as part of the event under way, which must have announced
// TouchClock.
func (timer *Timer) Cancel() bool { return timer.drop() }

// TouchClock says that the operation t is about to announce may stop timers.
func (t *Task) TouchClock() { t.Touch(clockCell, trace.Fire, 0xff) }

// LeavesClock says that the event under way, which has announced TouchClock after its other
// accesses, cannot have stopped a timer.
func LeavesClock() {
	acc := x.Turned(&x.Events[x.Latest()])
	for i, a := range acc {
		if a.Object == clockCell {
			acc[i] = acc[0]
		}
	}
}

// TouchArm says that the operation t is about to announce may start timers.
func (t *Task) TouchArm() { t.Touch(clockCell, trace.Arm, 0xff) }

func (timer *Timer) drop() bool {
	active := timer.set
	timer.set = false
	x.forget(timer)
	return active
}

// forget takes a timer out of those that may fire.
func (x *Exec) forget(timer *Timer) {
	if i := slices.Index(x.timers, timer); i >= 0 {
		x.timers = slices.Delete(x.timers, i, i+1)
	}
}

// enqueue keeps x.timers in the order of their deadlines, and those with the same one in an
// order that does not depend on the order in which different tasks armed them.
func (x *Exec) enqueue(timer *Timer) {
	i, _ := slices.BinarySearchFunc(x.timers, timer, func(a, b *Timer) int {
		return cmp.Or(cmp.Compare(a.When, b.When), cmp.Compare(a.by, b.by), cmp.Compare(a.nth, b.nth))
	})
	x.timers = slices.Insert(x.timers, i, timer)
}

// Now is the event that reads the clock, in virtual nanoseconds since the
// start of the execution.
func (t *Task) Now() int64 {
	if !x.alone {
		t.Touch(clockCell, trace.Read, 0xff)
		t.Step(KNow, -1, nil)
	}
	return x.now + t.reading()
}

// Sleep parks t until d nanoseconds have passed.
func (t *Task) Sleep(d int64) {
	t.Arm(d, t.Ready)
	t.Park(Waiting{For: trace.Wait{Kind: trace.WaitSleep}})
}

// pending reports whether there is a timer that may yet fire.
func (x *Exec) pending() bool { return len(x.timers) > 0 }

// clockOn reports whether a timer may fire although somebody can move: any under
// eager time, one that is due under patient time.
func (x *Exec) clockOn() bool {
	return x.pending() && x.clockMay()
}

// clockMay is clockOn where a timer is pending.
func (x *Exec) clockMay() bool {
	return (!x.patient() || x.due() || x.timesOut()) && (x.limits.Unfair == 0 || x.early())
}

// due reports whether there is a timer for which no goroutine need wait.
func (x *Exec) due() bool { return x.pending() && x.isDue(x.timers[0]) }

// isDue reports whether the deadline of a timer has come, or is nearer than
// patient time can tell.
func (x *Exec) isDue(t *Timer) bool {
	return t.When <= x.now || x.bubbles == 0 && t.When-x.now < moment
}

// DueNow reports whether the next timer has the same deadline as the one that
// fired last.
func (x *Exec) DueNow() bool {
	return x.now > 0 && slices.ContainsFunc(x.timers, func(t *Timer) bool { return t.When == x.now })
}

// announceFire makes the next deadline the clock's announced operation.
func (x *Exec) announceFire(clock *Task) {
	clock.state = announced
	clock.op = op{kind: KFire, site: -1, acc: append(clock.op.acc[:0], trace.Access{Object: clockCell, Mode: trace.Fire, Mask: 0xff})}
	for _, timer := range x.nextTimers() {
		if timer.touch != nil {
			timer.touch(clock)
		}
	}
}

// fire lets the clock go on to the next deadline. It runs on the goroutine of
// whoever found that it is the clock's turn.
func (x *Exec) fire() {
	clock, before := x.Tasks[ClockID], x.current
	x.current = clock
	due := x.nextTimers()
	options := uint64(1)<<min(len(due), 64) - 1
	timer := due[x.Choose(options)]
	x.overtake(timer.When)
	x.turnTo(timer.When)
	timer.drop()
	own := clock.vc.at(ClockID)
	clock.vc.set(timer.sync.vc)
	clock.vc.grow(ClockID + 1)
	clock.vc[ClockID] = own + 1
	x.firing = timer
	timer.fire()
	x.current, x.firing = before, nil
}

// nextTimers returns the timers with the next deadline, for as long as none is added or dropped.
func (x *Exec) nextTimers() []*Timer {
	n := 1
	for n < len(x.timers) && x.timers[n].When == x.timers[0].When {
		n++
	}
	return x.timers[:n]
}
