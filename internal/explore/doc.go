// Package explore runs tests under every schedule that matters. It rewrites a
// package and what it needs, builds a second test binary of it, and lets that
// binary, the child, run one test under one schedule after another.
//
// [Test] is what tests call. [Package] and [Program.Run] are the engine, which
// the lab command uses too; [Program.Player] follows schedules that somebody
// makes up on the way.
//
// # What is rewritten
//
// The package under test with its tests, and every package of the same module
// that it reaches, are rewritten in place by an overlay; the files on disk are
// never touched. A package of another module is rewritten, as a copy inside the
// module under test, if all of this holds:
//
//   - it imports sync, sync/atomic, time or context, starts a goroutine or
//     uses a channel: without that it has no say in the schedule;
//   - it is plain Go (no C, assembly or embedded files) and imports nothing
//     that reaches outside the process or under the types: os, net, syscall,
//     reflect, unsafe, testing, log and what is below them;
//   - every package that imports it is rewritten too, so that no type exists
//     twice.
//
// So golang.org/x/sync is, testify and fatih/color are not. All other packages
// run as they are, unseen by the explorer.
//
// # Limits
//
// Build tags come from the running test binary or [Config.Tags]. A package
// reached through a symbolic link is explored where it really is. Packages
// that use cgo cannot be explored.
package explore
