package search

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/sim/kernel"
)

// fewSamples are the jobs of a search by chance that somebody wants. Some are done elsewhere,
// and not in their order.
type fewSamples struct {
	most int // jobs
	rng  *rand.Rand
	do   func(Searcher) // nil if all are done by the search itself
	done map[*Job]bool
	last int // that the search came to
}

func (f *fewSamples) Offer(jobs []*Job) {
	for _, i := range f.rng.Perm(len(jobs)) {
		if f.do != nil && jobs[i].place[0] <= f.most && f.rng.IntN(3) > 0 {
			f.do(jobs[i].Search(50))
			f.done[jobs[i]] = true
		}
	}
}

func (f *fewSamples) Take(job *Job) *Outcome {
	if f.last = job.place[0]; f.done[job] {
		return &Outcome{}
	}
	return nil
}

func (f *fewSamples) Drop() { clear(f.done) }

// TestSamplesDependOnTheirSeedAlone: what is tried is the same, whoever does it.
func TestSamplesDependOnTheirSeedAlone(t *testing.T) {
	rng := seeded(t, 17)
	for range min(20, *programs) {
		var last *world
		body := generate(rng, 3, 3, someFamilies(rng)).body(&last)
		seed := rng.Uint64()
		tried := func(far bool) (counts map[string]int, elsewhere int) {
			counts = map[string]int{}
			step := func(s Searcher) bool {
				x := kernel.Execute(body, s, limits, false)
				counts[fmt.Sprint(ScheduleOf(x))]++
				return s.Next(x)
			}
			f := &fewSamples{most: 50, rng: rng, done: map[*Job]bool{}}
			if far {
				f.do = func(s Searcher) {
					for elsewhere++; step(s); {
					}
				}
			}
			s := NewSamples(NewRandom(seed), seed, 100, 50, f)
			for f.last <= f.most {
				step(s)
			}
			return counts, elsewhere
		}
		here, _ := tried(false)
		both, elsewhere := tried(true)
		assert.Equal(t, here, both)
		assert.Greater(t, elsewhere, 10)
	}
}
