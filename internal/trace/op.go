package trace

// Op is what a step does, as far as a reader is told of it.
type Op string

// The operations. To wait is the same word for a wait group and for a condition.
const (
	OpRead         Op = "read"
	OpWrite        Op = "write"
	OpAtomicLoad   Op = "atomic load"
	OpAtomicStore  Op = "atomic store"
	OpAtomicUpdate Op = "atomic update"
	OpLock         Op = "lock"
	OpTryLock      Op = "try lock"
	OpUnlock       Op = "unlock"
	OpReadLock     Op = "read lock"
	OpTryReadLock  Op = "try read lock"
	OpReadUnlock   Op = "read unlock"
	OpSend         Op = "send"
	OpReceive      Op = "receive"
	OpSelect       Op = "select"
	OpClose        Op = "close"
	OpLen          Op = "len"
	OpAdd          Op = "add"
	OpDone         Op = "done"
	OpWait         Op = "wait"
	OpSignal       Op = "signal"
	OpBroadcast    Op = "broadcast"
	OpStartTimer   Op = "start timer"
	OpStopTimer    Op = "stop timer"
	OpTimerFires   Op = "timer fires"
	OpTimePasses   Op = "time passes"
	OpNow          Op = "now"
	OpUse          Op = "use"
	OpChoice       Op = "choice"
	OpGoesOn       Op = "goes on"
	OpPass         Op = "pass"
	OpFail         Op = "fail" // a check of the test fails; no event
)
