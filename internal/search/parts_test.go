package search

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"racelab/internal/sim"
	"racelab/internal/sim/kernel"
	"racelab/internal/sim/std/sync"
)

// searched is what a search finds.
type searched struct {
	outcomes, classes map[string]bool
	tried, executions int
}

// elsewhere does the jobs of a search as other processes would: each by itself, not in the order
// in which they come, and only some.
type elsewhere struct {
	t       *testing.T
	rng     *rand.Rand
	body    func()
	last    **world
	every   int
	offered []*Job
	done    map[*Job]*Outcome
	found   *searched
}

func (e *elsewhere) Offer(jobs []*Job) {
	e.offered = append(e.offered, jobs...)
	for len(e.offered) > 0 && e.rng.IntN(3) > 0 {
		e.doOne()
	}
}

func (e *elsewhere) doOne() {
	i := e.rng.IntN(len(e.offered))
	job := e.offered[i]
	e.offered = append(e.offered[:i], e.offered[i+1:]...)
	s := job.Search(e.every)
	e.found.run(e.t, e.body, s, e.last)
	e.done[job] = &Outcome{Tried: s.Tried, Parted: s.Parted}
	e.offered = append(e.offered, s.Parted...)
}

func (e *elsewhere) Take(job *Job) *Outcome { return e.done[job] }

func (e *elsewhere) Drop() { require.Fail(e.t, "nothing is dropped here") }

// run adds all that s finds.
func (f *searched) run(t *testing.T, body func(), s Searcher, last **world) {
	for more := true; more; {
		x := kernel.Execute(body, s, limits, false)
		require.False(t, s.Strayed(), "a planned step was impossible")
		require.Less(t, f.executions, 4*enough, "more executions than there are schedules")
		f.executions++
		if !x.Pruned {
			f.outcomes[(*last).outcome(x)] = true
			if len(x.Faults) == 0 { // else what others did before that ended it does not matter
				f.classes[classOf(x)] = true
			}
		}
		more = s.Next(x)
	}
}

func search(t *testing.T, p program, with func(body func(), last **world, found *searched) Searcher) *searched {
	var last *world
	body := p.body(&last)
	found := &searched{outcomes: map[string]bool{}, classes: map[string]bool{}}
	s := with(body, &last, found)
	found.run(t, body, s, &last)
	switch s := s.(type) {
	case *DPOR:
		found.tried = s.Tried
	case *Parts:
		found.tried = s.Tried
	}
	return found
}

// TestPartsFindWhatOneSearchFinds compares on generated programs: outcomes, classes, and how many
// schedules are tried. A job that is done elsewhere comes to the same as here.
func TestPartsFindWhatOneSearchFinds(t *testing.T) {
	rng := seeded(t, 3)
	whole, parted, abandoned := 0, 0, 0
	for compared := 0; compared < *programs; {
		p := generate(rng, 2+rng.IntN(2), 3, someFamilies(rng))
		if _, _, ok := every(p); !ok {
			continue
		}
		one := search(t, p, func(func(), **world, *searched) Searcher { return &DPOR{} })
		for _, size := range []int{1, 30, 90, 200} {
			alone := search(t, p, func(func(), **world, *searched) Searcher { return NewParts(size, size, nil) })
			require.Equal(t, one.outcomes, alone.outcomes, "parted after %d:\n%v", size, p)
			for class := range one.classes { // Add commutes with a Done after it, but not with one before it
				require.True(t, p.has("wg") || alone.classes[class], "parted after %d, this class was lost: %s\n%v", size, class, p)
			}
			for range 2 {
				helped := search(t, p, func(body func(), last **world, found *searched) Searcher {
					return NewParts(size, size, &elsewhere{t: t, rng: rng, body: body, last: last, every: size, done: map[*Job]*Outcome{}, found: found})
				})
				require.Equal(t, alone.outcomes, helped.outcomes, "parted after %d:\n%v", size, p)
				require.Equal(t, alone.tried, helped.tried, "parted after %d:\n%v", size, p)
			}
			whole, parted, abandoned = whole+one.tried, parted+alone.tried, abandoned+alone.executions-alone.tried
		}
		compared++
	}
	t.Logf("%d schedules, in parts %d, and %d abandoned", whole, parted, abandoned)
}

// TestPartsCountClasses is of programs of which the number of classes is known.
func TestPartsCountClasses(t *testing.T) {
	for _, y := range []yardstick{{increments(3, 2), false}, {increments(3, 2), true}, {waited(3, 2), false}, {waited(3, 2), true}} {
		for size := 1; size < 4000; size += 150 {
			s := NewParts(size, size, nil)
			y.search(s, enough)
			require.Equal(t, 90, s.Tried, "parted after %d", size)
		}
	}
}

// waited is increments with somebody who waits for them.
func waited(tasks, times int) func() {
	return func() {
		var wg sync.WaitGroup
		var mu sync.Mutex
		n := 0
		for range tasks {
			wg.Go(func() {
				for range times {
					mu.Lock()
					sim.At(&n, 2).Set(sim.Get(&n, 1) + 1)
					mu.Unlock()
				}
			})
		}
		wg.Wait()
	}
}
