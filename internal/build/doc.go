// Package build makes a test binary for exploring: it loads a package and what
// that needs, rewrites what has a say in the schedule, builds the result beside
// the files on disk, and keeps it in a cache.
//
// # What is rewritten
//
// The package under test with its tests, and every package of the same module
// that it reaches, are rewritten in place by an overlay; the files on disk are
// never touched. A package of another module is rewritten, as a copy inside the
// module under test, if all of this holds:
//
//   - the program reaches it otherwise than through testify's assert and
//     require, which only compare values for the test;
//   - it is plain Go (no C, assembly or embedded files);
//   - every package that imports it is rewritten too, so that no type exists
//     twice.
//
// Its synchronisation is made of steps like the program's own; what it does with
// memory is quiet: checked for data races, but no step. Packages of the standard
// library are treated so too, by twins; see twins.go. All other packages run as
// they are, unseen by the explorer, and a pass names them.
//
// # Limits
//
// Build tags come from the running test binary or [Config.Tags]. A package
// reached through a symbolic link is explored where it really is. A call of C
// code is a part of the step that makes it: what C does to memory is not seen,
// and a call that waits there for another goroutine stops the program.
package build
