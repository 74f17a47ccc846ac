// Package sync is what instrumented programs get for package sync: the same
// interface, every operation of which is an event of the schedule explorer.
//
// Where the real package leaves something open, the model allows everything:
// any waiter may get a mutex, Pool.Get may find nothing, Map.Range may take the
// keys in any order. But Map.Range does not visit keys that are stored meanwhile,
// and misuse that the real package may detect (copies, a WaitGroup reused too
// soon) goes unnoticed.
package sync

import "sync"

// Locker is the real one, so that the rest of the world accepts our mutexes.
type Locker = sync.Locker
