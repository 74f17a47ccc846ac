package search

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// run runs a program again and again, with goroutines that are held up by chance,
// on 1, 2 and 4 processors.
func (e errand) run() findings {
	p, known := programOf(e.Program), map[string]bool{}
	for _, o := range e.Known {
		known[o] = true
	}
	rng := rand.New(rand.NewPCG(e.Seed, 3))
	met, f := map[string]bool{}, findings{Unknown: map[string]int{}}
	for n := range e.Runs {
		runtime.GOMAXPROCS(1 << (3 * n / e.Runs))
		o := newRun(p, rng).outcome(known)
		if known[o] {
			met[o] = true
		} else {
			f.Unknown[o]++
		}
	}
	f.Known = len(met)
	return f
}

// realRun is one run of a program under the real scheduler.
type realRun struct {
	world *world
	ended atomic.Int32
	tasks []*realTask
	fault atomic.Pointer[string] // of a wait group that was misused: the process would be over
}

// realTask is a goroutine of it.
type realTask struct {
	mu    sync.Mutex
	seen  []int
	over  bool
	panic string
}

func newRun(p program, rng *rand.Rand) *realRun {
	r := &realRun{world: p.world(real)}
	start, how := make(chan struct{}), rng.IntN(3)
	for i := range p.tasks {
		t, chance := &realTask{}, rand.New(rand.NewPCG(rng.Uint64(), 4))
		r.tasks = append(r.tasks, t)
		go func() {
			defer r.end(i)
			<-start
			for k, o := range p.tasks[i] {
				disturb(how, chance)
				v := r.world.do(o, 10*i+k)
				t.mu.Lock()
				t.seen = append(t.seen, v)
				t.mu.Unlock()
			}
		}()
	}
	close(start)
	return r
}

// disturb holds up a goroutine, in one of three ways.
func disturb(how int, chance *rand.Rand) {
	switch {
	case how == 0:
	case how == 1 && chance.IntN(2) == 0:
		runtime.Gosched()
	case how == 2 && chance.IntN(3) == 0:
		time.Sleep(time.Duration(chance.IntN(50_000)))
	}
}

func (r *realRun) end(i int) {
	v := recover()
	t := r.tasks[i]
	t.mu.Lock()
	t.over = true
	if v != nil {
		t.panic = strings.TrimPrefix(fmt.Sprint(v), "runtime error: ")
		if strings.HasPrefix(t.panic, "sync: WaitGroup") {
			r.fault.CompareAndSwap(nil, &t.panic)
		}
	}
	t.mu.Unlock()
	r.ended.Add(1)
}

// patience is how long a goroutine may look stuck that is not, if that is no known
// outcome; hasty is what is enough if it is one.
const (
	patience = 3 * time.Second
	hasty    = time.Millisecond
)

// outcome waits until all goroutines have ended, or wait for ever.
func (r *realRun) outcome(known map[string]bool) string {
	for began := time.Now(); ; {
		if text := r.fault.Load(); text != nil {
			return dies + *text
		}
		all := int(r.ended.Load()) == len(r.tasks)
		waited := time.Since(began)
		if all || waited > hasty {
			if o := r.words(); all || known[o] || waited > patience {
				return o
			}
		}
		time.Sleep(20 * time.Microsecond)
	}
}

func (r *realRun) words() string {
	paths := map[string]bool{}
	seen := make([][]int, len(r.tasks))
	for i, t := range r.tasks {
		t.mu.Lock()
		seen[i] = append(seen[i], t.seen...)
		switch {
		case !t.over:
			paths[fmt.Sprint("left ", i+1)] = true
		case t.panic != "":
			paths[t.panic+"@"+fmt.Sprint(i+1)] = true
		}
		t.mu.Unlock()
	}
	return (&world{seen: seen, vars: r.world.vars}).words(paths)
}
