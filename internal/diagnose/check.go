package diagnose

import (
	"slices"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// assertion explains a check that fails by what was wrong before it, if it can:
// by the first of these that there is.
func (d *Describer) assertion() trace.Cause {
	var check kernel.Fault
	for _, f := range slices.Backward(d.x.Faults) {
		if f.Kind == trace.Assertion {
			d.out.Messages = append([]string{f.Text}, d.out.Messages...)
			check = f
		}
	}
	for _, explains := range []func() (trace.Cause, bool){
		d.decided, d.torn, d.parted, d.early, d.unordered, d.chose, d.overwritten, d.lastRead, d.received, d.fired,
	} {
		if c, ok := explains(); ok {
			return c
		}
	}
	return trace.Cause{Kind: trace.CauseCheck, Tasks: []int{int(check.Task)}, Places: places(kernel.Learner(check.PCs))}
}

// checked returns the rows up to the check.
func (d *Describer) checked() []kernel.Row {
	return d.x.Rows[:min(d.x.Faults[0].Event+1, len(d.x.Rows))]
}

// decided explains a check by the choice of a select, if that is the last thing
// that the schedule had to decide.
func (d *Describer) decided() (trace.Cause, bool) {
	needed, err := trace.ParseSchedule(d.out.Replay)
	if last := len(needed) - 1; err == nil && last >= 0 && last < len(d.checked()) && d.isChoice(last) {
		return d.chosen(last), true
	}
	return trace.Cause{}, false
}

// chose explains it by the last such choice.
func (d *Describer) chose() (trace.Cause, bool) {
	for i := range slices.Backward(d.checked()) {
		if d.isChoice(i) {
			return d.chosen(i), true
		}
	}
	return trace.Cause{}, false
}

// isChoice reports whether row i is a select that had several cases ready, or none
// where it could do without, or something that is left to chance.
func (d *Describer) isChoice(i int) bool {
	return d.x.Rows[i].Kind == kernel.KChoice || slices.ContainsFunc(d.x.Rows[i].Notes, func(f trace.Fact) bool {
		return f.Kind == trace.FactChosen || f.Kind == trace.FactNotReady
	})
}

func (d *Describer) chosen(i int) trace.Cause {
	r := d.x.Rows[i]
	if r.Kind == kernel.KChoice {
		c := d.about(trace.CauseChance, i)
		c.Text = r.Value
		return c
	}
	c := d.about(trace.CauseNotReady, i)
	for _, f := range r.Notes {
		if f.Kind == trace.FactChosen {
			c.Kind, c.Count = trace.CauseChosen, f.N
		}
	}
	return c
}

// unordered explains a check by a data race before it.
func (d *Describer) unordered() (trace.Cause, bool) {
	r := d.x.Race
	if r == nil || r.First.Quiet() || r.Second.Quiet() || int(r.Second.Event) >= len(d.checked()) {
		return trace.Cause{}, false
	}
	c := d.about(trace.CauseRace, int(r.First.Event), int(r.Second.Event))
	for i, one := range []kernel.RaceSide{r.First, r.Second} {
		c.Ops[i] = told(side(d.x, one))
	}
	c.Tasks = []int{int(r.First.Task), int(r.Second.Task)}
	return c, true
}

// overwritten explains a check by a variable that one goroutine wrote and another
// wrote again before anything was read of it, so that the first value is lost.
func (d *Describer) overwritten() (cause trace.Cause, found bool) {
	checker := d.x.Faults[0].Task
	latest := map[trace.Object]int{} // the write that nobody has read so far
	for i, r := range d.checked() {
		switch first, unread := latest[r.Object]; {
		case readsMemory(r):
			delete(latest, r.Object)
		case !writesMemory(r) || r.Task == checker:
		case unread && d.x.Rows[first].Task != r.Task:
			cause, found = d.about(trace.CauseOverwritten, i, first), true
			latest[r.Object] = i
		default:
			latest[r.Object] = i
		}
	}
	return cause, found
}

// lastRead explains a check at least by what was read for it: the last variable
// that the goroutine read before, and the goroutine that wrote it.
func (d *Describer) lastRead() (trace.Cause, bool) {
	rows, checker := d.checked(), d.x.Faults[0].Task
	for i, look := range slices.Backward(rows) {
		if look.Task != checker || !reads(look) {
			continue
		}
		for k, r := range slices.Backward(rows[:i]) {
			if r.Object == look.Object && writes(r) && r.Task != checker {
				return d.about(trace.CauseRead, i, k), true
			}
		}
	}
	return trace.Cause{}, false
}

// received explains a check by the last value that the goroutine took from a
// channel, and the goroutine that sent it.
func (d *Describer) received() (trace.Cause, bool) {
	rows, checker := d.checked(), d.x.Faults[0].Task
	for i, look := range slices.Backward(rows) {
		if op := look.Kind.Op(); look.Task != checker || op != trace.OpReceive && op != trace.OpSelect {
			continue
		}
		for k, r := range slices.Backward(rows) {
			if op := r.Kind.Op(); (op == trace.OpSend || op == trace.OpClose) && r.Object == look.Object && r.Task != checker {
				return d.about(trace.CauseReceived, i, k), true
			}
		}
	}
	return trace.Cause{}, false
}

// fired explains a check by a timer that fired before it: the one that was started
// last before that.
func (d *Describer) fired() (trace.Cause, bool) {
	rows := d.checked()
	for i := range slices.Backward(rows) {
		if rows[i].Kind != kernel.KFire {
			continue
		}
		for k, r := range slices.Backward(rows[:i]) {
			if r.Kind == kernel.KArm && r.Where.Line > 0 {
				return d.about(trace.CauseFired, k), true
			}
		}
	}
	return trace.Cause{}, false
}
