// Package stage is what instrumented programs get for racelab/internal/stage,
// which makes ordinary tests certain. The explorer needs no such help: it tries
// every meeting, and finds deadlocks and livelocks itself. So a Door holds
// nobody, and Run only calls its body.
package stage

import (
	"context"
	"time"
	"unsafe"

	"racelab/internal/sim/kernel"
	simcontext "racelab/internal/sim/std/context"
	"racelab/internal/sim/std/model"
	"racelab/internal/sim/std/testing"
	"racelab/internal/trace"
)

// Run calls body.
func Run(t testing.TB, body func()) { body() }

// The faults, as the real package has them.
type Fault = trace.Fault

const (
	Deadlock   = trace.Deadlock
	Livelock   = trace.Livelock
	Starvation = trace.Starvation
)

// Fail fails t as Errorf does. The explorer finds by itself what kind of
// failure it is.
func Fail(t testing.TB, kind Fault, format string, args ...any) {
	t.Helper()
	t.Errorf(string(kind)+": "+format, args...)
}

// Fatal is Fail, and ends the test as FailNow does.
func Fatal(t testing.TB, kind Fault, format string, args ...any) {
	t.Helper()
	t.Fatalf(string(kind)+": "+format, args...)
}

// Within calls body with a context that ends after d of virtual time. That it
// does so is no failure, unlike natively: here a goroutine may be slower than
// any timer, and who makes no progress is found by other means.
func Within(t *testing.T, d time.Duration, kind Fault, body func(ctx context.Context)) {
	ctx, cancel := simcontext.WithTimeout(t.Context(), d)
	defer cancel()
	body(ctx)
}

// Settle waits until no other goroutine can go on.
func Settle() { model.Settle(trace.FactSettled) }

// Whereabouts returns nothing: the report says who was where.
func Whereabouts() string { return "" }

// Door counts who is in it, and holds nobody: whether two goroutines meet there
// is up to the schedule.
type Door struct {
	inside, most int
}

// NewDoor returns a door.
func NewDoor(n int) *Door { return &Door{} }

// Enter goes in and out again, in two events.
func (d *Door) Enter() {
	d.event("enters")
	d.inside++
	d.most = max(d.most, d.inside)
	d.event("leaves")
	d.inside--
}

// Most returns the largest number of goroutines that were in the door at once.
func (d *Door) Most() int {
	d.event("most")
	return d.most
}

func (d *Door) event(note string) {
	if t := kernel.Current(); t != nil {
		model.Use(t, kernel.KDoor, unsafe.Pointer(d), trace.Write, nil)
		kernel.Calls(note)
	}
}
