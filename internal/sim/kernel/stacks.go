package kernel

import (
	"runtime"
	"strings"
)

// Stacks are those of all goroutines of the process, as package runtime prints them.
func Stacks() []string {
	for buf := make([]byte, 1<<16); ; buf = make([]byte, 2*len(buf)) {
		if n := runtime.Stack(buf, true); n < len(buf) {
			return strings.Split(string(buf[:n]), "\n\n")
		}
	}
}

// RunsTask reports whether a stack is that of a goroutine that runs a task.
func RunsTask(stack string) bool { return strings.Contains(stack, simPrefix+"/kernel.(*worker).work(") }
