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

// VerifyTestMain runs the test, and what Cleanup was given.
func VerifyTestMain(m TestingM, options ...Option) {
	code := m.Run()
	for _, o := range options {
		if clean, ok := o.(cleanup); ok {
			clean(code)
		}
	}
}

type cleanup func(exitCode int)

func (cleanup) ignored() {}

// Cleanup has VerifyTestMain call cleanupFunc after the test.
func Cleanup(cleanupFunc func(exitCode int)) Option { return cleanup(cleanupFunc) }

// IgnoreAnyFunction is ignored.
func IgnoreAnyFunction(f string) Option { return none{} }

// IgnoreCurrent is ignored.
func IgnoreCurrent() Option { return none{} }

// IgnoreTopFunction is ignored.
func IgnoreTopFunction(f string) Option { return none{} }
