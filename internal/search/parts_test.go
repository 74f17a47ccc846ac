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
	taken   *Job // last
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
	s := sent(e.t, job).Search(e.every)
	e.found.run(e.t, e.body, s, e.last)
	came := sent(e.t, s.Outcome())
	e.done[job] = &came
	job.Parts(0, came.Parted)
	e.offered = append(e.offered, came.Parted...)
}

func (e *elsewhere) Take(job *Job) *Outcome {
	require.True(e.t, e.taken == nil || e.taken.Compare(job) < 0, "jobs are taken in the order that their places tell")
	e.taken = job
	return e.done[job]
}

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

// TestPartsFindWhatOneSearchFinds compares on generated programs: outcomes, classes, which are
// those of brute force, and how many schedules are tried. A job that is done elsewhere comes to
// the same as here.
func TestPartsFindWhatOneSearchFinds(t *testing.T) {
	rng := seeded(t, 3)
	whole, parted, abandoned := 0, 0, 0
	for compared := 0; compared < *programs; {
		p := generate(rng, 2+rng.IntN(2), 3, someFamilies(rng))
		outcomes, classes, ok := everyClass(p)
		if !ok {
			continue
		}
		tallied := compareParts(t, p, outcomes, classes, rng)
		whole, parted, abandoned = whole+tallied[0], parted+tallied[1], abandoned+tallied[2]
		compared++
	}
	t.Logf("%d schedules, in parts %d, and %d abandoned", whole, parted, abandoned)
}

// compareParts holds the search of p, whole and in parts, against brute force. It returns how
// many schedules were tried, whole and in parts, and how many begun in vain.
func compareParts(t *testing.T, p program, outcomes, classes map[string]bool, rng *rand.Rand) (sum [3]int) {
	one := search(t, p, func(func(), **world, *searched) Searcher { return &DPOR{} })
	require.Equal(t, outcomes, one.outcomes, "%v", p)
	require.Equal(t, classes, one.classes, "%v", p)
	for _, size := range []int{1, 30, 90, 200} {
		alone := search(t, p, func(func(), **world, *searched) Searcher { return NewParts(size, size, nil) })
		require.Equal(t, outcomes, alone.outcomes, "parted after %d:\n%v", size, p)
		require.Equal(t, classes, alone.classes, "parted after %d:\n%v", size, p)
		for range 2 {
			helped := search(t, p, func(body func(), last **world, found *searched) Searcher {
				return NewParts(size, size, &elsewhere{t: t, rng: rng, body: body, last: last, every: size, done: map[*Job]*Outcome{}, found: found})
			})
			require.Equal(t, outcomes, helped.outcomes, "parted after %d:\n%v", size, p)
			require.Equal(t, classes, helped.classes, "parted after %d:\n%v", size, p)
			require.Equal(t, alone.tried, helped.tried, "parted after %d:\n%v", size, p)
		}
		sum[0], sum[1], sum[2] = sum[0]+one.tried, sum[1]+alone.tried, sum[2]+alone.executions-alone.tried
	}
	return sum
}

// TestProgramsOnceSplitWrongly are programs of which the search, whole or in parts, once missed a
// class: an Add commuted with the Done after it and not with the one before it, and a cancel with
// the firing of the timer that it no longer stops, if it came to that late.
func TestProgramsOnceSplitWrongly(t *testing.T) {
	for _, text := range []string{`
		0: condset(0,2) wggo(1,1)
		1: signal(1,2) wgwait(1,2) wgwait(1,1)
		2: wgadd(1,0) wgwait(1,2) broadcast(1,0)`, `
		0: chance(1,1)
		1: sleep(1,0) timeout(1,1)`, `
		0: timeout(0,1)
		1: select2(0,2) timeout(0,2) selectSend(0,0)`, `
		0: wgwait(0,2)
		1: once(0,0) wggo(0,1)
		2: wgadd(0,2) wgadd(0,0) wgwait(1,1)`, `
		0: wgadd(0,0) wgdone(0,0) wgwait(0,0)
		1: wggo(0,0) wgdone(0,0)`,
		// A receive that would end a select that waits is not independent of its other channel.
		`
		0: selectSend(0,2) selectSend(1,1)
		1: poll(0,1) selectSend(1,1) poll(0,2)
		2: select2(1,0) selectSend(0,0) poll(1,2)`,
		// Which timer fires next, and so which channel it uses, depends on when that is asked.
		`
		0: timerpoll(0,2)
		1: stop(0,1)`,
		// What an AfterFunc was stopped under counts for who stops it again.
		`
		0: get(0,1) afterstop(1,2)
		1: cancel(1,2) afterstop(1,0)
		2: afterstop(1,0) afterstop(0,2)`,
	} {
		p := programOf(text)
		outcomes, classes, ok := everyClass(p)
		require.True(t, ok)
		compareParts(t, p, outcomes, classes, seeded(t, 4))
	}
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

// TestPartsBeginNothingInVain: a goroutine that has done its part does not race with what the
// others still do, and no job is made in which it waits all the time.
func TestPartsBeginNothingInVain(t *testing.T) {
	s := NewParts(20_000, 4_000, nil)
	require.Equal(t, 2520, yardstick{waited(4, 2), true}.search(s, enough))
	require.Equal(t, 2520, s.Tried)
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
