package kernel

import (
	"unsafe"

	"racelab/internal/trace"
)

// files stands for all that lies in the file system. That is one thing, for a path may
// lead to any file. As for the race detector, what is written to one orders what comes
// before it.
var files Sync

// Files is the event of using the file system, which the caller does after it.
func Files(what string, write bool) {
	t := Current()
	if t == nil {
		return
	}
	if x.alone {
		t.guard()
		return
	}
	mode := trace.Read
	if write {
		mode = trace.Write
	}
	t.Touch(trace.Object(uintptr(unsafe.Pointer(&files))), mode, 0xff)
	t.Step(KMap, -1, nil)
	Calls(what)
	files.Acquire(t)
	files.Release(t)
}
