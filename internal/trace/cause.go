package trace

// CauseKind says how an execution came to its fault.
type CauseKind string

// The kinds of causes. Tasks and Places are in the order in which the comments
// name them; Steps and Objects are those that the cause speaks of.
const (
	CausePanicked    CauseKind = "panicked"    // the task panicked at the place, with Text
	CauseCheck       CauseKind = "check"       // a check of the task failed at the place, and that is all that is known
	CauseEndsAlone   CauseKind = "ends alone"  // a FailNow of the first task, at the first place, ends that task, and not the test; the second, if there is one, waits at the second, as Wait says
	CauseRead        CauseKind = "read"        // the first task checked what it had read at the first place, and the second had written it at the second, if there is one
	CauseTorn        CauseKind = "torn"        // the first task changed what the second had read at the first place, before it acted on that at the second
	CauseReread      CauseKind = "reread"      // the first task changed what the second read at the first place, and again at the second
	CauseReplaced    CauseKind = "replaced"    // the first task changed what the second had written at the first place, before it read that again at the second
	CauseJoined      CauseKind = "joined"      // the first task had waited for others to end at the first place, or for what the second, if there is one, gave it at the second
	CauseParted      CauseKind = "parted"      // the first task read two variables at the first two places, and the second changed both at the last two in between
	CauseTooEarly    CauseKind = "too early"   // the first task read at the first place, before the second wrote at the second
	CauseNoMember    CauseKind = "no member"   // the first task waited for a group at the first place, before the second added to it at the second
	CauseChosen      CauseKind = "chosen"      // the select of the task had Count cases ready, and took the one at the first place, and not those at the others
	CauseNotReady    CauseKind = "not ready"   // the select of the first task, at the first place, found none of its cases ready, and took its default, at the last; the second task, if there is one, made one ready later, at the second
	CauseChance      CauseKind = "chance"      // what is left to chance at the place came out as Text
	CauseReceived    CauseKind = "received"    // the first task checked what it received at the first place, and the second had sent it, or closed the channel, at the second
	CauseResumed     CauseKind = "resumed"     // the select of the first task waited, and went on with the case at the first place because of what the second did at the second
	CauseNotGot      CauseKind = "not got"     // the task tried to take a lock at the place, and did not get it
	CauseAnswered    CauseKind = "answered"    // a call of the task at the place, such as a timer's Stop, returned Text
	CauseFired       CauseKind = "fired"       // the task started a timer at the first place, and it fired before the check, or before the second task, which could, went on at the second
	CauseOverwritten CauseKind = "overwritten" // the first task wrote at the first place over what the second had written at the second, and nothing had read that
	CauseOrder       CauseKind = "order"       // the first task made the step Ops at the first place before the second made its at the second; the other way round the test passes
	CauseClosed      CauseKind = "closed"      // the first task closed the channel at the first place, and the second, which may be the same, used it at the second
	CauseCounted     CauseKind = "counted"     // the task counted the group down before, at the place
	CauseRace        CauseKind = "race"        // the tasks used the same memory, with Ops at the places, and nothing orders the two; if there are four places, the third and the fourth are where each took the lock that it held, if it held one, or where each used what both had used before
	CauseOwnLock     CauseKind = "own lock"    // the task waits at the first place for a lock that it took itself at the second
	CauseBehind      CauseKind = "behind"      // the first task asked again at the first place for a read lock that it took at the second, behind the second task, which waits to write
	CauseCircle      CauseKind = "circle"      // each task waits at its place for a lock that the next one holds; behind these are the places where they were taken
	CauseChain       CauseKind = "chain"       // the first task waits at the first place for a lock that the second holds, which waits at the second, as Wait says
	CauseKept        CauseKind = "kept"        // the first task, if there is one, waits at the last place for a lock that the last task took at the first place and did not unlock before it returned, or panicked with Text, at the second
	CauseOwn         CauseKind = "own"         // the task waits at the first place for another to do what itself did last, and no other ever, at the second; the others are where it was called on the way from there
	CauseAlone       CauseKind = "alone"       // the task waits at the place, as Wait says, and no other can wake it; the second task, if there is one, last used what it waits for, or changed what that had looked at, at the second place, and returned at the third
	CauseLeft        CauseKind = "left"        // the same, when the test is over
	CauseBusy        CauseKind = "busy"        // the test is over, and the same Count steps of the tasks, which are at these places, come again and again
	CauseTicks       CauseKind = "ticks"       // the same, and one of the steps is that a timer fires
	CauseRounds      CauseKind = "rounds"      // the same Count steps of the tasks, which are at these places, come again and again; behind these are the loops that they go round, as far as they are known
	CauseSpins       CauseKind = "spins"       // the same, until a timer fires
	CauseLong        CauseKind = "long"        // an execution that was cut short makes more steps of the task at the place than others
	CauseGoesOn      CauseKind = "goes on"     // long after the test was over, the task still makes steps, and comes again to the place; Text is a regular expression for the function that it is in, if it is known
	CauseLoop        CauseKind = "loop"        // the task repeats a loop at the place, and no other can change what it reads
	CauseMet         CauseKind = "met"         // the first task passed the place where the second was then, at these places
	CauseBeside      CauseKind = "beside"      // the tasks held no lock, and were started at the places
	CauseBothUsed    CauseKind = "both used"   // the tasks used one thing that is there to synchronise, at the places, and that does not keep them apart
	CauseLooked      CauseKind = "looked"      // the task read last, before it began to wait, at the place
	CauseTooLate     CauseKind = "too late"    // the first task looked for the last time, at the first place, before the second wrote at the second
	CauseInside      CauseKind = "inside"      // the last that the task did before in the code under test, with Ops unless it called a function of the test, is at the first place; the second task, if there is one, wrote at the second what it read there
	CauseLed         CauseKind = "led"         // the same of one that is in the test, called by that code
	CauseCameBack    CauseKind = "came back"   // the call of the task that was spoken of returned at the place
	CauseCameBy      CauseKind = "came by"     // the task came to what was spoken of by the calls at the places, the innermost first
	CauseRound       CauseKind = "round"       // the task has come there Count times, in the loop at the place
	CauseStarted     CauseKind = "started"     // the task was started at the place
	CauseGate        CauseKind = "gate"        // the first task went on because of what it read at the first place, and the second had written at the second
	CauseHeldUp      CauseKind = "held up"     // the task waits itself at the place, as Wait says
	CausePauses      CauseKind = "pauses"      // on their way round, the tasks wait for time to pass at the places
	CauseAgain       CauseKind = "again"       // a swap of the task failed, and so it did what is at the place once more
	CauseGaveBack    CauseKind = "gave back"   // the first task holds a lock, taken at the first place, which the second had unlocked by then, at the second
	CauseLocks       CauseKind = "locks"       // the tasks held a lock, taken at the places, or none; if there are three, the second took it at the second and again at the third
	CauseStarved     CauseKind = "starved"     // the first task waits at the place, and the same Count steps of the others come again and again
	CauseNever       CauseKind = "never"       // what Text says was true on no schedule
	CauseUnstable    CauseKind = "unstable"    // two executions with one schedule parted at the place, if that is known
)

