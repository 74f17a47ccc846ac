package kernel

import (
	"slices"
	"unsafe"

	"racelab/internal/trace"
)

// files stands for all that lies in the file system. That is one thing, for a path may
// lead to any file. As for the race detector (package syscall), who reads from a file
// comes after all who have written to one, and nothing else about files orders anything.
var files Sync

// These read from a file or write to one; other calls only see or change what there is.
var (
	readers = []string{"Read", "ReadAt", "ReadFile", "CopyFS"}
	writers = []string{"Write", "WriteAt", "WriteString", "WriteFile", "ReadFrom", "CopyFS"}
)

// EmptyTemp is called before an execution if the last one may have left files.
var EmptyTemp = func() {}

// wroteFiles says that it may.
var wroteFiles bool

func forgetFiles() {
	if wroteFiles {
		wroteFiles = false
		EmptyTemp()
	}
}

// Files is the event of using the file system, which the caller does after it.
func Files(what string, write bool) {
	wroteFiles = wroteFiles || write
	outside(&files, what, write, slices.Contains(readers, what), slices.Contains(writers, what))
}

// environment stands for the variables of the environment, which package syscall keeps under a lock.
var environment Sync

// Environment is the event of using them, which the caller does after it.
func Environment(what string, write bool) { outside(&environment, what, write, true, true) }

// outside is the event of using what lies outside the program's memory, which may come after
// others who have used it, and before others who will.
func outside(of *Sync, what string, write, after, before bool) {
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
	t.Touch(trace.Object(uintptr(unsafe.Pointer(of))), mode, 0xff)
	t.Step(KMap, -1, nil)
	Calls(what)
	if after {
		of.Acquire(t)
	}
	if before {
		of.Release(t)
	}
}
