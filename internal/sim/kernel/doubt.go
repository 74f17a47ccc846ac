package kernel

import (
	"slices"

	"racelab/internal/trace"
)

// A doubt says why some faults of an execution may not be the program's.
type doubt struct {
	reason string
	faults []trace.Fault
}

// Doubt says that the execution under way did something that the explorer
// cannot follow in full: should it fail in one of these ways, that proves
// nothing. reason is the whole sentence for a reader.
func Doubt(reason string, faults ...trace.Fault) {
	if x != nil {
		x.doubts = append(x.doubts, doubt{reason, faults})
	}
}

// LooksAround is called when the program looks at the goroutines or the memory of its process.
func LooksAround() {
	Doubt("the program looks at all that the process has, in which the explorer's goroutines and memory are, too", trace.Assertion)
}

// Doubted returns the first reason why fault may not be the program's, or "".
func (x *Exec) Doubted(fault trace.Fault) string {
	if fault == trace.NotLinear { // what the calls returned was checked
		fault = trace.Assertion
	}
	for _, d := range x.doubts {
		if slices.Contains(d.faults, fault) {
			return d.reason
		}
	}
	return ""
}
