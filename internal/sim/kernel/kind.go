package kernel

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
	KNow    // reads the clock
	KMap    // sync.Map, sync.Pool and other objects used as a whole
	KChoice // something that is left to chance: map order, rand
	KSpin   // goes on in a loop that waited for somebody else's write
	KSleep
	KDoor // goes through a stage.Door: a test's own way to count who meets
	kinds
)

var kindNames = [kinds]string{
	"read", "write", "atomic load", "atomic store", "atomic update", "lock", "try lock", "unlock",
	"read lock", "try read lock", "read unlock", "send", "receive", "select", "close", "len",
	"add", "done", "wait", "wait", "signal", "broadcast", "start timer", "stop timer", "timer fires", "now",
	"use", "choice", "goes on", "sleep", "pass",
}

func (k Kind) String() string { return kindNames[k] }
