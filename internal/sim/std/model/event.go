package model

import (
	"unsafe"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// Use is the event of an operation on one object.
func Use(t *kernel.Task, kind kernel.Kind, p unsafe.Pointer, m trace.Mode, gate kernel.Gate) *kernel.Event {
	return t.StepOn(trace.Access{Object: Object(p), Mode: m, Mask: 0xff}, kind, -1, gate)
}

// Became says how the event used its objects after all, in the order in which
// they were announced.
func Became(e *kernel.Event, modes ...trace.Mode) {
	accesses := kernel.Running().Turned(e)
	for i, m := range modes {
		accesses[i].Mode = m
	}
}

// Quiet says that the event used its objects as modes say and changed nothing
// that a loop could wait for.
func Quiet(e *kernel.Event, modes ...trace.Mode) {
	Became(e, modes...)
	e.Quiet = true
}

// Show makes the object at p the one that a reader sees in the latest row, and
// adds a note, if there is one.
func Show(p unsafe.Pointer, note trace.FactKind) {
	if kernel.Recording() {
		rows := kernel.Running().Rows
		rows[len(rows)-1].Object = Object(p)
		if note != "" {
			kernel.Says(note)
		}
	}
}
