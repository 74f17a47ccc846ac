package child

import (
	"fmt"
	"runtime"
	"runtime/metrics"
	"time"
)

const (
	// roomy is how much may be allocated before the garbage of earlier executions is
	// collected, in bytes.
	roomy = 64 << 20
	// tidySteps is after how many steps it is looked for again, at the latest.
	tidySteps = 10_000
)

// garbage is what is known of that of earlier executions.
type garbage struct {
	steps int    // of all, when it was looked for last
	bytes uint64 // that were in use then
}

// tidy is called between executions. It returns after how many steps there will be
// garbage enough for the next time: an execution of few steps may allocate very much.
func (g *garbage) tidy(steps int) (next int) {
	used := inUse()
	next = 1
	if made := steps - g.steps; made > 0 {
		perStep := (max(used, g.bytes) - g.bytes) / uint64(made)
		next = int(min(tidySteps, roomy/(perStep+1)))
	}
	if used > roomy {
		runtime.GC()
		used = inUse()
	}
	g.steps, g.bytes = steps, used
	return next
}

// inUse returns how much of the heap is in use, in bytes, garbage included.
func inUse() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}

// mostMemory is what one execution may take, in bytes. Nothing is collected before its end:
// see settle.
var mostMemory uint64 = 3 << 30

// watchMemory calls abort when an execution takes too much, before the machine has no more.
func watchMemory(abort func(cause string)) {
	for inUse() < mostMemory {
		time.Sleep(100 * time.Millisecond)
	}
	abort(fmt.Sprintf("it takes more than %d MB of memory: the explorer collects none before a schedule is at its end; have the test do less, as under -short", mostMemory>>20))
}