// A Cause is how an execution came to its fault, for whoever words it.
type Cause struct {
	Kind    CauseKind `json:"kind,omitempty"`
	Tasks   []int     `json:"tasks,omitempty"`
	Places  []Place   `json:"places,omitempty"`
	From    []Place   `json:"from,omitempty"`    // where the function that a place is in was called; empty ones are not known
	Calls   []string  `json:"calls,omitempty"`   // of a History, those that the tasks make
	Subtest string    `json:"subtest,omitempty"` // the one that started who is left
	Steps   []int     `json:"steps,omitempty"`   // indices in Failure.Steps
	Objects []int     `json:"objects,omitempty"` // numbers as in Step.Object
	Names   []string  `json:"names,omitempty"`   // what the source calls the objects; filled in by the parent process
	Ops     []Op      `json:"ops,omitempty"`     // what was done at each place
	Cases   []int     `json:"cases,omitempty"`   // of the select at a place, from 1, which one is meant, or Default; 0 if that is no matter
	Wait    *Wait     `json:"wait,omitempty"`
	Count   int       `json:"count,omitempty"`
	Text    string    `json:"text,omitempty"`    // of the program under test
	Because *Cause    `json:"because,omitempty"` // what led to it
}

// Default is, among the cases of a select, the one without a channel.
const Default = -1

// Renumbered is c for another execution, in which the same tasks have other IDs:
// those with the same paths.
func (c Cause) Renumbered(from, to []Task) Cause {
	ids := map[string]int{}
	for _, t := range to {
		ids[t.Path] = t.ID
	}
	tasks := make([]int, len(c.Tasks))
	for i, id := range c.Tasks {
		tasks[i] = -1
		for _, t := range from {
			if n, known := ids[t.Path]; known && t.ID == id {
				tasks[i] = n
			}
		}
	}
	c.Tasks = tasks
	if c.Because != nil {
		why := c.Because.Renumbered(from, to)
		c.Because = &why
	}
	return c
}

