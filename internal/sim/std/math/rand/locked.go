package rand

import (
	"unsafe"

	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/model"
	"racelab/internal/trace"
)

// locked is the source of the generator that all goroutines share. As the real one does, it
// lets one of them draw at a time: each draw is one event, and comes after those before it.
type locked struct {
	src   Source64
	bytes *Rand // has what Read has begun to hand out
	clock kernel.Sync
}

// use is the event of using the generator that all goroutines share.
func use() {
	if t := kernel.Current(); t != nil {
		model.Use(t, kernel.KMap, unsafe.Pointer(&seeded), trace.Write, nil)
		kernel.Says(trace.FactRandom)
	}
}

// enter waits for its turn. Release of the clock is to end it.
func (l *locked) enter() *kernel.Task {
	use()
	t := kernel.Current()
	l.clock.Acquire(t)
	return t
}

func (l *locked) Int63() int64 {
	t := l.enter()
	defer l.clock.Release(t)
	return l.src.Int63()
}

func (l *locked) Uint64() uint64 {
	t := l.enter()
	defer l.clock.Release(t)
	return l.src.Uint64()
}

func (l *locked) Seed(seed int64) {
	t := l.enter()
	defer l.clock.Release(t)
	l.bytes.Seed(seed)
}

func (l *locked) read(p []byte) (int, error) {
	t := l.enter()
	defer l.clock.Release(t)
	return l.bytes.Read(p)
}
