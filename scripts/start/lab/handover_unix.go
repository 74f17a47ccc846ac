//go:build unix

package main

import (
	"os"
	"syscall"
)

// handOver becomes the command.
func handOver(exe string) {
	err := syscall.Exec(exe, os.Args, os.Environ())
	fail("cannot start "+exe+": "+err.Error(), "set XDG_CACHE_HOME to a folder in which programs may run")
}
