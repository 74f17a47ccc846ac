package explore

import (
	"fmt"
	"strings"
	"unsafe"

	"racelab/internal/scenario"
	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/model"
	"racelab/internal/sim/std/sync"
	"racelab/internal/trace"
)

// A trial is the execution of one scenario.
type trial struct {
	call         string // of Linearizable; see callOn
	names        []string
	places       []kernel.Pos
	fresh, model func() []func() []any // the operations on a new value

	size     scenario.Size
	number   int // of the scenario among those of its size
	scenario scenario.Scenario
	made     []made
	events   int // begins and ends of calls so far
	where    []uintptr
}

// made is a call under way, or one that has returned.
type made struct {
	scenario.Call
	task       int32
	begin, end int // see trace.Call; -1 as long as it is not so far
	from       int // the latest event of the execution when it began
	event      int // of the execution, by which it returned
	result     []any
}

// all has the scenarios of each size for a number of operations.
var all = map[scenario.Size]map[int][]scenario.Scenario{}

func scenarios(size scenario.Size, operations int) []scenario.Scenario {
	if all[size] == nil {
		all[size] = map[int][]scenario.Scenario{}
	}
	if all[size][operations] == nil {
		all[size][operations] = scenario.All(size, operations)
	}
	return all[size][operations]
}

func (r *trial) explore(sizes []scenario.Size) {
	Sizes = Sizes[:0]
	for _, s := range sizes {
		n := len(scenarios(s, len(r.names)))
		Sizes = append(Sizes, trace.Scenarios{Goroutines: s.Goroutines, Calls: s.Calls, Before: s.Before, Count: n})
	}
	allowed := uint64(1)<<len(sizes) - 1
	if Only >= 0 {
		allowed = 1 << min(Only, len(sizes)-1)
	}
	r.size = sizes[kernel.ChanceAmong(len(sizes), allowed)]
	list := scenarios(r.size, len(r.names))
	r.number = chosen(len(list))
	r.scenario = list[r.number]
	for _, c := range r.scenario.Calls() {
		r.made = append(r.made, made{Call: c, begin: -1, end: -1})
	}
	kernel.AtEnd(r.judge)
	r.play()
}

// play makes all calls: some before, those of the goroutines at once, each once after.
func (r *trial) play() {
	calls := r.fresh()
	next := 0
	for range r.scenario.Before {
		r.alone(next, calls)
		next++
	}
	var all sync.WaitGroup
	for i, operations := range r.scenario.Goroutines {
		from := next
		next += len(operations)
		all.Add(1)
		kernel.Spawn(func() {
			defer all.Done()
			for n := range operations {
				r.beside(from+n, calls)
			}
		}).Name = fmt.Sprintf("caller-%d", i+1)
	}
	all.Wait()
	for range r.scenario.After {
		r.alone(next, calls)
		next++
	}
}

// alone makes call n while there are no others.
func (r *trial) alone(n int, calls []func() []any) {
	r.begin(n)
	r.made[n].result = attempt(calls[r.made[n].Operation])
	r.ends(n)
}

// beside makes call n. Its begin and its end are marks, for it matters whether it had
// returned before another began.
func (r *trial) beside(n int, calls []func() []any) {
	op := r.made[n].Operation
	if r.mark(kernel.KCall, trace.CallBegins, op) {
		kernel.Value(r.names[op])
	}
	r.begin(n)
	result := attempt(calls[op])
	if r.mark(kernel.KResult, trace.CallEnds, op) {
		kernel.Value(strings.TrimSpace(r.names[op] + ended(result) + wordsOf(result)))
	}
	r.made[n].result = result
	r.ends(n)
}

// ended is the verb for how a call has ended; a panic's words have their own.
func ended(result []any) string {
	if len(result) == 1 {
		if _, panicked := result[0].(scenario.Panic); panicked {
			return " "
		}
	}
	return " returns "
}

func (r *trial) mark(kind kernel.Kind, mode trace.Mode, operation int) (step bool) {
	step = kernel.Mark(kind, model.Object(unsafe.Pointer(r)), mode)
	if step {
		kernel.At(r.places[operation])
	}
	return step
}

func (r *trial) begin(n int) {
	m := &r.made[n]
	m.begin, m.task, m.from = r.events, kernel.Current().ID, int(kernel.Running().Latest())
	r.events++
}

func (r *trial) ends(n int) {
	r.made[n].end, r.made[n].event = r.events, int(kernel.Running().Latest())
	r.events++
}

// attempt makes a call. That it panics is one more thing that it can return.
func attempt(call func() []any) (result []any) {
	defer func() {
		if v := recover(); v != nil {
			kernel.Recovers(v)
			result = []any{scenario.Panic{Text: kernel.PanicText(v)}}
		}
	}()
	return call()
}
