// Package model has what the simulated packages beside it share: how an object
// knows that its state is of another execution, and how an event says
// afterwards what it turned out to be.
//
// All of them keep to the same rules. An operation that others could notice is
// one event of the kernel; its state lives in the object itself, whose zero
// value is ready. Outside an execution, while package initialisers run, they
// change their state and never wait: whoever would have to, panics.
package model

import "racelab/internal/sim/kernel"

// WouldBlock panics: nobody could end the wait for what outside an execution.
func WouldBlock(what string) {
	panic("explorer: a package initialiser waits for " + what + "; do that in a test")
}

// Holder names whoever holds something, for reports.
type Holder struct {
	Task  *kernel.Task
	Where kernel.Pos
}

// TakenBy makes t the holder of what it has just taken. The object was renewed in this
// execution, so that Where is empty if nothing is recorded.
func (h *Holder) TakenBy(t *kernel.Task) {
	h.Task = t
	if kernel.Recording() {
		h.Where = kernel.Where()
	}
}

// HeldBy implements kernel.Holder.
func (h Holder) HeldBy() (*kernel.Task, kernel.Pos) { return h.Task, h.Where }
