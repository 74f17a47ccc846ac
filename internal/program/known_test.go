package program

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/build"
	"racelab/internal/trace"
)

func TestAFailureIsKnownToWhoeverShowsTheProgramNext(t *testing.T) {
	dir := t.TempDir()
	program := func(name string) *Program {
		return &Program{child: &build.Child{Folder: filepath.Join(dir, name)}}
	}
	fails := func(test string) *trace.Report {
		return &trace.Report{Test: test, Outcome: trace.Failed, Failure: &trace.Failure{Fault: trace.Deadlock, Replay: "0x3", Steps: []trace.Step{{Op: trace.OpLock}}}}
	}
	p := program("this")
	assert.Nil(t, p.Known("TestA"))
	p.keep(&trace.Report{Test: "TestA", Outcome: trace.Passed})
	assert.Nil(t, p.Known("TestA"), "a pass is no failure, and must be found anew each time")
	p.keep(fails("TestA/two"))
	p.keep(fails("TestA/one"))
	p.keep(fails("TestAB"))
	assert.Equal(t, fails("TestA/one"), program("this").Known("TestA"))
	assert.Equal(t, fails("TestA/two"), program("this").Known("TestA/two"))
	assert.Nil(t, program("other").Known("TestA"))
}
