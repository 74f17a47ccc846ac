package bugs

import (
	"sync/atomic"
	"testing"

	"racelab/internal/explore"
)

// dispenser gives out numbers, so far apart.
type dispenser struct {
	last, apart atomic.Int64
}

func (d *dispenser) Next() int64 { return d.last.Add(d.apart.Load()) }

func (d *dispenser) NextStale() int64 {
	n := d.last.Load() + d.apart.Load()
	d.last.Store(n)
	return n
}

// dispense explores two dispensers in one test, whose operations have the same name.
func dispense(t *testing.T, next func(*dispenser) int64) {
	for apart := range 2 {
		fresh := func() *dispenser {
			d := &dispenser{}
			d.apart.Store(int64(apart + 1))
			return d
		}
		explore.Linearizable(t, fresh, nil, explore.Operations[*dispenser]{
			"Next": func(d *dispenser) []any { return explore.Results(next(d)) },
		}, explore.Scenarios(2, 1, 0))
	}
}

// want: not linearizable
func TestLinearTwoInOneTest(t *testing.T) { dispense(t, (*dispenser).NextStale) }

// want: passed
func TestLinearTwoInOneTestFixed(t *testing.T) { dispense(t, (*dispenser).Next) }