// WaitKind is what a task waits for.
type WaitKind string

// The kinds of waits.
const (
	WaitLock      WaitKind = "lock"
	WaitReaders   WaitKind = "readers" // of a lock, to leave
	WaitGroup     WaitKind = "wait group"
	WaitSignal    WaitKind = "signal"  // of a condition
	WaitCancel    WaitKind = "cancel"  // of a context, to come to its end
	WaitSend      WaitKind = "send"    // until another goroutine takes what it sends
	WaitReceive   WaitKind = "receive" // until another goroutine sends, or closes
	WaitSelect    WaitKind = "select"
	WaitNothing   WaitKind = "nothing" // select {}
	WaitSleep     WaitKind = "sleep"
	WaitChange    WaitKind = "change"   // of what its loop reads
	WaitSubtest   WaitKind = "subtest"  // to end; Of names it
	WaitParent    WaitKind = "parent"   // to come to its end, as a parallel subtest does; Of names it
	WaitParallels WaitKind = "subtests" // the parallel ones, to end
	WaitTurn      WaitKind = "turn"     // it can make its next step, Op
)

// A Wait says for what a task waits.
type Wait struct {
	Kind   WaitKind `json:"kind,omitempty"`
	Of     string   `json:"of,omitempty"`     // a test's name
	Op     Op       `json:"op,omitempty"`     // of WaitTurn
	Nil    bool     `json:"nil,omitempty"`    // the channel is nil
	Unseen bool     `json:"unseen,omitempty"` // the channel was made by code that the explorer does not see
}

// FactKind is what is said of a step or an object besides its value.
type FactKind string

// The kinds of facts: of a step, and then of an object.
const (
	FactWaits         FactKind = "waits" // for a task, if it names one
	FactAwaitsReaders FactKind = "waits for the readers"
	FactFirstWriter   FactKind = "first of the writers"
	FactNotReady      FactKind = "not ready" // none of the cases
	FactChosen        FactKind = "chosen"    // of N that were ready
	FactTaken         FactKind = "taken"     // the case of a select that waited
	FactUnheard       FactKind = "unheard"   // a signal, for no goroutine waits
	FactAlreadyDone   FactKind = "already done"
	FactDone          FactKind = "done"
	FactSwapFailed    FactKind = "swap failed"
	FactRandom        FactKind = "random"
	FactCalls         FactKind = "calls"       // Text, a method or what it does
	FactGives         FactKind = "gives"       // Text, what the call returns
	FactTestEnds      FactKind = "test ends"   // Text
	FactParallel      FactKind = "is parallel" // to Text
	FactLetsGo        FactKind = "lets go"     // its parallel subtests
	FactSettled       FactKind = "settled"     // no other goroutine can go on
	FactBubbleEnds    FactKind = "bubble ends"
	FactUnordered     FactKind = "unordered" // with the last step
	FactRecovers      FactKind = "recovers"  // from a panic
	FactReturns       FactKind = "returns"   // the goroutine ends
	FactKeeps         FactKind = "keeps"     // the lock that Text names

	FactFree       FactKind = "free"
	FactHeld       FactKind = "held"    // by a task
	FactReading    FactKind = "reading" // a task has it for reading
	FactWriting    FactKind = "writing" // a task has it for writing
	FactWantsRead  FactKind = "wants to read"
	FactWantsWrite FactKind = "wants to write"
	FactCount      FactKind = "count"   // N
	FactWaiting    FactKind = "waiting" // a task, or none
	FactEmpty      FactKind = "empty"
	FactUnbuffered FactKind = "unbuffered"
	FactHolds      FactKind = "holds" // N values of Of: Text
	FactWantsSend  FactKind = "wants to send"
	FactWantsTake  FactKind = "wants to receive"
	FactClosed     FactKind = "closed"
	FactValue      FactKind = "value" // Text
)

// A Fact is one thing that is said of a step or an object.
type Fact struct {
	Kind  FactKind `json:"kind"`
	Tasks []int    `json:"tasks,omitempty"`
	N     int      `json:"n,omitempty"`
	Of    int      `json:"of,omitempty"`
	Text  string   `json:"text,omitempty"`
}
