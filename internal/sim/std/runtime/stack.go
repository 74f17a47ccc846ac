package runtime

import (
	"runtime"
	"strings"

	"racelab/internal/sim/kernel"
)

// Stack is the real one. Of all goroutines it tells of those of the test, and of the one
// that natively waits for it: the explorer has others that wait for work.
func Stack(buf []byte, all bool) int {
	if !all || kernel.Current() == nil {
		return runtime.Stack(buf, all)
	}
	var kept []string
	for _, stack := range kernel.Stacks() {
		if kernel.RunsTask(stack) || strings.HasPrefix(stack, "goroutine 1 ") {
			kept = append(kept, stack)
		}
	}
	return copy(buf, strings.Join(kept, "\n\n"))
}
