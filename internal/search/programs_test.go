package search

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"racelab/internal/sim"
	"racelab/internal/sim/kernel"
)

// A program is a few goroutines that do a few operations each on a few shared
// objects. Its outcome is everything that any of them could notice.
type program struct {
	tasks [][]op
	quiet bool // plain memory is a library's
}

// op is one operation, with up to two arguments that choose objects or values.
type op struct {
	name string
	a, b int
}

func (p program) String() string {
	var b strings.Builder
	for i, ops := range p.tasks {
		fmt.Fprintf(&b, "%d:", i)
		for _, o := range ops {
			fmt.Fprintf(&b, " %s(%d,%d)", o.name, o.a, o.b)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// programOf reads what String prints.
func programOf(text string) (p program) {
	for line := range strings.Lines(strings.TrimSpace(text)) {
		_, list, _ := strings.Cut(line, ":")
		var ops []op
		for _, word := range strings.Fields(list) {
			name, args, _ := strings.Cut(word, "(")
			o := op{name: name}
			if _, err := fmt.Sscanf(args, "%d,%d)", &o.a, &o.b); err != nil {
				panic(word + ": " + err.Error())
			}
			ops = append(ops, o)
		}
		p.tasks = append(p.tasks, ops)
	}
	return p
}

// world is the objects of one execution, and what was noticed in it.
type world struct {
	lib   *library
	vars  [2]*int
	chans [2]chan int
	*things
	*memory
	seen [][]int
	// adds says that a count of zero may be added to while another goroutine waits.
	// That is a data race in some of the executions that are equivalent, and not in
	// others: those in which the count was above zero.
	adds bool
}

// generate returns a random program with operations of the given families,
// small enough for brute force.
func generate(rng *rand.Rand, tasks, ops int, families []string) program {
	var pool []string
	for _, f := range families {
		pool = append(pool, familyOps[f]...)
	}
	p := program{}
	for range tasks {
		var list []op
		for range 1 + rng.IntN(ops) {
			list = append(list, op{pool[rng.IntN(len(pool))], rng.IntN(2), rng.IntN(3)})
		}
		p.tasks = append(p.tasks, list)
	}
	return p
}

var familyOps = map[string][]string{
	"memory":  {"read", "write", "add"},
	"channel": {"send", "recv", "send", "recv", "close", "len"},
	"select":  {"select2", "selectSend", "poll"},
	"time":    {"sleep", "now"},
	"chance":  {"chance"},
	"loop":    {"await", "awaitEither", "awaitChange", "awaitTwice", "awaitSlowly", "write", "write"},
}

// body runs the program on the models and puts what its goroutines noticed into *last.
func (p program) body(last **world) func() {
	return func() {
		w := p.world(models)
		*last = w
		for i := range p.tasks {
			sim.Go(0, func() { p.run(w, i) })
		}
	}
}

// world makes the objects of p.
func (p program) world(l *library) *world {
	w := &world{lib: l, seen: make([][]int, len(p.tasks)), adds: p.has("wg"), things: newThings(l, p), memory: newMemory(l)}
	w.quiet = p.quiet
	for i := range w.vars {
		w.vars[i] = new(int)
		w.chans[i] = l.make(i)
	}
	return w
}

// run is goroutine i of p.
func (p program) run(w *world, i int) {
	for k, o := range p.tasks[i] {
		w.seen[i] = append(w.seen[i], w.do(o, 10*i+k))
	}
}

// has reports whether p has an operation whose name begins so.
func (p program) has(prefix string) bool {
	return slices.ContainsFunc(slices.Concat(p.tasks...), func(o op) bool { return strings.HasPrefix(o.name, prefix) })
}

// do performs one operation and returns what could be noticed of it.
func (w *world) do(o op, value int) int {
	v, c := w.vars[o.a], w.chans[o.a]
	other := w.chans[1-o.a]
	if strings.HasPrefix(o.name, "await") {
		return w.await(o)
	}
	switch o.name {
	case "read":
		return w.lib.read(v, 1)
	case "write":
		w.lib.write(v, value, 2)
	case "add":
		n := w.lib.read(v, 3)
		w.lib.write(v, n+1, 3)
		return n
	case "send":
		w.lib.send(c, value)
	case "recv":
		return mix(w.lib.recv(c))
	case "close":
		w.lib.close(c)
	case "len":
		return w.lib.len(c)
	case "select2":
		which, v, ok := w.lib.recvOf(c, other)
		return 1000*(which+1) + mix(v, ok)
	case "selectSend":
		if which, v, ok := w.lib.sendOrRecv(c, value, other, o.b == 0); which == 1 {
			return 3000 + mix(v, ok)
		}
	case "poll":
		v, ok, ready := w.lib.pollInt(c)
		if ready {
			return mix(v, ok)
		}
		return -2
	case "sleep":
		w.lib.sleep(o.b)
	case "now":
		return int(kernel.Current().Now())
	case "chance":
		return kernel.Chance(2, 11)
	default:
		return w.doLocks(o, value)
	}
	return 0
}

// await repeats a loop that changes nothing, until somebody else does.
func (w *world) await(o op) (got int) {
	v, other := w.vars[o.a], w.vars[1-o.a]
	read := func(p *int) int { return sim.Get(p, 14) }
	was := 0
	if o.name == "awaitChange" {
		was = read(v)
	}
	for {
		got = read(v)
		switch {
		case o.name == "awaitTwice":
			was = read(v)
		case o.name == "awaitEither" && got == was:
			got = read(other)
		case o.name == "awaitSlowly" && got == was:
			kernel.Current().Sleep(1)
		}
		if got != was {
			return got
		}
		kernel.Loop(15)
	}
}

// moreOps performs the operations of further families.
var moreOps = func(*world, op, int) int { panic("unknown operation") }

func mix(v int, ok bool) int {
	if ok {
		return 100 + v
	}
	return -1
}

// outcome is everything that the goroutines noticed, how the execution went
// wrong, and who was left.
func (w *world) outcome(x *kernel.Exec) string {
	paths := map[string]bool{}
	for _, f := range x.Faults {
		paths[f.Text+"@"+x.Tasks[f.Task].Path()] = true
	}
	for _, l := range x.Left {
		paths["left "+l.Task.Path()] = true
	}
	said := w.words(paths)
	if !w.adds {
		said += fmt.Sprint(x.Race != nil)
	}
	return said
}

func (w *world) words(paths map[string]bool) string {
	var b strings.Builder
	for i, s := range w.seen {
		fmt.Fprint(&b, i, s)
	}
	x, y := w.peek()
	fmt.Fprint(&b, x, y, paths)
	return b.String()
}

// peek reads the variables, in a native run also of goroutines that are perhaps not at
// their end: the race detector is to look at the program, not at who watches it.
//
//go:norace
func (w *world) peek() (x, y int) { return *w.vars[0], *w.vars[1] }
