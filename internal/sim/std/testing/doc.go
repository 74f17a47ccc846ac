// Package testing is what instrumented programs get for package testing: a T
// of its own, whose failures become faults of the execution under way, and
// everything else so that tests compile. A TestMain runs the one test that is
// explored. The seeds of a fuzz target are its subtests, and an example is a
// test of what it prints. Benchmarks are never run.
//
// Subtests run one after the other, each in a goroutine of its own; those that
// call Parallel run together when their parent has come to its end, however
// many there are. What Log says is kept only in an execution that is recorded.
// Failed is no event: what it says of failures in other goroutines is not
// explored. Use of T by another goroutine after the test has ended panics, as
// it does natively.
package testing

import (
	"testing"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// These are the real ones.
type (
	B                  = testing.B
	BenchmarkResult    = testing.BenchmarkResult
	Cover              = testing.Cover
	CoverBlock         = testing.CoverBlock
	InternalBenchmark  = testing.InternalBenchmark
	InternalExample    = testing.InternalExample
	InternalFuzzTarget = testing.InternalFuzzTarget
	PB                 = testing.PB
	TB                 = testing.TB
)

// InternalTest is a test and its name.
type InternalTest struct {
	Name string
	F    func(*T)
}

// AllocsPerRun calls f once. It measures nothing: the explorer itself allocates.
func AllocsPerRun(runs int, f func()) (avg float64) {
	kernel.Doubt("the test counts allocations, which are not the program's alone here", trace.Assertion)
	f()
	return 0
}

// Benchmark measures nothing and does not call f.
func Benchmark(f func(b *B)) BenchmarkResult {
	kernel.Doubt("the test measures how fast the program is, and the explorer runs no benchmark", trace.Assertion)
	return BenchmarkResult{}
}

// CoverMode returns "": nothing is covered.
func CoverMode() string { return "" }

// Coverage returns 0.
func Coverage() float64 { return 0 }

// Init does nothing.
func Init() {}

// RegisterCover does nothing.
func RegisterCover(c Cover) {}

// RunBenchmarks runs nothing.
func RunBenchmarks(matchString func(pat, str string) (bool, error), benchmarks []InternalBenchmark) {}

// RunExamples runs nothing.
func RunExamples(matchString func(pat, str string) (bool, error), examples []InternalExample) (ok bool) {
	return true
}

// SimShort is what Short says.
var SimShort bool

// Short reports whether the request asks for that.
func Short() bool { return SimShort }

// Testing reports that a test is running.
func Testing() bool { return true }

// Verbose returns false.
func Verbose() bool { return false }

const noTests = "explorer: a test may not run tests by itself; use t.Run"

// Main panics.
func Main(matchString func(pat, str string) (bool, error), tests []InternalTest, benchmarks []InternalBenchmark, examples []InternalExample) {
	panic(noTests)
}

type testDeps interface{ ImportPath() string }

// MainStart panics.
func MainStart(deps testDeps, tests []InternalTest, benchmarks []InternalBenchmark, fuzzTargets []InternalFuzzTarget, examples []InternalExample) *M {
	panic(noTests)
}

// RunTests panics.
func RunTests(matchString func(pat, str string) (bool, error), tests []InternalTest) (ok bool) {
	panic(noTests)
}
