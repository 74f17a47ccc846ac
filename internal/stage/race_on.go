//go:build race

package stage

import "runtime"

// hideFromRaceDetector calls f, which uses atomics only, without letting the
// detector take its atomics for synchronisation between goroutines.
func hideFromRaceDetector(f func()) {
	runtime.RaceDisable()
	f()
	runtime.RaceEnable()
}
