package linear

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/scenario"
	"racelab/internal/trace"
)

// TestPorcupineAgreesWithEveryOrder holds the verdict on random histories of small
// scenarios against one that tries every order of the calls.
func TestPorcupineAgreesWithEveryOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	verdicts := map[bool]int{}
	for range 2_000 {
		h := random(t, rng)
		want := someOrder(h, nil)
		verdicts[want]++
		require.Equal(t, want, Explains(h), "%+v", h.Calls)
	}
	assert.Greater(t, verdicts[true], 200)
	assert.Greater(t, verdicts[false], 200)
	t.Logf("%d explained, %d not", verdicts[true], verdicts[false])
}

// counter is a model: it adds, takes unless it is empty, for which Wait would wait for
// ever, and looks.
func counter(operations []int) (results []int, waits bool) {
	n := 0
	for _, op := range operations {
		switch op {
		case 0:
			n++
			results = append(results, 0)
		case 1:
			if n > 0 {
				n--
			}
			results = append(results, n)
		case 2:
			if n == 0 {
				return results, true
			}
			n--
			results = append(results, 0)
		case 3:
			results = append(results, n)
		}
	}
	return results, false
}

// random is a history of a random scenario, with results that are often right, cut
// off anywhere.
func random(t *testing.T, rng *rand.Rand) *trace.History {
	all := scenario.All(scenario.Size{Goroutines: 2 + rng.IntN(2), Calls: 1 + rng.IntN(2), Before: rng.IntN(2)}, 4)
	s := all[rng.IntN(len(all))]
	s.After = s.After[:rng.IntN(3)]
	var book scenario.Book
	calls := s.Calls()
	for _, order := range s.Orders() {
		var operations []int
		for _, n := range order {
			operations = append(operations, calls[n].Operation)
		}
		results, _ := counter(operations)
		require.True(t, book.Enter(order, results))
	}
	h := &trace.History{Orders: &book.Start}
	for _, c := range calls {
		h.Calls = append(h.Calls, trace.Call{Task: c.By, Value: rng.IntN(2), Begin: -1, End: -1})
	}
	play(h, s, rng)
	if rng.IntN(2) == 0 {
		h.Until -= rng.IntN(h.Until)
	}
	return h
}

// play lets the calls begin and end in a random order that the scenario allows.
func play(h *trace.History, s scenario.Scenario, rng *rand.Rand) {
	lists := append([][]int{s.Before}, s.Goroutines...)
	var numbers [][]int
	at := 0
	for _, list := range append(lists, s.After) {
		var own []int
		for range list {
			own = append(own, at, at) // begins, ends
			at++
		}
		numbers = append(numbers, own)
	}
	step := func(list *[]int) {
		c := &h.Calls[(*list)[0]]
		*list = (*list)[1:]
		if c.Begin < 0 {
			c.Begin = h.Until
		} else {
			c.End = h.Until
		}
		h.Until++
	}
	for len(numbers[0]) > 0 {
		step(&numbers[0])
	}
	middle := numbers[1 : len(numbers)-1]
	for left := 2 * (len(s.Goroutines) * len(s.Goroutines[0])); left > 0; left-- {
		g := rng.IntN(len(middle))
		for len(middle[g]) == 0 {
			g = (g + 1) % len(middle)
		}
		step(&middle[g])
	}
	for last := &numbers[len(numbers)-1]; len(*last) > 0; {
		step(last)
	}
}

// someOrder reports whether the calls that are not in made can follow those, in some
// order that explains h.
func someOrder(h *trace.History, made []int) bool {
	in := map[int]bool{}
	at := h.Orders
	for _, n := range made {
		in[n] = true
		at = at.Next[n]
		if at == nil || at.Waits || h.Returned(h.Calls[n]) && at.Value != h.Calls[n].Value {
			return false
		}
	}
	done := true
	for n, c := range h.Calls {
		if in[n] || !h.Begun(c) {
			continue
		}
		done = done && !h.Returned(c) // one that has not may be left out
		possible := true
		for m, other := range h.Calls {
			if !in[m] && m != n && h.Returned(other) && other.End < c.Begin {
				possible = false
			}
		}
		if possible && someOrder(h, append(made[:len(made):len(made)], n)) {
			return true
		}
	}
	return done
}
