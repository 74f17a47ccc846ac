//go:build unix

package kernel

import (
	"syscall"
	"time"
)

// ProcessorTime is what this process has used of processors.
func ProcessorTime() time.Duration {
	var used syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &used) != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
