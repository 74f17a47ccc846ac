package sync

import (
	"slices"
	"unsafe"

	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/model"
)

// An RWMutex is held by one writer or any number of readers; see sync.RWMutex.
//
// It is built like the real one: a writer takes turn, a mutex among writers;
// then it claims the RWMutex, which keeps new readers out, and waits for the
// readers that are in. When it leaves, the readers that wait get in before the
// next writer.
//
// The search is told what commutes. Readers come (Join) and leave (Read) in any
// order. Readers leaving commute with a claim (Add), because in either order the
// writer goes on after both; see letWriter. And readers coming commute with a
// writer leaving (Done): whether they came before or after, they go on after it.
type RWMutex struct {
	mark     model.Mark
	turn     turn
	claimed  bool
	waiting  *kernel.Task // the writer that has claimed it, while there are readers
	readers  []model.Holder
	queue    []model.Holder // readers that wait
	left     []int32        // events of readers that left since the last writer got in
	released int32          // 1 + the event in which the last writer left
	written  kernel.Sync
	read     kernel.Sync
}

// turn is the mutex among writers, an object of its own.
type turn struct {
	taken bool
	by    model.Holder
}

func (g *turn) Open() bool                         { return !g.taken }
func (g *turn) HeldBy() (*kernel.Task, kernel.Pos) { return g.by.HeldBy() }

// readersOut is what a writer waits for that has claimed the mutex, and
// writerOut what readers wait for.
type (
	readersOut RWMutex
	writerOut  RWMutex
)

func (r *readersOut) HeldBy() (*kernel.Task, kernel.Pos) {
	if len(r.readers) == 0 {
		return nil, kernel.Pos{}
	}
	return r.readers[0].HeldBy()
}

func (r *writerOut) HeldBy() (*kernel.Task, kernel.Pos) { return r.turn.HeldBy() }

func (rw *RWMutex) renew() {
	look(unsafe.Pointer(rw), (*rwMutexLook)(rw))
	switch rw.mark.Renew(unsafe.Pointer(rw)) {
	case model.Stale:
		*rw = RWMutex{mark: rw.mark, written: rw.written, read: rw.read}
	case model.Copied:
		*rw = RWMutex{mark: rw.mark, turn: rw.turn, claimed: rw.claimed, readers: slices.Clone(rw.readers)}
	}
}

func (rw *RWMutex) at() unsafe.Pointer { return unsafe.Pointer(rw) }

// letWriter lets t in: after all readers that left, whether before or after t
// claimed the mutex.
func (rw *RWMutex) letWriter(t *kernel.Task) {
	rw.written.Acquire(t)
	rw.read.Acquire(t)
	for _, i := range rw.left {
		t.Follow(i)
	}
	rw.left = rw.left[:0]
}

// letReader lets t in, after the last writer.
func (rw *RWMutex) letReader(h model.Holder) {
	rw.readers = append(rw.readers, h)
	kernel.Holds(model.Object(rw.at()), h.Task, h.Where)
	rw.written.Acquire(h.Task)
	if h.Task != nil {
		h.Task.Follow(rw.released - 1)
	}
}

// RLocker returns a Locker whose Lock is rw.RLock and whose Unlock is rw.RUnlock.
func (rw *RWMutex) RLocker() Locker { return (*readLocker)(rw) }

type readLocker RWMutex

func (r *readLocker) Lock()   { (*RWMutex)(r).RLock() }
func (r *readLocker) Unlock() { (*RWMutex)(r).RUnlock() }
