//go:build !racelab_judged

package explore

import (
	"fmt"
	"strings"
	"sync"

	"racelab/internal/linear"
	"racelab/internal/render"
	"racelab/internal/scenario"
	"racelab/internal/trace"
)

// natively plays each scenario once, as the machine happens to schedule it, for those
// who only want to see what Go's own tools say of it. It returns the first history that
// no order explains, in lines.
func natively(names []string, fresh, model func() []func() []any, sizes []scenario.Size) (unexplained []string) {
	for _, size := range sizes {
		for _, s := range scenario.All(size, len(names)) {
			n := native{scenario: s, calls: s.Calls()}
			h := n.play(names, fresh())
			if n.learn(model); !linear.Explains(h) {
				return append([]string{render.Unexplained}, render.Calls(h)...)
			}
		}
	}
	return nil
}

// native is one scenario, played and then looked up in a book.
type native struct {
	scenario scenario.Scenario
	calls    []scenario.Call
	book     scenario.Book

	mu      sync.Mutex // guards what follows
	history trace.History
}

func (n *native) play(names []string, operations []func() []any) *trace.History {
	for _, c := range n.calls {
		n.history.Calls = append(n.history.Calls, trace.Call{Task: c.By, Name: names[c.Operation]})
	}
	next := 0
	several := func(count int) {
		for range count {
			n.call(next, operations)
			next++
		}
	}
	several(len(n.scenario.Before))
	var all sync.WaitGroup
	for _, list := range n.scenario.Goroutines {
		from := next
		next += len(list)
		all.Go(func() {
			for i := range list {
				n.call(from+i, operations)
			}
		})
	}
	all.Wait()
	several(len(n.scenario.After))
	n.history.Orders = &n.book.Start
	return &n.history
}

func (n *native) call(i int, operations []func() []any) {
	c, op := &n.history.Calls[i], n.calls[i].Operation
	c.Begin = n.tick()
	result := attempt(operations[op])
	c.End = n.tick()
	var words []string
	for _, v := range result {
		words = append(words, fmt.Sprint(v))
	}
	c.Result = strings.Join(words, ", ")
	n.mu.Lock()
	defer n.mu.Unlock()
	c.Value = n.book.Number(op, result)
}

// tick numbers what begins and ends.
func (n *native) tick() int {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.history.Until++
	return n.history.Until - 1
}

// learn makes the calls in every order.
func (n *native) learn(model func() []func() []any) {
	for _, order := range n.scenario.Orders() {
		operations := model()
		var results []int
		for _, i := range order {
			op := n.calls[i].Operation
			results = append(results, n.book.Number(op, attempt(operations[op])))
		}
		n.book.Enter(order, results)
	}
}

// attempt makes a call. That it panics is one more thing that it can return.
func attempt(call func() []any) (result []any) {
	defer func() {
		if v := recover(); v != nil {
			result = []any{scenario.Panic{Text: fmt.Sprint(v)}}
		}
	}()
	return call()
}
