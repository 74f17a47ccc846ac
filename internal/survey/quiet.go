package survey

import "racelab/internal/trace"

// Quiet is a Watcher that shows nothing.
type Quiet struct{}

func (Quiet) Building(Package)                {}
func (Quiet) Begin(*Found, []string)          {}
func (Quiet) Progress(string, trace.Progress) {}
func (Quiet) Result(*Found, Result)           {}
func (Quiet) End(*Found)                      {}
