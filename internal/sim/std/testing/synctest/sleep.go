//go:build go1.27

package synctest

import (
	"time"

	simtime "racelab/internal/sim/std/time"
)

// Sleep sleeps for d and then waits until no other goroutine can go on.
func Sleep(d time.Duration) {
	simtime.Sleep(d)
	Wait()
}
