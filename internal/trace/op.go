package trace

// Op is what a step does, as far as a reader is told of it.
type Op string

// The operations.
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
	OpWait         Op = "wait"  // for a wait group
	OpAwait        Op = "await" // a condition's signal
	OpSignal       Op = "signal"
	OpBroadcast    Op = "broadcast"
	OpStartTimer   Op = "start timer"
	OpStopTimer    Op = "stop timer"
	OpTimerFires   Op = "timer fires"
	OpTimePasses   Op = "time passes"
	OpNow          Op = "now"
	OpUse          Op = "use" // of an object as a whole, such as a sync.Map
	OpChoice       Op = "choice"
	OpGoesOn       Op = "goes on"   // in a loop that waited for a change
	OpPass         Op = "pass"      // through a stage's door
	OpCall         Op = "call"      // begins a call of a History
	OpResult       Op = "result"    // ends one
	OpFail         Op = "fail"      // a check of the test fails; no event
	OpStuck        Op = "stuck"     // asks for what it never gets; no event
	OpReturn       Op = "return"    // the goroutine ends; no event
	OpPanic        Op = "panic"     // the goroutine panics, and recovers; no event
	OpTakeCase     Op = "take case" // a select that waited goes on; no event
)

// Use is what an operation does to its object, and what it tells.
type Use struct {
	Reads, Writes bool // what is in the object
	Memory        bool // the object is a variable
	Keeps         bool // changes nothing that another goroutine could look at
	Bookkeeping   bool // starts and joins goroutines, or sets timers, rather than work
	Asks          bool // is how a goroutine waits for its turn
	InVain        bool // is part of looking, finding that it is not one's turn, and waiting

	Verb    string // in a table, beside a value
	Does    string // in a sentence, after a name; %s is the object
	Methods string // that it stands for, with | between them
}

// Uses has an entry for each operation.
var Uses = map[Op]Use{
	OpRead:         {Reads: true, Memory: true, Keeps: true, InVain: true, Verb: "read", Does: "reads %s"},
	OpWrite:        {Writes: true, Memory: true, Verb: "write", Does: "writes %s"},
	OpAtomicLoad:   {Reads: true, Memory: true, Keeps: true, InVain: true, Verb: "load", Does: "loads %s", Methods: "Load"},
	OpAtomicStore:  {Writes: true, Memory: true, Verb: "store", Does: "stores %s", Methods: "Store"},
	OpAtomicUpdate: {Reads: true, Writes: true, Memory: true, Verb: "update", Does: "updates %s", Methods: "Add|Swap|CompareAndSwap|And|Or"},
	OpLock:         {Asks: true, InVain: true, Verb: "lock", Does: "locks %s", Methods: "Lock"},
	OpTryLock:      {InVain: true, Verb: "try lock", Does: "tries to lock %s", Methods: "TryLock"},
	OpUnlock:       {InVain: true, Verb: "unlock", Does: "unlocks %s", Methods: "Unlock"},
	OpReadLock:     {Keeps: true, Asks: true, InVain: true, Verb: "read lock", Does: "read-locks %s", Methods: "RLock"},
	OpTryReadLock:  {InVain: true, Verb: "try read lock", Does: "tries to read-lock %s", Methods: "TryRLock"},
	OpReadUnlock:   {Keeps: true, InVain: true, Verb: "read unlock", Does: "read-unlocks %s", Methods: "RUnlock"},
	OpSend:         {Verb: "send", Does: "sends to %s"},
	OpReceive:      {Verb: "receive", Does: "receives from %s"},
	OpSelect:       {Verb: "value", Does: "selects"},
	OpClose:        {Verb: "close", Does: "closes %s"},
	OpLen:          {Keeps: true, Verb: "len", Does: "looks at the length of %s"},
	OpAdd:          {Bookkeeping: true, Verb: "add", Does: "adds to %s", Methods: "Add|Go|TryGo"},
	OpDone:         {Bookkeeping: true, Verb: "done", Does: "is done", Methods: "Done"},
	OpWait:         {Bookkeeping: true, Verb: "wait", Does: "waits for %s", Methods: "Wait"},
	OpAwait:        {Bookkeeping: true, Asks: true, InVain: true, Verb: "wait", Does: "waits for %s", Methods: "Wait"},
	OpSignal:       {Verb: "signal", Does: "signals %s", Methods: "Signal"},
	OpBroadcast:    {Verb: "broadcast", Does: "broadcasts %s", Methods: "Broadcast"},
	OpStartTimer:   {Bookkeeping: true, InVain: true, Verb: "start timer", Does: "starts a timer"},
	OpStopTimer:    {Bookkeeping: true, Verb: "stop timer", Does: "stops a timer"},
	OpTimerFires:   {Verb: "timer fires", Does: "lets a timer fire"},
	OpTimePasses:   {Bookkeeping: true, Verb: "time passes", Does: "lets time pass"},
	OpNow:          {Bookkeeping: true, InVain: true, Verb: "now", Does: "reads the clock"},
	OpUse:          {Reads: true, Writes: true, Does: "uses %s", Methods: "Load|Store|LoadOrStore|LoadAndDelete|Delete|Swap|CompareAndSwap|CompareAndDelete|Range|Clear|Get|Put|Do|Err"},
	OpChoice:       {Bookkeeping: true, Verb: "choice", Does: "leaves it to chance"},
	OpGoesOn:       {Keeps: true, InVain: true, Verb: "goes round again", Does: "goes round again"},
	OpPass:         {Verb: "pass", Does: "passes %s"},
	OpCall:         {Keeps: true, Does: "begins a call"},
	OpResult:       {Keeps: true, Does: "returns from a call"},
	OpFail:         {Verb: "fail", Does: "fails a check"},
	OpStuck:        {Does: "waits"},
	OpReturn:       {Does: "returns"},
	OpPanic:        {Verb: "panics:", Does: "panics"},
	OpTakeCase:     {Verb: "value", Does: "takes a case"},
}

// Use says what o does to its object.
func (o Op) Use() Use { return Uses[o] }

// ReadsMemory reports whether o looks at a variable.
func (o Op) ReadsMemory() bool { u := o.Use(); return u.Memory && u.Reads }

// WritesMemory reports whether o changes a variable.
func (o Op) WritesMemory() bool { u := o.Use(); return u.Memory && u.Writes }
