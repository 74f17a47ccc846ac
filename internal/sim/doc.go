// Package sim is what instrumented code runs on: every construct of the
// language that another goroutine could notice becomes a call of a function
// here, which announces an event to the kernel and then does what the
// construct does. Package rewrite writes these calls.
//
// Site is the rewriter's number for the place in the source. Outside an
// execution – while package variables get their first values – all functions
// behave like the construct they replace.
package sim

import "racelab/internal/sim/kernel"

// OnReset registers what brings the variables of one package back to what they
// were at the start of the program, and runs its init functions. It is called
// at the start of every execution.
func OnReset(fn func()) { kernel.OnReset(fn) }

// OnLibraryReset is OnReset for a library's package. The order of a map's keys, and other
// chance, is settled while it is set up: it matters to hardly anybody, and each test would
// have as many times the schedules.
func OnLibraryReset(fn func()) { kernel.OnReset(func() { kernel.Settle(fn) }) }

// Loop marks the end of an iteration of a loop that changes no local variable.
func Loop(site int) { kernel.Loop(site) }

// LoopThatCounts is Loop for one that counts its iterations.
func LoopThatCounts(site int) { kernel.LoopThatCounts(site) }

// Recovered takes what recover returned. The kernel ends tasks with
// runtime.Goexit, which no recover can see, so there is nothing to hide.
func Recovered(v any) any {
	if v != nil {
		kernel.Recovers(v)
	}
	return v
}

// Leave says that fn, which is about to be called, goes where nobody can tell what
// happens when: it starts a process, for instance.
func Leave[F any](fn F, how string, _ int) F {
	kernel.Leave(how)
	return fn
}

// LooksAround says that fn, which is about to be called, tells of the whole process.
func LooksAround[F any](fn F) F {
	kernel.LooksAround()
	return fn
}

// Go starts fn as a goroutine.
func Go(site int, fn func()) {
	if kernel.Current() != nil {
		kernel.StartsAt(site)
		kernel.Spawn(fn).StartedAt(site)
	}
}

// Returns is called where a function that a goroutine may run comes to its end.
func Returns() {
	if kernel.Recording() {
		kernel.Current().Returns()
	}
}

// Leaves says that a call of a function that no goroutine begins with ends there.
func Leaves() {
	if kernel.Recording() {
		kernel.Current().Leaves()
	}
}

var tests []map[string]any

// An ExampleOf is an example and what it must print.
type ExampleOf struct {
	Run       func()
	Output    string
	Unordered bool
}

// Example makes an ExampleOf.
func Example(run func(), output string, unordered bool) ExampleOf {
	return ExampleOf{run, output, unordered}
}

// Exit returns what stands for os.Exit.
func Exit(exit func(int), _ int) func(int) {
	if kernel.Current() == nil {
		return exit
	}
	return kernel.Exit
}

// Tests hands over the tests of another package of the same test binary.
func Tests(more map[string]any) { tests = append(tests, more) }

// MoreTests returns what was handed over by Tests.
func MoreTests() []map[string]any { return tests }

// Watched reports whether Round is worth its while.
func Watched() bool { return kernel.Watching() }

// Round marks the beginning of a round of a loop that is in so many others of
// its function, and which may keep an account in locals. Of one that counts all
// rounds are different.
func Round(level int, counts bool, locals ...any) { kernel.EnterRound(level, counts, locals) }

// Foreign marks the beginning of a function that calls a library of which nobody
// can tell what state it keeps.
func Foreign() { kernel.Foreign() }

// Rewritten says that the package that calls it marks all its loops.
func Rewritten() { kernel.Rewritten() }
