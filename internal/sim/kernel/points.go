package kernel

import (
	"runtime"

	"racelab/internal/trace"
)

// Points says which accesses of plain memory are scheduling points. Two accesses
// that do not race commute, so in a program without data races none of them needs to
// be one: what a goroutine does with memory between two other operations, it may do
// at once. Each access is checked against the clocks all the same. If two race, the
// places of both become scheduling points, and the execution is to be tried again
// with those: Exec.Refined. When no execution finds more of them, every schedule is
// equivalent to one that has been tried: take the first race of any other with a place
// that is no scheduling point; up to it all can be put in the order that was tried,
// and there the race was looked for.
//
// A loop that waits for memory to change depends on a write that would be no event.
// Once there is one, all accesses are scheduling points.
//
// The begin and the end of a call of a history are none either, until a history asks for
// them: see Mark.
type Points struct {
	sites []bool
	all   bool
	marks bool
}

// Whole reports whether every access is a scheduling point, which it also is if there
// are no Points.
func (p *Points) Whole() bool { return p == nil || p.all }

// Fill makes every access a scheduling point.
func (p *Points) Fill() { p.all = true }

// List returns the sites that are scheduling points, whether all are, and whether marks
// are.
func (p *Points) List() (sites []int32, all, marks bool) {
	for site, is := range p.sites {
		if is {
			sites = append(sites, int32(site))
		}
	}
	return sites, p.all, p.marks
}

// PointsAt returns what List describes.
func PointsAt(sites []int32, all, marks bool) *Points {
	p := &Points{all: all, marks: marks}
	for _, site := range sites {
		p.add(site)
	}
	return p
}

func (p *Points) has(site int32) bool {
	return p.Whole() || site < 0 || int(site) < len(p.sites) && p.sites[site]
}

func (p *Points) add(site int32) {
	if site < 0 {
		return
	}
	for int(site) >= len(p.sites) {
		p.sites = append(p.sites, false)
	}
	p.sites[site] = true
}

// mostPlain is how many accesses in a row may be no scheduling points. A loop may
// wait without a mark for what another goroutine does.
const mostPlain = 1000

// due reports whether the next access of t must be a scheduling point. Time that
// waits for goroutines does so at every access, so who has to rest does it there.
func (t *Task) due() bool {
	return t.plain-t.plainBefore >= mostPlain ||
		t.made >= x.least && t.period == x.period && t.made >= x.allowance(t)
}

// pass counts an access that is no scheduling point as the step that it is when
// all are.
func (t *Task) pass(write bool) {
	if t.killed {
		runtime.Goexit()
	}
	if t.stepping || x.current != t {
		uncontrolled()
	}
	t.guard()
	moved()
	x.worked(t, KRead)
	x.minds(t)
	t.plain++
	x.plain++
	t.wrote = t.wrote || write
	t.looked = t.looked || !write
}

// Mark announces a step that matters to nobody but a judge of the execution, such as the
// begin of a call. As long as marks are no scheduling points, it is none, and Mark
// returns false: the judge then has to see to it that all orders of marks are right that
// the order of the other events allows, or else to ask for MarkSteps.
func Mark(kind Kind, o trace.Object, m trace.Mode) (step bool) {
	t := Current()
	if !x.limits.Points.marked() {
		t.pass(false)
		return false
	}
	t.Touch(o, m, 0xff)
	t.Step(kind, -1, nil)
	return true
}

func (p *Points) marked() bool { return p.Whole() || p.marks }

// Marked reports whether marks were scheduling points.
func (x *Exec) Marked() bool { return x.limits.Points.marked() }

// MarkSteps makes marks scheduling points; the execution is to be tried again with them.
func (x *Exec) MarkSteps() {
	x.limits.Points.marks = true
	x.Refined = true
}

// refine makes the places of two uses that race scheduling points. It reports whether
// one of them was none.
func (x *Exec) refine(a, b use) bool {
	if (a.how|b.how)&isPlain == 0 {
		return false
	}
	x.limits.Points.add(a.at.site)
	x.limits.Points.add(b.at.site)
	x.Refined = true
	return true
}

// waitsForMemory makes all accesses scheduling points, because t waits in a loop for
// memory to change, and gives up the execution.
func (x *Exec) waitsForMemory(t *Task) {
	x.limits.Points.Fill()
	x.Refined, x.over = true, true
	t.yieldTo(nil)
}

// Steps returns how many steps x has made, those that are no events included.
func (x *Exec) Steps() int { return len(x.Events) + x.plain }

// Plain returns how many accesses t has made that are no events.
func (t *Task) Plain() int32 { return t.plain }

// Born returns how many of them its parent had made when t was started.
func (t *Task) Born() int32 { return t.born }
