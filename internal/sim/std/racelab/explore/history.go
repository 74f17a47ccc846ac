package explore

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"racelab/internal/scenario"
	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// Explained reports whether an order of the calls explains a history. The child sets
// it: who knows is another process.
var Explained func(*trace.History) bool

// known is what is known of each scenario.
var known = map[string]*knowledge{}

type knowledge struct {
	scenario.Book
	verdicts map[string]bool // of histories, by what of them matters
}

// judge adds a fault to an execution if no order of its calls explains what they
// returned. If some order has a call that waits for ever, it is no fault that the
// goroutines do.
func (r *trial) judge(x *kernel.Exec) {
	if x.Pruned || x.Cut || len(x.Faults) > 0 {
		return
	}
	k := r.known()
	if slices.ContainsFunc(r.made, func(m made) bool { return m.end < 0 }) {
		if k.Waits {
			x.Left = nil
		}
		return
	}
	h := r.history(k)
	if !x.Marked() {
		if !r.inEveryOrder(x, h, k.explained) {
			x.MarkSteps()
		}
		return
	}
	if k.explained(h) {
		return
	}
	for h.Until = 1; k.explained(h); {
		h.Until++
	}
	i := slices.IndexFunc(h.Calls, func(c trace.Call) bool { return c.End == h.Until-1 })
	for n := range h.Calls {
		h.Calls[n].Result = wordsOf(r.made[n].result)
	}
	x.History = h
	x.Faults = append(x.Faults, kernel.Fault{Kind: trace.NotLinear, Task: r.made[i].task, Event: r.made[i].event})
}

// known is what is known of the scenario: if nothing is, its calls are made now in
// every order.
func (r *trial) known() *knowledge {
	key := fmt.Sprint(r.call, r.names, r.size, r.number)
	if known[key] == nil {
		k := &knowledge{verdicts: map[string]bool{}}
		kernel.Beside(func() { r.learn(k) })
		known[key] = k
	}
	return known[key]
}

func (r *trial) history(k *knowledge) *trace.History {
	h := &trace.History{Until: r.events, Orders: &k.Start}
	for _, m := range r.made {
		h.Calls = append(h.Calls, trace.Call{
			Task: int(m.task), Name: r.names[m.Operation], Value: k.Number(m.Operation, m.result), Begin: m.begin, End: m.end,
		})
	}
	return h
}

// explained asks for a verdict, unless it is known. Of several begins in a row, or
// several ends, the order does not matter.
func (k *knowledge) explained(h *trace.History) bool {
	events := make([]int, h.Until) // the number of the call that begins, or ^ of the one that ends
	for i, c := range h.Calls {
		if h.Begun(c) {
			events[c.Begin] = i
		}
		if h.Returned(c) {
			events[c.End] = ^i
		}
	}
	for from := 0; from < len(events); {
		to := from + 1
		for to < len(events) && (events[to] < 0) == (events[from] < 0) {
			to++
		}
		slices.Sort(events[from:to])
		from = to
	}
	var key strings.Builder
	for _, e := range events {
		fmt.Fprint(&key, e, " ")
		if e < 0 {
			fmt.Fprint(&key, h.Calls[^e].Value, " ")
		}
	}
	verdict, asked := k.verdicts[key.String()]
	if !asked {
		verdict = Explained(h)
		k.verdicts[key.String()] = verdict
	}
	return verdict
}

// learn makes the calls of the scenario on fresh values of the model, in every order,
// and in the first one again: whether that leads to the same.
func (r *trial) learn(k *knowledge) {
	calls, orders := r.scenario.Calls(), r.scenario.Orders()
	for _, order := range append(orders, orders[0]) {
		var results []int
		x := kernel.Execute(func() {
			operations := r.model()
			for _, n := range order {
				op := calls[n].Operation
				results = append(results, k.Number(op, attempt(operations[op])))
			}
		}, inTurn{}, kernel.Limits{Steps: 100_000, Tail: 1_000, TailFires: 100, Patient: true}, false)
		var said []string
		for i, n := range order {
			said = append(said, r.names[calls[n].Operation])
			if i == len(results) {
				break
			}
		}
		made := strings.Join(said, ", ")
		switch {
		case len(x.Faults) > 0:
			kernel.Abort(fmt.Sprintf("the calls %s, one after the other, fail: %s", made, x.Faults[0].Text))
		case x.Cut:
			kernel.Abort(fmt.Sprintf("the calls %s, one after the other, come to no end", made))
		case !k.Enter(order, results):
			kernel.Abort(fmt.Sprintf("the calls %s, one after the other, do not return the same each time", made))
		}
	}
}

// inTurn is the strategy of one goroutine: others move, and time passes, only when
// that cannot.
type inTurn struct{}

// Pick implements kernel.Strategy.
func (inTurn) Pick(x *kernel.Exec, enabled []*kernel.Task) *kernel.Task {
	return slices.MinFunc(enabled, func(a, b *kernel.Task) int { return cmp.Compare(rank(a), rank(b)) })
}

func rank(t *kernel.Task) int32 {
	if t.ID == kernel.ClockID {
		return 1 << 30
	}
	return t.ID
}

// Choose implements kernel.Strategy.
func (inTurn) Choose(_ *kernel.Exec, options uint64) int {
	i := 0
	for options&(1<<i) == 0 {
		i++
	}
	return i
}

// wordsOf is a call's result for a reader.
func wordsOf(result []any) string {
	var words []string
	for _, v := range result {
		if p, ok := v.(scenario.Panic); ok {
			words = append(words, p.String())
			continue
		}
		words = append(words, cmp.Or(kernel.Word(v), fmt.Sprintf("a %T", v)))
	}
	return strings.Join(words, ", ")
}
