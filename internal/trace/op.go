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
	Plain         bool // the object is a variable, and nothing synchronises
	Keeps         bool // changes nothing that another goroutine could look at
	Bookkeeping   bool // starts and joins goroutines, or sets timers, rather than work
	OfTest        bool // is made by a check, not by what is checked
	Asks          bool // is how a goroutine waits for its turn
	InVain        bool // is part of looking, finding that it is not one's turn, and waiting
	Expects       bool // adds to what is waited for
	Finishes      bool // says that a part of that is done
	Joins         bool // waits for all of it
	Exclusive     bool // takes or frees a lock that keeps all others out
	Shared        bool // takes or frees a lock that lets other readers in
	Frees         bool // gives up a lock
	Gives         bool // lets another goroutine receive: a value, or that the channel is closed
	Takes         bool // receives
	Signals       bool // wakes who waits for a signal
	Chooses       bool // is one of the cases of a select
	Sleeps        bool // begins to wait for time
	Clock         bool // is of timers
	Call          bool // begins or ends a call of a history
	Begins        bool // is the first step of something with several
	Resumes       bool // goes on from an earlier step: where it was called is not known

	Verb    string // in a table, beside a value
	Alone   bool   // Verb is worth saying without a value
	Does    string // in a sentence, after a name; %s is the object
	Unnamed string // instead of Does, where nobody knows what the source calls the object
	Did     string // in a sentence, when it is over
	Last    string // in a sentence, if it was the last that could have woken another goroutine
	Arrow   bool   // the source has an arrow for it
	Methods string // that it stands for, with | between them
}

// Uses has an entry for each operation.
var Uses = map[Op]Use{
	OpRead:         {Reads: true, Memory: true, Keeps: true, InVain: true, Plain: true, Verb: "read", Does: "reads %s"},
	OpWrite:        {Writes: true, Memory: true, Plain: true, Verb: "write", Does: "writes %s"},
	OpAtomicLoad:   {Reads: true, Memory: true, Keeps: true, InVain: true, Verb: "load", Does: "loads %s", Methods: "Load"},
	OpAtomicStore:  {Writes: true, Memory: true, Verb: "store", Does: "stores %s", Methods: "Store"},
	OpAtomicUpdate: {Reads: true, Writes: true, Memory: true, Verb: "update", Does: "updates %s", Methods: "Add|Swap|CompareAndSwap|And|Or"},
	OpLock:         {Asks: true, InVain: true, Exclusive: true, Verb: "lock", Does: "locks %s", Methods: "Lock"},
	OpTryLock:      {InVain: true, Exclusive: true, Verb: "try lock", Does: "tries to lock %s", Methods: "TryLock"},
	OpUnlock:       {InVain: true, Exclusive: true, Frees: true, Verb: "unlock", Does: "unlocks %s", Methods: "Unlock"},
	OpReadLock:     {Keeps: true, Asks: true, InVain: true, Shared: true, Verb: "read lock", Does: "read-locks %s", Methods: "RLock"},
	OpTryReadLock:  {InVain: true, Shared: true, Verb: "try read lock", Does: "tries to read-lock %s", Methods: "TryRLock"},
	OpReadUnlock:   {Keeps: true, InVain: true, Shared: true, Frees: true, Verb: "read unlock", Does: "read-unlocks %s", Methods: "RUnlock"},
	OpSend:         {Gives: true, Verb: "send", Does: "sends to %s", Did: "sent", Arrow: true},
	OpReceive:      {Takes: true, Verb: "receive", Does: "receives from %s", Arrow: true},
	OpSelect:       {Takes: true, Chooses: true, Verb: "value", Does: "selects", Arrow: true},
	OpClose:        {Gives: true, Verb: "close", Does: "closes %s", Did: "ended by closing the channel"},
	OpLen:          {Keeps: true, Verb: "len", Does: "looks at the length of %s"},
	OpAdd:          {Bookkeeping: true, Expects: true, Verb: "add", Does: "adds to %s", Methods: "Add|Go|TryGo"},
	OpDone:         {Bookkeeping: true, Finishes: true, Verb: "done", Does: "is done", Methods: "Done"},
	OpWait:         {Bookkeeping: true, Joins: true, Verb: "wait", Does: "waits for %s", Methods: "Wait"},
	OpAwait:        {Bookkeeping: true, Asks: true, InVain: true, Verb: "wait", Does: "waits for %s", Methods: "Wait"},
	OpSignal:       {Signals: true, Verb: "signal", Does: "signals %s", Methods: "Signal", Last: "gave its last signal"},
	OpBroadcast:    {Signals: true, Verb: "broadcast", Does: "broadcasts %s", Methods: "Broadcast", Last: "gave its last signal"},
	OpStartTimer:   {Bookkeeping: true, InVain: true, Sleeps: true, Clock: true, Verb: "start timer", Does: "starts a timer"},
	OpStopTimer:    {Bookkeeping: true, Clock: true, Verb: "stop timer", Does: "stops a timer"},
	OpTimerFires:   {Clock: true, Verb: "timer fires", Does: "lets time pass, to the next timer"},
	OpTimePasses:   {Bookkeeping: true, Clock: true, Verb: "time passes", Does: "lets time pass"},
	OpNow:          {Bookkeeping: true, InVain: true, Verb: "now", Does: "reads the clock"},
	OpUse:          {Reads: true, Writes: true, Does: "uses %s", Methods: "Load|Store|LoadOrStore|LoadAndDelete|Delete|Swap|CompareAndSwap|CompareAndDelete|Range|Clear|Get|Put|Do|Err", Unnamed: "goes on"},
	OpChoice:       {Bookkeeping: true, Verb: "choice", Does: "leaves it to chance"},
	OpGoesOn:       {Keeps: true, InVain: true, Verb: "goes round again", Does: "goes round again", Alone: true},
	OpPass:         {OfTest: true, Verb: "pass", Does: "passes %s"},
	OpCall:         {Keeps: true, OfTest: true, Call: true, Begins: true, Verb: "call", Does: "begins a call"},
	OpResult:       {Keeps: true, OfTest: true, Call: true, Does: "returns from a call"},
	OpFail:         {OfTest: true, Verb: "fail", Does: "fails a check"},
	OpStuck:        {Does: "waits"},
	OpReturn:       {Does: "returns", Did: "returned"},
	OpPanic:        {Verb: "panics:", Does: "panics", Did: "panicked"},
	OpTakeCase:     {Resumes: true, Verb: "value", Does: "takes a case", Last: "took another case of its select", Arrow: true},
}

// Use says what o does to its object.
func (o Op) Use() Use { return Uses[o] }

// ReadsMemory reports whether o looks at a variable.
func (o Op) ReadsMemory() bool { u := o.Use(); return u.Memory && u.Reads }

// WritesMemory reports whether o changes a variable.
func (o Op) WritesMemory() bool { u := o.Use(); return u.Memory && u.Writes }
