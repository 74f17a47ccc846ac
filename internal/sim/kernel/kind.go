package kernel

import "racelab/internal/trace"

// Kind is what an event does, for readers and for the few rules of the search
// that modes alone cannot express.
type Kind uint8

// The kinds of events.
const (
	KRead Kind = iota
	KWrite
	KAtomicLoad
	KAtomicStore
	KAtomicRMW // read, modify, write: Add, Swap, CompareAndSwap …
	KLock
	KTryLock
	KUnlock
	KRLock
	KTryRLock
	KRUnlock
	KSend
	KRecv
	KSelect
	KClose
	KLen
	KWGAdd
	KWGDone
	KWGWait
	KCondWait
	KSignal
	KBroadcast
	KArm    // starts a timer
	KStop   // stops or resets a timer
	KFire   // a timer fires; only the clock does this
	KTime   // time passes, and no timer fires; only the clock does this
	KNow    // reads the clock
	KMap    // sync.Map, sync.Pool and other objects used as a whole
	KChoice // something that is left to chance: map order, rand
	KSpin   // goes on in a loop that waited for somebody else's write
	KCall   // begins a call of a history
	KResult // ends one
	KDoor   // goes through a stage.Door: a test's own way to count who meets
	kinds
)

var ops = [kinds]trace.Op{
	KRead:        trace.OpRead,
	KWrite:       trace.OpWrite,
	KAtomicLoad:  trace.OpAtomicLoad,
	KAtomicStore: trace.OpAtomicStore,
	KAtomicRMW:   trace.OpAtomicUpdate,
	KLock:        trace.OpLock,
	KTryLock:     trace.OpTryLock,
	KUnlock:      trace.OpUnlock,
	KRLock:       trace.OpReadLock,
	KTryRLock:    trace.OpTryReadLock,
	KRUnlock:     trace.OpReadUnlock,
	KSend:        trace.OpSend,
	KRecv:        trace.OpReceive,
	KSelect:      trace.OpSelect,
	KClose:       trace.OpClose,
	KLen:         trace.OpLen,
	KWGAdd:       trace.OpAdd,
	KWGDone:      trace.OpDone,
	KWGWait:      trace.OpWait,
	KCondWait:    trace.OpAwait,
	KSignal:      trace.OpSignal,
	KBroadcast:   trace.OpBroadcast,
	KArm:         trace.OpStartTimer,
	KStop:        trace.OpStopTimer,
	KFire:        trace.OpTimerFires,
	KTime:        trace.OpTimePasses,
	KNow:         trace.OpNow,
	KMap:         trace.OpUse,
	KChoice:      trace.OpChoice,
	KSpin:        trace.OpGoesOn,
	KCall:        trace.OpCall,
	KResult:      trace.OpResult,
	KDoor:        trace.OpPass,
}

// Op is what a reader is told of an event of this kind.
func (k Kind) Op() trace.Op { return ops[k] }

func (k Kind) String() string { return string(ops[k]) }
