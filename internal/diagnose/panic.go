package diagnose

import (
	"slices"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// panicked says who panicked, and what came of other goroutines before.
func (d *Describer) panicked() trace.Cause {
	f := d.x.Faults[0]
	d.out.Messages = []string{f.Text}
	c := trace.Cause{Kind: trace.CausePanicked, Tasks: []int{int(f.Task)}, Places: places(kernel.Learner(f.PCs)), Text: f.Text}
	for _, explains := range []func() (trace.Cause, bool){d.closed, d.unordered, d.torn, d.parted, d.early} {
		if why, ok := explains(); ok {
			c.Because = &why
			return c
		}
	}
	return c
}

// closed explains a panic at a channel by the goroutine that closed it before.
func (d *Describer) closed() (trace.Cause, bool) {
	rows, task := d.checked(), d.x.Faults[0].Task
	for last, r := range slices.Backward(rows) {
		if r.Task != task || r.Kind != kernel.KSend && r.Kind != kernel.KClose && r.Kind != kernel.KSelect {
			continue
		}
		used := objectsOf(d.x, last) // by any case of a select
		for i, other := range slices.Backward(rows) {
			if i != last && other.Kind == kernel.KClose && slices.Contains(used, other.Object) {
				return d.about(trace.CauseClosed, i, last), true
			}
		}
		break
	}
	return trace.Cause{}, false
}

// recoveries gives a step to each panic that the program recovered from.
func (d *Describer) recoveries() {
	for _, r := range d.x.Recoveries {
		d.addStep(r.After, trace.Step{
			Task: int(r.Task), Op: trace.OpPanic, Object: -1, Where: PlaceOf(-1, r.Where), Value: r.Text,
			Notes: []trace.Fact{{Kind: trace.FactRecovers}},
		})
	}
}

// thrown is the panic by which a goroutine left the function that had taken a lock.
func (d *Describer) thrown(h kernel.Hold) (kernel.Recovery, bool) {
	taken := slices.IndexFunc(d.x.Rows, func(r kernel.Row) bool {
		return r.Task == h.Task.ID && r.Object == h.Object && r.Where == h.Where
	})
	i := slices.IndexFunc(d.x.Recoveries, func(r kernel.Recovery) bool { return r.Task == h.Task.ID && r.After >= taken })
	if i < 0 {
		return kernel.Recovery{}, false
	}
	return d.x.Recoveries[i], true
}
