//go:build !linux

package group

import "time"

// WorkOf knows nothing on this system.
func WorkOf(int) (used time.Duration, works, known bool) { return 0, false, false }
