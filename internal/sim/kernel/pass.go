package kernel

import (
	"math"
	"slices"
	"time"

	"racelab/internal/trace"
)

// Time passes when no goroutine can move. A program may count on it also while
// some can: it polls the clock, or works until a timer tells it to stop. So a
// goroutine that has made Quantum steps since time last passed, or Work steps if
// it does not look at the clock, rests until time passes again, if the clock or a
// timer is what it may be working for; and if no other goroutine can move, time
// passes by a little, each time by more, but never past the next deadline. A short
// deadline is so met soon, and a long one not before much has been done; by how much more
// depends on who has waited like that for the shortest time: that others have, or it has
// itself at an earlier time or for a timer, must not make it late. For less
// than a moment time waits for nobody: that is what a single step may take.
//
// What a goroutine has done since time last passed depends on nothing but itself,
// and time passes like that only after all that everybody could do. So events
// that commute still do.

const (
	leastStep = int64(time.Millisecond)
	moment    = int64(time.Microsecond)
	growth    = 4  // time passes by this fraction of how long somebody has waited like that
	slowly    = 64 // and by this one, or a time slice, with Limits.Slowly
	slice     = int64(10 * time.Millisecond)
	longest   = int64(time.Hour) // and by no more, or that fraction of what a timer is set for: who is at work all the time has no deadline, and no clock for centuries
)

// patient reports whether time waits for goroutines. In a bubble of
// testing/synctest it always does.
func (x *Exec) patient() bool { return x.limits.Patient || x.bubbles > 0 }

// Bubble says that a bubble begins. Time then passes only when nobody can move,
// until the function that it returns is called.
func (x *Exec) Bubble() (end func()) {
	if x.bubbles++; x.bubbles == 1 {
		x.bubbleAt = x.now
	}
	return func() { x.bubbles-- }
}

// InBubble reports when the bubble that is under way began, in virtual
// nanoseconds, and whether there is one.
func (x *Exec) InBubble() (began int64, in bool) {
	if x == nil || x.bubbles == 0 {
		return 0, false
	}
	return x.bubbleAt, true
}

// DeadlinePending reports whether a timer fires before time can pass.
func (x *Exec) DeadlinePending() bool { return x.pending() && x.due() }

// worked counts a step of t.
func (x *Exec) worked(t *Task, kind Kind) {
	if t.period != x.period {
		t.period, t.made, t.reads = x.period, 0, false
	}
	t.made++
	if kind == KNow {
		t.reads = true
	}
}

// minds takes notice of it if t has made more steps than time waits for.
func (x *Exec) minds(t *Task) {
	if t.made > x.least {
		x.long = x.long || t.made > x.allowance(t) && x.bubbles == 0
	}
}

// busiest are the most steps that a goroutine has made in a period, and that one which looked
// at the clock has.
type busiest struct{ all, readers int }

// Busiest returns the most steps that a goroutine has made while time did not pass, and that
// one which looked at the clock has. The last period of an execution that was cut does not
// count: it has no end yet.
func (x *Exec) Busiest() (all, readers int) {
	if !x.Cut {
		x.endPeriod()
	}
	return x.busiest.all, x.busiest.readers
}

func (x *Exec) endPeriod() {
	for _, t := range x.living {
		x.busy.count(t, x.period)
	}
	x.busiest = busiest{max(x.busiest.all, x.busy.all), max(x.busiest.readers, x.busy.readers)}
	x.busy = busiest{}
	x.period++
}

// count takes notice of what t has made in a period.
func (b *busiest) count(t *Task, period int32) {
	if t.period != period {
		return
	}
	b.all = max(b.all, t.made)
	if t.reads {
		b.readers = max(b.readers, t.made)
	}
}

// allowance is how many steps t may make before time need not wait for it. Who
// reads the clock may wait for nothing else; who does not is mostly at work, and
// a short time-out must not overtake it. Who holds a lock is to give it back before it
// rests: others could move but for that, and time would pass before they are done.
func (x *Exec) allowance(t *Task) int {
	most := x.limits.Quantum
	if !t.reads {
		most = max(most, x.limits.Work)
	}
	if x.soon(t) {
		most = min(most, x.limits.Soon)
	}
	if t.holding > 0 {
		most += x.limits.Quantum
	}
	return most
}

// least is the least that allowance may be.
func (l Limits) least() int {
	switch {
	case l.Quantum == 0:
		return math.MaxInt
	case l.Soon > 0:
		return min(l.Quantum, l.Soon)
	}
	return l.Quantum
}

