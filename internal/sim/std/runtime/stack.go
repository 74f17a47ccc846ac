package runtime

import (
	"bytes"
	"runtime"

	"racelab/internal/sim/kernel"
)

// Stack is the real one. Of all goroutines it tells of those of the test, and of the one
// that natively waits for it: the explorer has others that wait for work.
func Stack(buf []byte, all bool) int {
	if !all || kernel.Current() == nil {
		return runtime.Stack(buf, all)
	}
	var kept [][]byte
	for _, one := range bytes.Split(allStacks(), []byte("\n\n")) {
		if bytes.Contains(one, []byte(kernel.Works)) || bytes.HasPrefix(one, []byte("goroutine 1 ")) {
			kept = append(kept, one)
		}
	}
	return copy(buf, bytes.Join(kept, []byte("\n\n")))
}

func allStacks() []byte {
	for buf := make([]byte, 1<<16); ; buf = make([]byte, 2*len(buf)) {
		if n := runtime.Stack(buf, true); n < len(buf) {
			return buf[:n]
		}
	}
}
