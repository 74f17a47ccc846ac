package diagnose

import (
	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

// A Ledger keeps, while an execution goes on, what is known of each object that
// its steps have used.
type Ledger struct {
	objects Objects
	rows    int // of the execution that have been entered
	things  []*thing
	index   map[part]*thing
}

// NewLedger returns an empty ledger for one execution.
func NewLedger(objects Objects) *Ledger {
	return &Ledger{objects: objects, index: map[part]*thing{}}
}

// part is an object, or some bytes of a memory cell.
type part struct {
	object trace.Object
	mask   uint8
}

type thing struct {
	trace.Thing
	object trace.Object
	users  map[int32]bool
}

// Moment describes the state of x between two events.
func (l *Ledger) Moment(x *kernel.Exec) trace.Moment {
	l.enter(x)
	m := trace.Moment{Tasks: l.standings(x)}
	if n := len(x.Rows); n > 0 {
		m.Now = x.Rows[n-1].Now
	}
	for _, t := range l.things {
		if kind, state, ok := x.Look(t.object); ok {
			t.Kind, t.State = kind, state
		}
		m.Things = append(m.Things, t.Thing)
	}
	return m
}

// enter takes in the events since last time.
func (l *Ledger) enter(x *kernel.Exec) {
	for ; l.rows < len(x.Rows); l.rows++ {
		row := &x.Rows[l.rows]
		_, _, model := x.Look(row.Object)
		if row.Object == 0 || !model && !row.Kind.Op().Use().Memory {
			continue
		}
		t := l.thing(part{row.Object, maskOf(x, l.rows, model)}, row)
		t.users[row.Task] = true
		t.Users, t.Last = len(t.users), l.rows
		if row.Value != "" && !model {
			t.State = []trace.Fact{{Kind: trace.FactValue, Text: row.Value}}
		}
	}
}

func (l *Ledger) thing(p part, row *kernel.Row) *thing {
	t, known := l.index[p]
	if !known {
		t = &thing{object: p.object, users: map[int32]bool{}, Thing: trace.Thing{
			Object: l.objects.number(p.object), Part: p.mask, Kind: "variable",
			Op: row.Kind.Op(), Where: PlaceOf(row.Site, row.Where),
		}}
		l.index[p], l.things = t, append(l.things, t)
	}
	return t
}

// maskOf says which bytes of a cell event i used; 0 stands for all.
func maskOf(x *kernel.Exec, i int, model bool) uint8 {
	if acc := x.Accesses(&x.Events[i]); !model && len(acc) > 0 && acc[0].Mask != 0xff {
		return acc[0].Mask
	}
	return 0
}

// standings say where every task stands, those included that have ended.
func (l *Ledger) standings(x *kernel.Exec) []trace.Standing {
	var all []trace.Standing
	left := map[int32]kernel.Stuck{}
	for _, s := range x.Standing() {
		left[s.Task.ID] = s
	}
	for _, t := range x.Tasks {
		switch s, alive := left[taskNumber(t)]; {
		case t == nil:
		case alive:
			all = append(all, l.standing(s))
		case t.ID != kernel.ClockID:
			all = append(all, trace.Standing{Task: int(t.ID), Stance: trace.Ended, Holder: -1, Where: PlaceOf(-1, kernel.Pos{}), Taken: PlaceOf(-1, kernel.Pos{})})
		case t.Announced():
			all = append(all, trace.Standing{Task: int(t.ID), Stance: trace.Ready, Op: t.Kind().Op(), Holder: -1, Where: PlaceOf(-1, kernel.Pos{}), Taken: PlaceOf(-1, kernel.Pos{})})
		}
	}
	return all
}

func taskNumber(t *kernel.Task) int32 {
	if t == nil {
		return -1
	}
	return t.ID
}

func (l *Ledger) standing(s kernel.Stuck) trace.Standing {
	st := trace.Standing{
		Task: int(s.Task.ID), Stance: trace.Ready, Holder: -1,
		Where: PlaceOf(s.Site, s.Waiting.Where), Taken: PlaceOf(-1, s.Taken),
	}
	if s.Task.Announced() {
		st.Op = s.Kind.Op()
	}
	if !s.Running {
		// A parked task is in the second half of its latest step.
		st.Stance, st.For, st.Op = trace.Waits, s.Waiting.For, s.Kind.Op()
		if s.Holder != nil {
			st.Holder = int(s.Holder.ID)
		}
	}
	return st
}
