// Package goleak is what instrumented programs get for go.uber.org/goleak:
// nothing, because the explorer itself finds the goroutines that a test leaves
// behind, on every schedule and without waiting.
package goleak

// Option is accepted and ignored.
type Option interface{ ignored() }

type none struct{}

func (none) ignored() {}

// TestingM is what VerifyTestMain takes.
type TestingM interface{ Run() int }

// TestingT is what VerifyNone takes.
type TestingT interface{ Error(...interface{}) }

// Find finds nothing.
func Find(options ...Option) error { return nil }

// VerifyNone finds nothing.
func VerifyNone(t TestingT, options ...Option) {}

// VerifyTestMain is never called: the explorer runs no TestMain.
func VerifyTestMain(m TestingM, options ...Option) {}

// Cleanup is ignored.
func Cleanup(cleanupFunc func(exitCode int)) Option { return none{} }

// IgnoreAnyFunction is ignored.
func IgnoreAnyFunction(f string) Option { return none{} }

// IgnoreCurrent is ignored.
func IgnoreCurrent() Option { return none{} }

// IgnoreTopFunction is ignored.
func IgnoreTopFunction(f string) Option { return none{} }
