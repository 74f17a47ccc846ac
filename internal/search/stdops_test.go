package search

import (
	"context"
	"time"
)

// things are the objects of the standard library.
type things struct {
	mu      [2]locker
	rw      [2]rwLocker
	wg      [2]waitGroup
	once    [2]interface{ Do(func()) }
	cond    [2]signaller
	n       [2]number
	guarded [3][2]int // by mu, rw and once; nobody announces their use
	ctx     [2]context.Context
	cancel  [2]context.CancelCauseFunc
	beside  context.Context // derived from ctx[0], like ctx[1]
	stop    [2]func() bool  // of an AfterFunc of each context, which adds to n
	late    context.Context // has a deadline of one unit
	m       table
	bag     pool
}

func init() {
	familyOps["mutex"] = []string{"lockadd", "lock", "unlock", "trylock"}
	// Nobody gives back what another took: see the limits of DPOR.
	familyOps["rwmutex"] = []string{"rlockread", "wlockadd", "rlock", "wlock", "tryrlock", "trywlock", "tryrread", "trywadd"}
	familyOps["waitgroup"] = []string{"wgadd", "wgpair", "wgwait", "wgwait", "wggo"}
	familyOps["early"] = []string{"wgadd", "wgdone", "wgdone", "wgwait", "wggo"}
	familyOps["once"] = []string{"once"}
	familyOps["cond"] = []string{"condwait", "signal", "broadcast", "condset"}
	familyOps["atomic"] = []string{"aload", "aadd", "acas", "astore"}
	familyOps["context"] = []string{"ctxerr", "cancel", "ctxwait", "ctxpoll"}
	familyOps["tree"] = []string{"ctxerr", "cancel", "ctxwait", "beside", "cause", "derive", "ctxpoll"}
	familyOps["afterdone"] = []string{"cancel", "ctxwait", "afterstop", "afterstop", "afterdone", "aload", "beside"}
	familyOps["deadline"] = []string{"late", "latewait", "sleep", "timeout"}
	familyOps["timer"] = []string{"after", "stop", "now"}
	familyOps["timers"] = []string{"after", "stop", "reset", "sleepstop", "timerpoll"}
	familyOps["map"] = []string{"mapstore", "mapload", "maporstore", "mapdelete", "maprange", "maprange", "mapclear", "mapswap"}
	familyOps["pool"] = []string{"put", "get"}
}

// newThings makes those that p may use: to derive a context, for instance, is an event.
func newThings(l *library, p program) *things {
	o := &things{m: l.table(), bag: l.pool()}
	for i := range 2 {
		o.mu[i], o.rw[i], o.wg[i], o.once[i], o.n[i] = l.mutex(), l.rwMutex(), l.waitGroup(), l.once(), l.number()
		o.cond[i] = l.cond(o.mu[i])
	}
	o.ctx[0], o.cancel[0] = l.withCancel(context.Background())
	o.ctx[1], o.cancel[1] = l.withCancel(o.ctx[0])
	if p.has("beside") {
		o.beside, _ = l.withCancel(o.ctx[0])
	}
	if p.has("afterstop") {
		for i := range o.stop {
			o.stop[i] = l.afterDone(o.ctx[i], func() { o.n[i].Add(1) })
		}
	}
	if p.has("late") {
		o.late, _ = l.withTimeout(context.Background(), 1)
	}
	return o
}

func (w *world) doLocks(op op, value int) int {
	o, i := w.things, op.a
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
	case "condwait":
		o.mu[i].Lock()
		defer o.mu[i].Unlock()
		o.cond[i].Wait()
		return o.guarded[0][i]
	case "signal":
		o.cond[i].Signal()
	case "broadcast":
		o.cond[i].Broadcast()
	case "condset":
		o.mu[i].Lock()
		o.guarded[0][i] = value
		o.mu[i].Unlock()
		o.cond[i].Signal()
	default:
		return w.doReaders(op, value)
	}
	return 0
}

func (w *world) doReaders(op op, value int) int {
	o, rw, v := w.things, w.rw[op.a], &w.guarded[1][op.a]
	switch op.name {
	case "rlockread":
		rw.RLock()
		defer rw.RUnlock()
		return *v
	case "wlockadd":
		rw.Lock()
		defer rw.Unlock()
		return increment(v)
	case "rlock":
		rw.RLock()
	case "wlock":
		rw.Lock()
	case "trywlock":
		return truth(rw.TryLock())
	case "tryrlock":
		return truth(rw.TryRLock())
	case "trywadd":
		if rw.TryLock() {
			defer rw.Unlock()
			return 10 + increment(v)
		}
	case "tryrread":
		if rw.TryRLock() {
			defer rw.RUnlock()
			return 10 + *v
		}
	case "once":
		o.once[op.a].Do(func() { increment(&o.guarded[2][op.a]) })
		return o.guarded[2][op.a]
	default:
		return w.doCounts(op, value)
	}
	return 0
}