// soon reports whether t goes on as before after it has rested until time passed: it may do so
// for ever, and whoever is to stop it has to come before that.
func (x *Exec) soon(t *Task) bool {
	return x.limits.Soon > 0 && t.period == x.period && t.rested == x.period
}

// Holds reports whether the task of that ID, if it could go on, rests until time
// has passed.
func (x *Exec) Holds(id int) bool {
	return id < len(x.Tasks) && x.Tasks[id] != nil && x.holds(x.Tasks[id])
}

// holds reports whether t, if it could go on, rests until time has passed.
func (x *Exec) holds(t *Task) bool { return t.made >= x.least && x.makesWay(t) }

func (x *Exec) makesWay(t *Task) bool {
	return x.bubbles == 0 && t.ID != ClockID &&
		t.period == x.period && t.made >= x.allowance(t) && (t.reads || x.pending() || x.soon(t))
}

// awaited reports whether a loop does nothing but wait for time to pass.
func (x *Exec) awaited() bool { return slices.ContainsFunc(x.living, x.spins) }

func (x *Exec) spins(t *Task) bool {
	return x.bubbles == 0 && t.Announced() && t.op.kind == KSpin &&
		slices.ContainsFunc(t.op.acc, func(a trace.Access) bool { return a.Object == clockCell })
}

// waitsForTime reports whether t could go on, but for that it waits for time to pass.
func (x *Exec) waitsForTime(t *Task) bool { return x.spins(t) || t.canMove() && x.holds(t) }

// waited is for how long time has passed, little by little, for whoever has waited like that
// for the shortest time.
func (x *Exec) waited() int64 {
	least := int64(math.MaxInt64)
	for _, t := range x.living {
		if x.waitsForTime(t) {
			least = min(least, t.waitedUntil(x.period))
		}
	}
	return least
}

// waitedUntil is for how long t has waited like that without a break until a period.
func (t *Task) waitedUntil(period int32) int64 {
	if t.waitedAt != period {
		return 0
	}
	return t.waited
}

// announceLate announces what happens when nobody else can move, which depends
// on all that everybody has done: the next timer fires, or, for those who wait
// for the time alone, a little time passes.
func (x *Exec) announceLate(clock *Task, held bool) {
	x.step = 0
	if held || x.awaited() {
		if step := x.nextStep(); !x.pending() || x.nextTimers()[0].When > x.now+step {
			x.step = step
		}
	}
	if x.step == 0 {
		x.announceFire(clock)
	} else {
		clock.state = announced
		clock.op = op{kind: KTime, site: -1, acc: append(clock.op.acc[:0], trace.Access{Object: clockCell, Mode: trace.Fire, Mask: 0xff})}
	}
	for i := x.lateAt; i <= x.Latest(); i++ { // what was before lateAt is so already
		if x.Tasks[x.Events[i].Task].last == i {
			clock.Follow(i)
		}
	}
	x.late = true
}

// nextStep is by how much time passes for those who wait like that. It does so by leaps where
// that is not forbidden, or few of those who wait for some seconds would come to their end
// within the limits; what a program keeps for a shorter time is lost then, although it never
// would be if its goroutines went on as they do natively.
func (x *Exec) nextStep() int64 {
	waited, most := x.waited(), x.mostStep()
	leap := min(max(leastStep, waited/growth), most)
	step := min(leap, max(slice, waited/slowly))
	if x.limits.Slowly {
		return step
	}
	x.Leapt = x.Leapt || step < leap
	return leap
}

// mostStep is by how much time may pass at once for those who wait like that: whoever has set
// a timer and sets it again and again, as long as all is well, is to come to that some times
// before it fires.
func (x *Exec) mostStep() int64 {
	most := longest
	for _, timer := range x.timers {
		most = min(most, max(timer.span/growth, moment))
	}
	return most
}

// passTime lets a little time pass.
func (x *Exec) passTime() { x.turnTo(x.now + x.step) }

// turnTo sets the clock. If no goroutine could move, those that rest may go on
// after that, and not before it.
func (x *Exec) turnTo(now int64) {
	if x.late {
		for _, t := range x.living {
			if x.waitsForTime(t) {
				t.waited = t.waitedUntil(x.period) + now - x.now
				t.waitedAt = x.period + 1
			}
			if x.holds(t) {
				t.rested, x.Rested = x.period+1, true
				t.Follow(x.Latest())
			}
		}
		x.lateAt = x.Latest()
		x.endPeriod()
	}
	x.late, x.now = false, now
	if recording {
		x.Rows[len(x.Rows)-1].Now = now
	}
	if x.mainDone {
		x.tailFires++
		x.heed = 0
	}
}
