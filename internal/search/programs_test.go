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
	vars  [2]*int
	chans [2]chan int
	seen  [][]int
	extra any // of the operations in stdops_test.go
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

// body runs the program and puts what its goroutines noticed into *last.
func (p program) body(last **world) func() {
	return func() {
		w := &world{seen: make([][]int, len(p.tasks)), adds: p.has("wg")}
		*last = w
		for i := range w.vars {
			w.vars[i] = new(int)
			w.chans[i] = sim.Make(make(chan int, i), 0)
		}
		if prepare != nil {
			prepare(w)
		}
		for i, ops := range p.tasks {
			sim.Go(0, func() {
				for k, o := range ops {
					w.seen[i] = append(w.seen[i], w.do(o, 10*i+k))
				}
			})
		}
	}
}

// has reports whether p has an operation whose name begins so.
func (p program) has(prefix string) bool {
	return slices.ContainsFunc(slices.Concat(p.tasks...), func(o op) bool { return strings.HasPrefix(o.name, prefix) })
}

// prepare makes the objects of further families.
var prepare func(w *world)

// do performs one operation and returns what could be noticed of it.
func (w *world) do(o op, value int) int {
	v, c := w.vars[o.a], w.chans[o.a]
	other := w.chans[1-o.a]
	if strings.HasPrefix(o.name, "await") {
		return w.await(o)
	}
	switch o.name {
	case "read":
		return sim.Get(v, 1)
	case "write":
		sim.At(v, 2).Set(value)
	case "add":
		n := sim.Get(v, 3)
		sim.At(v, 3).Set(n + 1)
		return n
	case "send":
		sim.SendTo(c, 4).Send(value)
	case "recv":
		got, ok := sim.Recv2(c, 5)
		return mix(got, ok)
	case "close":
		sim.Close(c, 6)
	case "len":
		return sim.Len(c, 7)
	case "select2":
		a, b := sim.RecvCase(c), sim.RecvCase(other)
		switch sim.Select(8, false, a, b) {
		case 0:
			return 1000 + mix(a.Val, a.OK)
		default:
			return 2000 + mix(b.Val, b.OK)
		}
	case "selectSend":
		a := sim.RecvCase(other)
		if sim.Select(9, o.b == 0, sim.SendCase(c).Of(value), a) == 1 {
			return 3000 + mix(a.Val, a.OK)
		}
	case "poll":
		a := sim.RecvCase(c)
		if sim.Select(10, true, a) == 0 {
			return mix(a.Val, a.OK)
		}
		return -2
	case "sleep":
		kernel.Current().Sleep(int64(o.b))
	case "now":
		return int(kernel.Current().Now())
	case "chance":
		return kernel.Chance(2, 11)
	default:
		return moreOps(w, o, value)
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
	var b strings.Builder
	for i, s := range w.seen {
		fmt.Fprint(&b, i, s)
	}
	fmt.Fprint(&b, *w.vars[0], *w.vars[1])
	paths := map[string]bool{}
	for _, f := range x.Faults {
		paths[f.Text+"@"+x.Tasks[f.Task].Path()] = true
	}
	for _, l := range x.Left {
		paths["left "+l.Task.Path()] = true
	}
	fmt.Fprint(&b, paths)
	if !w.adds {
		fmt.Fprint(&b, x.Race != nil)
	}
	return b.String()
}

func receive[E any](ch <-chan E) { sim.Recv(ch, 12) }

func poll[E any](ch <-chan E) bool {
	return sim.Select(13, true, sim.RecvCase(ch)) == 0
}
