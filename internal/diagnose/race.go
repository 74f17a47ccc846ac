package diagnose

import (
	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// RaceOf describes the data race of x, which has one.
func RaceOf(x *kernel.Exec, replay string) *trace.Race {
	return &trace.Race{First: side(x, x.Race.First), Second: side(x, x.Race.Second), Replay: replay}
}

func side(x *kernel.Exec, r kernel.RaceSide) trace.RaceSide {
	s := trace.RaceSide{Task: int(r.Task), Write: r.Write, Op: useOf(x, r)}
	if !r.Quiet() {
		row := x.Rows[r.Event]
		s.Where = PlaceOf(row.Site, row.Where)
		return s
	}
	where, inside := x.At(r)
	s.Where = PlaceOf(-1, where)
	if inside != where {
		in := PlaceOf(-1, inside)
		s.Inside = &in
	}
	return s
}

// useOf is what one side of a race does.
func useOf(x *kernel.Exec, r kernel.RaceSide) trace.Op {
	switch {
	case !r.Quiet():
		return x.Rows[r.Event].Kind.Op()
	case r.Write:
		return trace.OpWrite
	}
	return trace.OpRead
}

// race marks the two steps of r and words it. What a library does is no event,
// and so gets a step of its own.
func (d *Describer) race(r *kernel.RacePair) {
	d.raced = trace.Cause{Kind: trace.CauseRace}
	for i, one := range []kernel.RaceSide{r.First, r.Second} {
		about, at := side(d.x, one), int(one.Event)
		if one.Quiet() {
			at = d.addStep(at, trace.Step{Task: int(one.Task), Op: about.Op, Object: -1, Where: about.Where})
		}
		step := d.stepOf(at)
		if i == 0 {
			step.Notes = []trace.Fact{{Kind: trace.FactUnordered}}
		} else {
			step.Fatal = true
		}
		c := &d.raced
		c.Tasks, c.Steps, c.Places = append(c.Tasks, int(one.Task)), append(c.Steps, at), append(c.Places, about.Where)
		c.Ops, c.Objects = append(c.Ops, told(about)), append(c.Objects, -1)
	}
	d.guards(&d.raced, r.First, r.Second)
}

// told is what a reader is told that one side does, in the simplest words.
func told(s trace.RaceSide) trace.Op {
	switch {
	case s.Op.Use().Gives:
		return s.Op
	case s.Write:
		return trace.OpWrite
	}
	return trace.OpRead
}

// stepOf returns a step before all are woven in; see addStep.
func (d *Describer) stepOf(at int) *trace.Step {
	if at < 0 {
		return &d.extras[-1-at].step
	}
	return &d.out.Steps[at]
}

// PlaceOf returns what a reader is told of a position.
func PlaceOf(site int32, at kernel.Pos) trace.Place {
	return trace.Place{Site: int(site), File: at.File, Line: at.Line}
}
