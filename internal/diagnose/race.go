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
	row := x.Rows[r.Event]
	return trace.RaceSide{Task: int(r.Task), Write: r.Write, Op: row.Kind.Op(), Where: PlaceOf(row.Site, row.Where)}
}

// PlaceOf returns what a reader is told of a position.
func PlaceOf(site int32, at kernel.Pos) trace.Place {
	return trace.Place{Site: int(site), File: at.File, Line: at.Line}
}
