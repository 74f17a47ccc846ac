// Package library has small tests of what the standard library says about
// concurrent use. In those called TestRace… two goroutines use something that
// is not safe for that: the race detector tells each of them, and so must the
// explorer. In those called TestSafe… they use something that is: there must be
// no alarm.
package library
