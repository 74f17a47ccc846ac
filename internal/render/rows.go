package render

import (
	"fmt"
	"slices"
	"strings"

	"racelab/internal/console"
	"racelab/internal/trace"
)

// A row of the table: one or more steps that one goroutine makes in one line
// of source without anybody else in between; or, if sign is set, a remark (a banner).
type row struct {
	task   int
	first  int // index of the first step in Failure.Steps
	last   int // and of the last
	steps  []trace.Step
	where  trace.Place
	from   *trace.Place // where it was called, if that tells rows of one line apart
	text   string
	fatal  bool
	waits  bool
	clock  bool
	cycled bool // comes again and again
	number int  // from 1; 0 for a banner

	banner  string
	sign    string // of a banner
	moved   []int  // the tasks that a banner speaks of
	repeats int    // how often the cycled rows above a banner came
	left    []trace.Left
}

// nobody makes the steps of a row that stands for what a report leaves out. It is never shown
// but in a gap.
const nobody = -1

func (r row) isBanner() bool { return r.sign != "" }

// rowsOf merges the steps of f into rows, up to where it went wrong. Time is
// worth rows only if it passes.
func rowsOf(f *trace.Failure, n names) []row {
	rows := mergedRows(f, n, f.Endless())
	if !slices.ContainsFunc(rows, func(r row) bool { return !r.clock }) {
		rows = mergedRows(f, n, false) // each round is a detour
	}
	rows = append(rows, stuckRows(f, rows)...)
	markFatal(f, rows)
	if f.Endless() {
		return rows // the rows that repeat tell what is wrong, not the one at which that was noticed
	}
	return upToFatal(rows)
}

// mergedRows are the rows of events; short leaves out what says little in rounds
// that go on for ever.
func mergedRows(f *trace.Failure, n names, short bool) []row {
	var rows []row
	timed, placed, quiet := timePasses(f.Steps), placed(f.Steps), quietReads(f.Steps)
	over := passedSubtests(f)
	for i, s := range f.Steps {
		if len(s.Left) > 0 {
			rows = append(rows, row{task: nobody, first: i, last: i, left: s.Left})
		}
		if over[s.Task] {
			continue
		}
		clock := n.isClock(s.Task)
		if !clock && !placed[s.Task] {
			s.Where = n.tasks[s.Task].Where // all that it runs is in a library, as in: go cancel()
		}
		if (clock && !timed || !clock && isAside(s)) && !s.Fatal {
			continue
		}
		if clock && i > 0 && s.Now == f.Steps[i-1].Now && !s.Fatal {
			continue // another timer of the same moment
		}
		if short && (quiet[i] || isDetour(f.Fault, s)) {
			continue // rounds are long, and what was found and changed is what matters
		}
		if (quiet[i] || s.Op.Use().Bookkeeping) && isOperand(s) {
			continue
		}
		if quiet[i] && len(s.Notes) == 0 {
			s.Op, s.Value = trace.OpUse, "" // worth a row, for it shows how far somebody is, but no word
		}
		last := len(rows) - 1
		if last < 0 || rows[last].task != s.Task || !sameLine(rows[last].where, s.Where) || s.Op.Use().Begins {
			rows, last = append(rows, row{task: s.Task, first: i, where: s.Where, clock: clock}), last+1
		}
		rows[last].last = i
		rows[last].add(s)
	}
	return rows
}

// isAside tells what the explorer does, such as ending the test, which is in no
// source, and what is done for it alone.
func isAside(s trace.Step) bool {
	return s.Where.File == "" || strings.HasPrefix(console.Clean(s.Where.Text), "explore.Sometimes(")
}

// isOperand tells what the cases of a select are made of, such as the channel of a
// timer: a row with the line of a case would say that this case was taken.
func isOperand(s trace.Step) bool { return strings.HasPrefix(console.Clean(s.Where.Text), "case ") }

// isDetour tells the steps of a round that say little: that a goroutine sleeps,
// and, where somebody is passed over, each short use of a mutex.
func isDetour(fault trace.Fault, s trace.Step) bool {
	switch use := s.Op.Use(); {
	case use.Sleeps:
		return true
	case use.Chooses:
		return says(s.Notes, trace.FactWaits)
	case use.Exclusive:
		return fault == trace.Starvation && len(s.Notes) == 0
	}
	return false
}

