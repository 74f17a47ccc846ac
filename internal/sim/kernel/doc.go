// Package kernel runs one program again and again, each time under a schedule
// that somebody else chooses. Goroutines of the program are tasks; one task
// moves at a time, and only between two announced operations can another one
// take over. So an execution is a sequence of events, and the same decisions
// lead to the same sequence.
//
// The models of mutexes, channels, timers … are built on four verbs: a task
// announces an operation and waits for its turn (Step), parks until somebody
// readies it (Park, Ready), and starts another (Spawn). What the package does
// not see – real input and output, goroutines of libraries that were not
// instrumented, memory used through reflection – it cannot control; Watch tells
// when a program is lost in such a place.
//
// All state is global, because instrumented code calls plain functions. Only
// one execution runs at a time.
package kernel
