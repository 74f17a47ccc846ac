package kernel

import (
	"syscall"
	"time"
)

// ProcessorTime is what this process has used of processors.
func ProcessorTime() time.Duration {
	var created, ended, inside, used syscall.Filetime
	self, err := syscall.GetCurrentProcess()
	if err != nil || syscall.GetProcessTimes(self, &created, &ended, &inside, &used) != nil {
		return 0
	}
	return duration(inside) + duration(used)
}

// duration is a time that Windows counts in steps of 100 ns.
func duration(t syscall.Filetime) time.Duration {
	return time.Duration(int64(t.HighDateTime)<<32|int64(t.LowDateTime)) * 100
}