// quietReads finds the steps that read what nobody changes, of which not even
// the value is known, or only a length.
func quietReads(steps []trace.Step) map[int]bool {
	changed, quiet := map[int]bool{}, map[int]bool{}
	for _, s := range steps {
		if s.Op.WritesMemory() {
			changed[s.Object] = true
		}
	}
	for i, s := range steps {
		quiet[i] = s.Op.Use().Plain && s.Op.Use().Reads && (s.Value == "" || s.Sized) && !changed[s.Object]
	}
	return quiet
}

// placed says of which tasks some step has a place in the learner's source.
func placed(steps []trace.Step) map[int]bool {
	placed := map[int]bool{}
	for _, s := range steps {
		placed[s.Task] = placed[s.Task] || s.Where.File != ""
	}
	return placed
}

// upToFatal leaves out what happens when it is too late.
func upToFatal(rows []row) []row {
	for i := len(rows) - 1; i >= 0; i-- {
		if rows[i].fatal {
			return rows[:i+1]
		}
	}
	return rows
}

func (r *row) add(s trace.Step) {
	r.steps = append(r.steps, s)
	r.fatal = r.fatal || s.Fatal
	r.from = s.From
	r.waits = says(s.Notes, trace.FactWaits) || says(s.Notes, trace.FactAwaitsReaders)
	// Different expressions of one line: the longest tells the most.
	if text := console.Clean(s.Where.Text); len(text) > len(r.text) {
		r.text = text
	}
}

// tellApart keeps where a row was called only of rows of one goroutine that stand
// in the same line and were called from different ones.
func tellApart(rows []row) []row {
	callers := map[string]map[string]bool{}
	key := func(r row) string { return fmt.Sprint(r.task, " ", at(r.where)) }
	for _, r := range rows {
		if r.from != nil {
			if callers[key(r)] == nil {
				callers[key(r)] = map[string]bool{}
			}
			callers[key(r)][at(*r.from)] = true
		}
	}
	for i, r := range rows {
		if len(callers[key(r)]) < 2 {
			rows[i].from = nil
		}
	}
	return rows
}

func timePasses(steps []trace.Step) bool {
	for _, s := range steps {
		if s.Now != 0 {
			return true
		}
	}
	return false
}

// stuckRows are rows for goroutines whose last step is not the one they wait
// in: asking for a lock that is taken is no step. Those in a circle come last.
func stuckRows(f *trace.Failure, rows []row) []row {
	var outside, inside []row
	circle := circleOf(f.Waits)
	for _, stuck := range f.Waits {
		if forSubtests(stuck) && len(f.Waits) > 1 {
			continue // the subtest's own rows tell more
		}
		note := trace.Fact{Kind: trace.FactWaits}
		if stuck.Holder >= 0 && stuck.Holder != stuck.Task {
			note.Tasks = []int{stuck.Holder}
		}
		step := trace.Step{Task: stuck.Task, Op: trace.OpStuck, Object: stuck.Object, Notes: []trace.Fact{note}, Where: stuck.Where}
		if i := lastOf(rows, stuck.Task); i >= 0 && sameLine(rows[i].where, stuck.Where) {
			if !rows[i].waits {
				rows[i].add(step)
			}
			continue
		}
		r := row{
			task: stuck.Task, first: len(f.Steps), last: len(f.Steps), where: stuck.Where, text: console.Clean(stuck.Where.Text), waits: true,
			steps: []trace.Step{step},
		}
		if slices.Contains(circle, stuck.Task) {
			inside = append(inside, r)
		} else {
			outside = append(outside, r)
		}
	}
	return append(outside, inside...)
}

func lastOf(rows []row, task int) int {
	for i := len(rows) - 1; i >= 0; i-- {
		if rows[i].task == task {
			return i
		}
	}
	return -1
}

// markFatal marks the row where it went wrong if the report leaves that open.
// Goroutines that are stuck went wrong where the last of them began to wait,
// which need not be a step; else it is the last row, as far as the program
// came. What goes on for ever has no such row.
func markFatal(f *trace.Failure, rows []row) {
	stuck := (f.Fault == trace.Deadlock || f.Fault == trace.Leak) && len(f.Waits) > 0
	last, marked := len(rows)-1, false
	for i := range rows {
		if stuck {
			rows[i].fatal = false
		}
		if stuck && rows[i].waits {
			last = i
		}
		marked = marked || rows[i].fatal
	}
	if !marked && last >= 0 && !f.Endless() {
		rows[last].fatal = true
	}
}
