package search

import (
	"racelab/internal/sim/std/context"
	"racelab/internal/sim/std/sync"
	"racelab/internal/sim/std/sync/atomic"
	"racelab/internal/sim/std/time"
)

// things are the objects of the simulated standard library.
type things struct {
	mu      [2]sync.Mutex
	rw      [2]sync.RWMutex
	wg      [2]sync.WaitGroup
	once    [2]sync.Once
	cond    [2]*sync.Cond
	n       [2]atomic.Int32
	guarded [3][2]int // by mu, rw and once; nobody announces their use
	ctx     [2]context.Context
	cancel  [2]context.CancelFunc
}

func init() {
	familyOps["mutex"] = []string{"lockadd", "lock", "unlock", "trylock"}
	// Nobody gives back what another took: see the limits of DPOR.
	familyOps["rwmutex"] = []string{"rlockread", "wlockadd", "rlock", "wlock", "tryrlock", "trywlock"}
	// Done comes only after an Add of the same goroutine: see the limits of DPOR.
	familyOps["waitgroup"] = []string{"wgadd", "wgpair", "wgwait", "wgwait", "wggo"}
	familyOps["once"] = []string{"once"}
	familyOps["cond"] = []string{"condwait", "signal", "broadcast", "condset"}
	familyOps["atomic"] = []string{"aload", "aadd", "acas", "astore"}
	familyOps["context"] = []string{"ctxerr", "cancel", "ctxwait", "ctxpoll"}
	familyOps["timer"] = []string{"after", "stop", "now"}
	prepare = func(w *world) {
		o := &things{}
		for i := range 2 {
			o.cond[i] = sync.NewCond(&o.mu[i])
			parent := context.Context(context.Background())
			if i == 1 {
				parent = o.ctx[0]
			}
			o.ctx[i], o.cancel[i] = context.WithCancel(parent)
		}
		w.extra = o
	}
	moreOps = func(w *world, op op, value int) int { return w.extra.(*things).do(w, op, value) }
}

func (o *things) do(w *world, op op, value int) int {
	i := op.a
	switch op.name {
	case "lockadd":
		o.mu[i].Lock()
		defer o.mu[i].Unlock()
		return increment(&o.guarded[0][i])
	case "lock":
		o.mu[i].Lock()
	case "unlock":
		o.mu[i].Unlock()
	case "trylock":
		return truth(o.mu[i].TryLock())
	case "rlockread":
		o.rw[i].RLock()
		defer o.rw[i].RUnlock()
		return o.guarded[1][i]
	case "wlockadd":
		o.rw[i].Lock()
		defer o.rw[i].Unlock()
		return increment(&o.guarded[1][i])
	case "rlock":
		o.rw[i].RLock()
	case "wlock":
		o.rw[i].Lock()
	case "trywlock":
		return truth(o.rw[i].TryLock())
	case "tryrlock":
		return truth(o.rw[i].TryRLock())
	case "wgadd":
		o.wg[i].Add(1)
	case "wgpair":
		o.wg[i].Add(1)
		n := o.n[i].Add(1)
		o.wg[i].Done()
		return int(n)
	case "wgwait":
		o.wg[i].Wait()
	case "wggo":
		o.wg[i].Go(func() { o.n[i].Add(10) })
	case "once":
		o.once[i].Do(func() { increment(&o.guarded[2][i]) })
		return o.guarded[2][i]
	default:
		return o.doMore(w, op, value)
	}
	return 0
}

func (o *things) doMore(w *world, op op, value int) int {
	i, v := op.a, &o.guarded[0][op.a]
	switch op.name {
	case "condwait":
		o.mu[i].Lock()
		defer o.mu[i].Unlock()
		o.cond[i].Wait()
		return *v
	case "signal":
		o.cond[i].Signal()
	case "broadcast":
		o.cond[i].Broadcast()
	case "condset":
		o.mu[i].Lock()
		*v = value
		o.mu[i].Unlock()
		o.cond[i].Signal()
	case "aload":
		return int(o.n[i].Load())
	case "aadd":
		return int(o.n[i].Add(1))
	case "acas":
		return truth(o.n[i].CompareAndSwap(int32(op.b), int32(value)))
	case "astore":
		o.n[i].Store(int32(value))
	case "ctxerr":
		return truth(o.ctx[i].Err() != nil)
	case "cancel":
		o.cancel[i]()
	case "ctxwait":
		receive(o.ctx[i].Done())
	case "ctxpoll":
		return truth(poll(o.ctx[i].Done()))
	case "after":
		receive(time.After(time.Duration(op.b)))
	case "stop":
		t := time.AfterFunc(time.Duration(op.b), func() { o.n[i].Add(1) })
		o.n[i].Add(100)
		return truth(t.Stop())
	default:
		panic("unknown operation " + op.name)
	}
	return 0
}

// increment is not announced: it is atomic here, so that only the primitive
// under test decides.
func increment(v *int) int {
	*v++
	return *v
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}
