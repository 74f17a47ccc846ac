// Package growth measures how the executions that exploring a program takes, and
// the time, grow with its goroutines and their steps: of a few small programs, as anybody's
// tests are explored, up to the size at which the time allowed is over. Where it is known how
// many classes of schedules there are, and by what an earlier measurement found, one sees what a
// change of the engine costs.
package growth
