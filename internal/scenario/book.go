package scenario

import (
	"reflect"

	"racelab/internal/trace"
)

// A Panic is what a call returns that panics.
type Panic struct{ Text string }

// A Book has what the calls of one scenario return one after the other.
type Book struct {
	Start   trace.Order // before any call
	Waits   bool        // in some order, a call waits for ever
	results map[int][][]any
}

// Number returns the number of what an operation returned. Equal results, as
// reflect.DeepEqual says, have the same.
func (b *Book) Number(operation int, result []any) int {
	for i, known := range b.results[operation] {
		if len(known) == 0 && len(result) == 0 || reflect.DeepEqual(known, result) {
			return i
		}
	}
	if b.results == nil {
		b.results = map[int][][]any{}
	}
	b.results[operation] = append(b.results[operation], result)
	return len(b.results[operation]) - 1
}

// Enter notes what calls returned in an order, by the numbers of their results. If
// there are fewer of these, the next call waits for ever. same is false if the same
// calls returned something else before.
func (b *Book) Enter(order, results []int) (same bool) {
	at := &b.Start
	for i, call := range order {
		next := &trace.Order{Waits: i == len(results)}
		if !next.Waits {
			next.Value = results[i]
		}
		if known := at.Next[call]; known == nil {
			if at.Next == nil {
				at.Next = map[int]*trace.Order{}
			}
			at.Next[call] = next
		} else if known.Value != next.Value || known.Waits != next.Waits {
			return false
		}
		if at = at.Next[call]; at.Waits {
			b.Waits = true
			return true
		}
	}
	return true
}

func (p Panic) String() string { return "panics: " + p.Text }
