package child

import (
	"cmp"
	"math"
	"time"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// All that a test may cost is counted in steps, so that a busy machine comes to
// the same verdict as an idle one. A machine of today makes about stepsPerSecond
// of them; a limit in time is the last resort, and a verdict that it cut says so.
const (
	stepsPerSecond = 1_000_000
	setUpSteps     = 20 // what it costs to begin and end an execution

	accessesPerStep = 4 // of memory, that are no scheduling points; see kernel.Points

	// Of one execution.
	defaultSteps     = 10_000
	loneSteps        = 5_000     // atomic operations of a test that is alone, which are no events
	tailSteps        = 5_000     // after the end of the test
	tailFires        = 500       // timers that fire after the end of the test
	fairSteps        = 3_000     // under a fair schedule, before it is asked whether the program goes round in circles
	longSteps        = 250_000   // under a fair schedule, if it does not; and of a replay
	longestSteps     = 1_200_000 // if no schedule has come to its end
	crowdSteps       = 1_000_000 // that thousands of goroutines may add to the cost of its own
	quantum          = 100       // of one goroutine that looks at the clock, while patient time stands still
	work             = 1_000     // likewise, of one that does not
	calmSteps        = 100_000   // to see whether a test comes to its end although time never passes while a goroutine can move
	servedPerQuantum = 32        // goroutines; a quantum, and work, is for that many that one serves
	calmFactor       = 2         // if so, a goroutine may make more steps than there by this

	// Of all executions of a test.
	testSteps   = 5 * stepsPerSecond
	patientPart = 3             // of that, a third goes to patient time if eager time is to follow
	firstPart   = 50            // to random schedules before anything else
	simplePart  = 10            // to schedules with few preemptions
	longPart    = 3             // to long schedules, if none has come to its end
	allPart     = 3             // is left for random schedules when a search for all has taken the rest
	raceSteps   = testSteps / 5 // once a data race is known, for what it might lead to

	// Of a look at time-outs that come early.
	timeOutSteps     = 100_000
	timeOutSchedules = 200 // with few preemptions, and by chance
	timeOutTries     = 10  // if there is none by then, there is none

	// Of the last resort, if nobody has asked for one.
	resortPart  = 2 // of it this process must have had of the processors
	resortTimes = 3 // it may last so many times as long

	// Of what makes a failure easier to read, each.
	shortenSteps = 2 * stepsPerSecond
	mergeSteps   = stepsPerSecond
	passingSteps = stepsPerSecond
	stableSteps  = stepsPerSecond
	fateSteps    = stepsPerSecond

	firstSchedules  = 50  // by chance, before anything else
	simpleSchedules = 500 // with few preemptions
	passingTries    = 300 // schedules that part from the failing one
	mostLooks       = 3   // at what becomes of goroutines that are busy long after the test has ended
)

// How often chance may be unfair; see kernel.Limits. Programs that end do not
// come to the first limit. Those that do are explored up to the second.
const (
	mostUnfair  = 20
	leastUnfair = 3
	soonSteps   = 30 // with the second of them
)

// budget is what is left of a test's allowance.
type budget struct {
	steps, schedules int           // made so far
	maxSteps         int           // of the part under way
	maxSchedules     int           // likewise
	until            time.Time     // the last resort
	work             time.Duration // of processors that this process must have had by then, else it is put off,
	latest           time.Time     // but not for longer
	late             bool          // it was needed
}

// limit sets the last resort of a session that began at a time. One that nobody has asked
// for is there for what goes on and on, and not for a machine that is busy with other things.
func (b *budget) limit(began time.Time, asked time.Duration) {
	b.until, b.work = began.Add(cmp.Or(asked, trace.LastResort)), 0
	if asked == 0 {
		b.work, b.latest = trace.LastResort/resortPart, began.Add(resortTimes*trace.LastResort)
	}
}

// spent reports whether the part under way is used up.
func (b *budget) spent() bool {
	return b.over() || b.steps >= b.maxSteps || b.schedules >= b.maxSchedules
}

// over reports whether there is no time left.
func (b *budget) over() bool {
	now := time.Now()
	b.late = b.late || now.After(b.until) && !b.putOff(now)
	return b.late
}

// putOff sets another last resort, if it is too early for that.
func (b *budget) putOff(now time.Time) bool {
	missing := b.work - kernel.ProcessorTime()
	if missing <= 0 || now.After(b.latest) {
		return false
	}
	b.until = now.Add(missing)
	return true
}

// part returns the smaller of steps from now and what is left.
func (b *budget) part(steps int) (limit int) { return min(b.maxSteps, b.steps+steps) }

// stepsOf returns how many steps all executions together may make. Who allows a
// number of schedules or a time allows as many steps as these may take; that there is
// no more time left than so much allows nothing.
func stepsOf(req trace.Request) int {
	switch {
	case req.Schedules > 0:
		return math.MaxInt
	case req.Time > 0 && !req.Resort:
		return int(req.Time.Seconds() * stepsPerSecond)
	}
	return testSteps
}
