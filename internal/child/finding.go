package child

import "racelab/internal/trace"

// cuts counts executions that were cut short.
type cuts struct {
	long  int // after so many steps at the most:
	steps int
	late  int // too long after the end of the test
}

func (c cuts) all() int { return c.long + c.late }

// finding is an execution that fails.
type finding struct {
	fault    trace.Fault
	schedule trace.Schedule
	cycle    int  // length of the cycle, for a livelock or starvation
	simplest bool // of a data race: no schedule with fewer preemptions has one
	patient  bool // it is of patient time
	after    int  // executions until it was met
	until    int  // of a data race: how many steps may be made before it is what is reported
}
