package search

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"racelab/internal/sim/kernel"
)

// sent is what arrives in another process.
func sent[T any](t *testing.T, v T) (got T) {
	text, err := json.Marshal(v)
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(text, &got))
	return got
}

// inAdvance does jobs as some workers would, each of which makes a step in the same time. Nothing is
// taken any more when left is used up.
type inAdvance struct {
	t     *testing.T
	body  func()
	every int
	left  int // steps
	queue []*Job
	busy  []under
	cost  map[*Job]int // steps
	done  map[*Job]*Outcome

	largest     int // cost of those taken
	bytes, jobs int // that were sent, and of how many jobs they tell
}

// under is a job under way, and the time at which it is done.
type under struct {
	job   *Job
	until int
	came  Outcome
}

const advancing = 2 // workers

func (w *inAdvance) Offer(jobs []*Job) { w.queue = InOrder(w.queue, jobs) }

func (w *inAdvance) Drop() {}

func (w *inAdvance) Take(job *Job) *Outcome {
	for w.done[job] == nil {
		w.first()
	}
	w.left, w.largest = w.left-w.cost[job], max(w.largest, w.cost[job])
	if delete(w.cost, job); w.left < 0 {
		return nil
	}
	return w.done[job]
}

// first lets time pass until a job is done.
func (w *inAdvance) first() {
	for w.fill(0); len(w.busy) < advancing && len(w.queue) > 0; {
		w.fill(0)
	}
	slices.SortFunc(w.busy, func(a, b under) int { return a.until - b.until })
	u := w.busy[0]
	w.busy = w.busy[1:]
	u.job.Parts(0, u.came.Parted)
	w.done[u.job] = &u.came
	w.Offer(u.came.Parted)
	w.fill(u.until)
}

// fill has a worker that has nothing to do begin with the next job.
func (w *inAdvance) fill(now int) {
	last := len(w.queue) - 1
	if last < 0 || len(w.busy) == advancing {
		return
	}
	job := w.queue[last]
	w.queue = w.queue[:last]
	s := sent(w.t, job).Search(w.every)
	for more := true; more; {
		x := kernel.Execute(w.body, s, limits, false)
		w.cost[job] += x.Steps()
		more = s.Next(x)
	}
	came := sent(w.t, s.Outcome())
	require.Equal(w.t, s.Outcome(), came)
	w.busy = append(w.busy, under{job, now + w.cost[job], came})
	w.count(came)
}

func (w *inAdvance) count(came Outcome) {
	text, err := json.Marshal(came)
	require.NoError(w.t, err)
	w.bytes, w.jobs = w.bytes+len(text), w.jobs+len(came.Parted)
	for _, r := range came.Opened {
		w.jobs += len(r.Others)
	}
}

// TestLittleIsDoneInVain of a search that is cut: what workers do is soon taken, no job takes so
// long that it is not, and few words tell what is left.
func TestLittleIsDoneInVain(t *testing.T) {
	const every, all = 8_000, 600_000
	for name, body := range map[string]func(){"short": increments(5, 4), "waited": waited(4, 8), "deep": waited(8, 5)} {
		t.Run(name, func(t *testing.T) {
			w := &inAdvance{t: t, body: body, every: every, left: all, done: map[*Job]*Outcome{}, cost: map[*Job]int{}}
			s := NewParts(every, every, w)
			for more := true; more && w.left >= 0; {
				x := kernel.Execute(body, s, limits, false)
				w.left -= x.Steps()
				more = s.Next(x)
			}
			require.Negative(t, w.left, "it is not cut")
			vain := 0
			for _, steps := range w.cost {
				vain += steps
			}
			require.Less(t, vain, all/4, "%d of %d jobs were done in vain", len(w.cost), len(w.done))
			require.Less(t, w.largest, 4*every, "others wait for the largest job")
			require.Less(t, w.bytes, 1_000*w.jobs, "jobs are sent")
		})
	}
}
