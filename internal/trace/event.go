// Package trace describes what happened in one execution under the schedule
// explorer: events, the accesses by which they depend on each other, the
// schedule that leads there again, and the report that a reader gets.
package trace

// Mode is how an event uses an object. Whether two events on one object may
// change places without a difference is decided by their modes alone; see
// Conflict.
type Mode uint8

// The modes. Read and Write are memory and everything that behaves like it.
const (
	Read Mode = iota
	Write
	Lock    // takes a mutex; possible only while it is free
	TryHit  // a TryLock that got the mutex
	TryMiss // a TryLock that did not
	Unlock
	Add        // WaitGroup.Add of a positive number past a waiter, or as long as it is not known which
	AddFirst   // WaitGroup.Add of a positive number to a count of zero that somebody has looked at, or below zero
	AddMore    // WaitGroup.Add of a positive number to a count that nobody has looked at
	Done       // WaitGroup.Add of a negative number that others have added before
	DoneEarly  // WaitGroup.Add of a negative number that might come before what it takes away
	Join       // WaitGroup.Wait, at the moment of asking
	Back       // WaitGroup.Wait, when it returns and looks whether the count has left zero since
	Arm        // starts a timer
	Fire       // lets time pass up to the next timer, or stops one
	CallBegins // begins a call of a History
	CallEnds   // ends one
	modes
)

// Object names what an access touches: a memory cell of eight bytes, or a
// mutex, channel, wait group … by its address.
type Object uintptr

// Access is one use of one object. Mask has a bit for each byte of a memory
// cell; for every other object it is all ones.
type Access struct {
	Object Object
	Mode   Mode
	Mask   uint8
}

// conflicts says which modes do not commute. Two calls of Done lead to the
// same state in either order, and so do Join and Done: the waiter is through
// once the count has been zero, whichever came first. Of the calls of a History it
// matters which had returned before which began, and nothing else.
var conflicts [modes][modes]bool

func init() {
	pairs := [][2]Mode{
		{Read, Write}, {Write, Write},
		{Lock, Lock}, {Lock, Unlock}, {Lock, TryHit}, {Lock, TryMiss},
		{TryHit, TryHit}, {TryHit, TryMiss}, {TryHit, Unlock}, {TryMiss, Unlock}, {Unlock, Unlock},
		{Add, Done}, {Add, Join}, {AddMore, Join},
		{AddFirst, AddFirst}, {AddFirst, Add}, {AddFirst, AddMore}, {AddFirst, Done}, {AddFirst, Join},
		{Back, AddFirst}, {Back, Add}, {Back, AddMore}, {Back, Done},
		{DoneEarly, Add}, {DoneEarly, AddFirst}, {DoneEarly, AddMore}, {DoneEarly, Done}, {DoneEarly, DoneEarly}, {DoneEarly, Back}, {DoneEarly, Join},
		{Arm, Fire}, {Fire, Fire}, {Read, Fire},
		{CallBegins, CallEnds},
	}
	for _, p := range pairs {
		conflicts[p[0]][p[1]], conflicts[p[1]][p[0]] = true, true
	}
}

// Conflict reports whether exchanging two neighbouring accesses of different
// goroutines could make a difference.
func Conflict(a, b Access) bool {
	return a.Object == b.Object && a.Mask&b.Mask != 0 && conflicts[a.Mode][b.Mode]
}
