package search

import (
	"racelab/internal/sim"
	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// memory is plain memory, and how generated programs come by it. They may be wrong:
// each way has one that forgets what the others rely on.
type memory struct {
	data  [2]*int
	table map[int]int
	flag  [2]number
	quiet bool // the accesses are those of a library
}

// guardedOps are families whose operations use plain memory under the care of one
// primitive.
var guardedOps = map[string][]string{
	"by mutex":   {"madd", "madd", "mread", "mcheck", "mbare"},
	"by rwmutex": {"rread", "rread", "radd", "rtry", "rbare"},
	"by loop":    {"mwait", "madd", "bwait", "mbare"},
	"by flag":    {"publish", "publish", "consume", "consume", "fcas", "bare"},
	"by channel": {"csend", "crecv", "cclose", "crecv", "sem", "sem"},
	"by select":  {"cselect", "csend", "cselect", "cclose"},
	"by once":    {"odo", "odo", "oread", "mbare"},
	"by group":   {"groupspawn", "groupspawn", "groupread"},
	"by cond":    {"cset", "cwait", "cset", "mread"},
	"by table":   {"tstore", "tload", "tswap", "tload", "trange"},
	"by context": {"xcancel", "xpoll", "xwait", "xafter"},
	"by timer":   {"sadd", "sread", "sadd", "sstop"},
	"by start":   {"start", "start", "bare"},
	"by pool":    {"pput", "pget"},
	"of maps":    {"gmap", "gmap", "bmap", "mrange"},
	"by nobody":  {"bare", "look", "branch", "check"},
}

// withGuarded makes the generator use these families until the function that it
// returns is called.
func withGuarded() (undo func()) {
	before := moreOps
	moreOps = func(w *world, o op, value int) int {
		if got, ok := w.doGuarded(o, value); ok {
			return got
		}
		if got, ok := w.doPublished(o, value); ok {
			return got
		}
		return before(w, o, value)
	}
	for name, ops := range guardedOps {
		familyOps[name] = ops
	}
	return func() {
		moreOps = before
		for name := range guardedOps {
			delete(familyOps, name)
		}
	}
}

func newMemory(l *library) *memory {
	return &memory{data: [2]*int{new(int), new(int)}, table: map[int]int{}, flag: [2]number{l.number(), l.number()}}
}

// at is the place of the n-th access of an operation. Some operations share it with
// all of the same name, as lines of a function do that several goroutines call.
func (g *memory) at(o op, value, n int) int {
	site := 1000 + 10*value + n
	if o.b == 0 {
		site = 100 + n
		for _, c := range o.name {
			site += 7 * int(c)
		}
	}
	if g.quiet {
		return -2 - site
	}
	return site
}

func (g *memory) read(o op, value, n int) int { return sim.Get(g.data[o.a], g.at(o, value, n)) }
func (g *memory) write(o op, value, n, x int) { sim.At(g.data[o.a], g.at(o, value, n)).Set(x) }

// add counts, and returns what was there.
func (g *memory) add(o op, value int) int {
	was := g.read(o, value, 0)
	g.write(o, value, 1, was+1)
	return was
}

func (w *world) doGuarded(o op, value int) (got int, ok bool) {
	g, mu, rw := w.memory, w.mu[o.a], w.rw[o.a]
	switch o.name {
	case "madd":
		mu.Lock()
		defer mu.Unlock()
		return g.add(o, value), true
	case "mread", "mcheck":
		mu.Lock()
		got = g.read(o, value, 0)
		mu.Unlock()
		if o.name == "mcheck" && got == 1 {
			kernel.Fail(trace.Assertion, "one")
		}
	case "mbare": // it reads before it has the lock
		got = g.read(o, value, 0)
		mu.Lock()
		g.write(o, value, 1, got+1)
		mu.Unlock()
	case "mwait", "bwait":
		for {
			if o.name == "mwait" {
				mu.Lock()
			}
			got = g.read(o, value, 0)
			if o.name == "mwait" {
				mu.Unlock()
			}
			if got != 0 {
				return got, true
			}
			kernel.Loop(g.at(op{"loop", o.a, 0}, value, 0))
		}
	case "rread":
		rw.RLock()
		got = g.read(o, value, 0)
		rw.RUnlock()
	case "radd":
		rw.Lock()
		got = g.add(o, value)
		rw.Unlock()
	case "rtry":
		if rw.TryLock() {
			got = 10 + g.add(o, value)
			rw.Unlock()
		}
	case "rbare": // it writes under a lock for readers
		rw.RLock()
		g.write(o, value, 0, value)
		rw.RUnlock()
	case "odo", "oread":
		w.once[o.a].Do(func() { g.write(o, value, 0, value) })
		got = g.read(o, value, 1)
	case "cset":
		mu.Lock()
		g.write(o, value, 0, value)
		mu.Unlock()
		w.cond[o.a].Signal()
	case "cwait":
		mu.Lock()
		for tries := 0; got == 0 && tries < 2; tries++ {
			w.cond[o.a].Wait()
			got = g.read(o, value, 0)
		}
		mu.Unlock()
	case "gmap", "mrange":
		mu.Lock()
		defer mu.Unlock()
		if o.name == "mrange" {
			got = sim.MapAt(g.table, g.at(o, value, 0)).Get(0)
			return got + len(g.table), true
		}
		got = sim.MapAt(g.table, g.at(o, value, 0)).Get(o.b)
		sim.MapAt(g.table, g.at(o, value, 1)).Set(o.b, value)
	case "bmap":
		got = sim.MapAt(g.table, g.at(o, value, 0)).Get(o.b)
	case "bare":
		got = g.add(o, value)
	case "look":
		got = g.read(o, value, 0)
	case "check":
		if got = g.read(o, value, 0); got == 1 {
			panic("one")
		}
	case "branch": // what is read decides what is done later
		if got = g.read(o, value, 0); got%2 == 0 {
			g.write(op{o.name, 1 - o.a, o.b}, value, 1, value)
		} else {
			mu.Lock()
			g.write(op{o.name, 1 - o.a, o.b}, value, 2, value)
			mu.Unlock()
		}
	default:
		return 0, false
	}
	return got, true
}

func (w *world) doPublished(o op, value int) (got int, ok bool) {
	g, c := w.memory, w.chans[o.a]
	switch o.name {
	case "publish":
		g.write(o, value, 0, value)
		g.flag[o.a].Store(1)
	case "consume":
		if g.flag[o.a].Load() == 1 {
			got = g.read(o, value, 0)
		}
	case "fcas":
		if g.flag[o.a].CompareAndSwap(int32(o.b), 2) {
			got = g.add(o, value)
		}
	case "csend":
		g.write(o, value, 0, value)
		w.lib.send(c, value)
	case "crecv":
		if _, ok := w.lib.recv(c); ok || o.b > 0 {
			got = g.read(o, value, 0)
		}
	case "cclose":
		g.write(o, value, 0, value)
		w.lib.close(c)
	case "cselect":
		which, _, _ := w.lib.sendOrRecv(w.chans[1-o.a], value, c, o.b == 2)
		if got = which; which == 1 {
			got = 10 + g.read(o, value, 0)
		}
	case "sem":
		w.lib.send(w.chans[1], 1)
		got = g.add(o, value)
		w.lib.recv(w.chans[1])
	case "groupspawn":
		w.wg[o.a].Go(func() { g.add(o, value) })
	case "groupread":
		w.wg[o.a].Wait()
		got = g.read(o, value, 0)
	case "tstore":
		g.write(o, value, 0, value)
		w.m.Store(o.a, value)
	case "tload":
		if _, ok := w.m.Load(o.a); ok {
			got = g.read(o, value, 0)
		}
	case "tswap":
		if _, ok := w.m.LoadAndDelete(o.a); ok {
			got = g.add(o, value)
		}
	case "trange":
		w.m.Range(func(k, v any) bool {
			got = 10*got + g.read(op{o.name, k.(int), o.b}, value, 0)
			return true
		})
	case "pput":
		g.write(o, value, 0, value)
		w.bag.Put(o.a)
	case "pget":
		if v := w.bag.Get(); v != nil {
			got = g.read(op{o.name, v.(int), o.b}, value, 0)
		}
	case "start":
		g.write(o, value, 0, value)
		sim.Go(0, func() { g.write(o, value, 2, 5+g.read(o, value, 1)) })
	default:
		return w.doTimed(o, value)
	}
	return got, true
}

func (w *world) doTimed(o op, value int) (got int, ok bool) {
	g, ctx := w.memory, w.ctx[o.a]
	switch o.name {
	case "xcancel":
		g.write(o, value, 0, value)
		w.cancel[o.a](nil)
	case "xpoll":
		if w.lib.poll(ctx.Done()) {
			got = g.read(o, value, 0)
		}
	case "xwait":
		w.lib.done(ctx.Done())
		got = g.read(o, value, 0)
	case "xafter":
		if stop := w.lib.afterDone(ctx, func() { g.add(o, value) }); stop() {
			got = g.read(o, value, 2)
		}
	case "sadd":
		w.lib.sleep(1)
		got = g.add(o, value)
	case "sread":
		w.lib.sleep(o.b)
		got = g.read(o, value, 0)
	case "sstop":
		if stop := w.lib.afterTime(o.b, func() { g.write(o, value, 0, value) }); stop() {
			got = g.read(o, value, 1)
		}
	default:
		return 0, false
	}
	return got, true
}
