// Package time is what instrumented programs get for package time: the same
// interface on virtual time, which stands still while goroutines move and goes
// on to the next deadline when the schedule says so. So a timer may fire as
// soon as it is started: a goroutine may always be slower than any clock, and
// Sleep orders nothing.
//
// Outside bubbles of testing/synctest, a clock that is read again has moved on by
// a nanosecond.
//
// Every execution begins at the same time, and every bubble at midnight UTC of 1
// January 2000. Now has no monotonic reading, since this clock is never set. A channel of a timer has
// the length and capacity of the one place that it has inside.
package time

import (
	"time"

	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/model"
)

// Now returns the virtual time.
func Now() Time {
	t := kernel.Current()
	if t == nil {
		return model.Start
	}
	return model.At(t.Now())
}

// Since returns how long ago t was.
func Since(t Time) Duration { return Now().Sub(t) }

// Until returns how far off t is.
func Until(t Time) Duration { return t.Sub(Now()) }

// Sleep waits for d of virtual time, at least.
func Sleep(d Duration) {
	if t := kernel.Current(); t != nil && d > 0 {
		t.Sleep(int64(d))
	}
}

// After returns the channel of a timer.
func After(d Duration) <-chan Time { return NewTimer(d).C }

// Tick returns the channel of a ticker, or nil if d is not positive.
func Tick(d Duration) <-chan Time {
	if d <= 0 {
		return nil
	}
	return NewTicker(d).C
}

// Date is the real one, and so are all functions below.
func Date(year int, month Month, day, hour, min, sec, nsec int, loc *Location) Time {
	return time.Date(year, month, day, hour, min, sec, nsec, loc)
}

// ParseDuration is the real one.
func ParseDuration(s string) (Duration, error) { return time.ParseDuration(s) }

// FixedZone is the real one.
func FixedZone(name string, offset int) *Location { return time.FixedZone(name, offset) }

// LoadLocation is the real one.
func LoadLocation(name string) (*Location, error) { return time.LoadLocation(name) }

// LoadLocationFromTZData is the real one.
func LoadLocationFromTZData(name string, data []byte) (*Location, error) {
	return time.LoadLocationFromTZData(name, data)
}

// Parse is the real one.
func Parse(layout, value string) (Time, error) { return time.Parse(layout, value) }

// ParseInLocation is the real one.
func ParseInLocation(layout, value string, loc *Location) (Time, error) {
	return time.ParseInLocation(layout, value, loc)
}

// Unix is the real one.
func Unix(sec int64, nsec int64) Time { return time.Unix(sec, nsec) }

// UnixMicro is the real one.
func UnixMicro(usec int64) Time { return time.UnixMicro(usec) }

// UnixMilli is the real one.
func UnixMilli(msec int64) Time { return time.UnixMilli(msec) }