func (w *world) doCounts(op op, value int) int {
	n, wg := w.n[op.a], w.wg[op.a]
	switch op.name {
	case "wgadd":
		wg.Add(1)
	case "wgdone":
		wg.Done()
	case "wgpair":
		wg.Add(1)
		v := n.Add(1)
		wg.Done()
		return int(v)
	case "wgwait":
		wg.Wait()
	case "wggo":
		wg.Go(func() { n.Add(10) })
	case "aload":
		return int(n.Load())
	case "aadd":
		return int(n.Add(1))
	case "acas":
		return truth(n.CompareAndSwap(int32(op.b), int32(value)))
	case "astore":
		n.Store(int32(value))
	default:
		return w.doMaps(op, value)
	}
	return 0
}

func (w *world) doMaps(op op, value int) int {
	switch op.name {
	case "mapstore":
		w.m.Store(op.a, value)
	case "mapload":
		return known(w.m.Load(op.a))
	case "maporstore":
		v, loaded := w.m.LoadOrStore(op.a, value)
		return 100*truth(loaded) + known(v, true)
	case "mapdelete":
		return known(w.m.LoadAndDelete(op.a))
	case "mapswap":
		return known(w.m.Swap(op.a, value))
	case "mapclear":
		w.m.Clear()
	case "maprange": // one key may be stored on the way
		met := 0
		w.m.Range(func(k, v any) bool {
			met = 1000*met + 100*(k.(int)+1) + v.(int)
			if op.b == 0 {
				w.m.LoadOrStore(1-k.(int), 40)
			}
			return true
		})
		return met
	case "put":
		w.bag.Put(value)
	case "get":
		v := w.bag.Get()
		return known(v, v != nil)
	default:
		return w.doContexts(op, value)
	}
	return 0
}

func (w *world) doContexts(op op, value int) int {
	ctx := w.ctx[op.a]
	switch op.name {
	case "ctxerr":
		return truth(ctx.Err() != nil)
	case "cancel":
		w.cancel[op.a](nil)
	case "ctxwait":
		w.lib.done(ctx.Done())
	case "ctxpoll":
		return truth(w.lib.poll(ctx.Done()))
	case "beside":
		return truth(w.beside.Err() != nil)
	case "cause":
		return truth(w.lib.cause(ctx) != nil)
	case "derive":
		child, cancel := w.lib.withCancel(ctx)
		defer cancel(nil)
		return truth(child.Err() != nil)
	case "afterdone":
		return truth(w.lib.afterDone(ctx, func() { w.n[op.a].Add(10) })())
	case "afterstop":
		return truth(w.stop[op.a]())
	default:
		return w.doTimes(op, value)
	}
	return 0
}

func (w *world) doTimes(op op, value int) int {
	n := w.n[op.a]
	switch op.name {
	case "after":
		w.lib.newTimer(op.b).receive()
	case "stop":
		stop := w.lib.afterTime(op.b, func() { n.Add(1) })
		n.Add(100)
		return truth(stop())
	case "sleepstop":
		stop := w.lib.afterTime(1, func() { n.Add(1) })
		w.lib.sleep(op.b)
		return truth(stop())
	case "timerpoll":
		t := w.lib.newTimer(op.b)
		v := n.Load()
		return 2*int(v) + truth(t.poll())
	case "reset":
		t := w.lib.newTimer(op.b)
		n.Add(100)
		again := t.reset(1)
		t.receive()
		return truth(again)
	case "late": // what is past need not have been told
		past := w.lib.passed(deadlineOf(w.late))
		return truth(past) + 2*truth(w.late.Err() != nil)
	case "latewait":
		w.lib.done(w.late.Done())
		return truth(w.lib.passed(deadlineOf(w.late)))
	case "timeout":
		c, stop := w.lib.withTimeout(w.ctx[op.a], op.b)
		defer stop()
		w.lib.sleep(1)
		return truth(c.Err() != nil)
	default:
		return moreOps(w, op, value)
	}
	return 0
}

func deadlineOf(c context.Context) time.Time {
	t, _ := c.Deadline()
	return t
}

// known is a value of a map, which may be none.
func known(v any, ok bool) int {
	if !ok || v == nil {
		return -1
	}
	return v.(int)
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
