package testing

import (
	"fmt"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// M is what a TestMain gets; see testing.M. Its one test is the one that is
// explored.
type M struct {
	run  func()
	test *T
	ran  bool
}

// Run runs the test, in a goroutine of its own, and returns an exit status. It
// may be called once.
func (m *M) Run() (code int) {
	if m.ran {
		panic("explorer: TestMain calls Run twice")
	}
	m.ran = true
	kernel.SetUp()
	m.run()
	if m.test.failed {
		code = 1
	}
	kernel.OnExit = func(code int) {
		if code != 0 && !m.test.failed {
			kernel.Fail(trace.Assertion, fmt.Sprintf("TestMain exits with status %d", code))
		}
	}
	return code
}

// runMain calls a TestMain that is to run t.
func runMain(main func(*M), t *T, body func(*T)) {
	m := &M{test: t, run: func() { t.await(body) }}
	main(m)
	if !m.ran {
		kernel.Abort("TestMain returns without a call of Run, so that the test does not run")
	}
}
