package testing

import (
	"slices"
	"strings"

	"racelab/internal/sim/kernel"
)

// output is what was logged in the recorded execution under way, or the last one.
var output strings.Builder

// SimMain runs the test of that name on the current task, for the explorer. Of
// a name with slashes, the part up to the first is the test that body is, and
// the rest are the subtests to which it is to be confined.
func SimMain(name string, body func(*T)) { SimTestMain(name, nil, body) }

// SimTestMain is SimMain for a package whose TestMain is main, if that is not nil.
func SimTestMain(name string, main func(*M), body func(*T)) {
	output.Reset()
	path := strings.Split(name, "/")
	t := newT(path[0], nil)
	t.only = path[1:]
	kernel.OnExit = nil
	if main == nil {
		kernel.SetUp()
		t.run(body)
	} else {
		runMain(main, t, body)
	}
	if len(t.only) > 0 && !t.matched && !t.failed {
		kernel.NoTest(name)
	}
}

// SimOutput returns what the test logged in the execution that was recorded last.
func SimOutput() string { return output.String() }

// selected reports whether a subtest of that base name is to be run, and
// which of its own subtests are.
func (t *T) selected(base string) (only []string, ok bool) {
	if len(t.only) == 0 {
		return nil, true
	}
	ok = t.only[0] == base
	if ok && len(t.only) == 1 {
		for p := t; p != nil; p = p.parent {
			p.matched = true
		}
	}
	return slices.Clone(t.only[1:]), ok
}
