package render_test

import (
	"strings"

	"racelab/internal/trace"
)

// Lines of the labs, as far as the executions in these tests come to them.
var sources = map[string]map[int]string{
	"cakebox.go": {
		26: "if len(b.cakes) > 0 {",
		29: "b.carry(cake)",
		30: "b.cakes = append(b.cakes, cake)",
		38: "names := make([]string, len(b.cakes))",
		39: "for i, cake := range b.cakes {",
	},
	"cakebox_test.go": {
		18: "box := NewBox(func(Cake) { door.Enter() })",
		20: "packed := make([]bool, 2)",
		23: `bakers.Go(func() { packed[0] = box.Put("Anna's cake") })`,
		24: `bakers.Go(func() { packed[1] = box.Put("Bert's cake") })`,
		25: "bakers.Wait()",
		29: "for _, yes := range packed {",
		35: `assert.NotContains(t, found, "crumbs",`,
	},
	"twotools.go": {
		21: "c.whisk.Lock()", 22: "defer c.whisk.Unlock()", 24: "c.bowl.Lock()", 26: "mix()",
		31: "c.bowl.Lock()", 34: "c.whisk.Lock()",
	},
	"twotools_test.go": {
		50: "begin := sync.OnceFunc(func() { close(begun) })",
		53: "if walked.Add(1) > enough {",
		66: "bakers.Go(func() { first.cook(corner, work) })",
		67: "bakers.Go(func() {",
		68: "<-begun",
		71: "bakers.Wait()",
	},
	"handover.go": {
		32: "s.mu.Lock()", 34: "s.baked = append(s.baked, cake)", 35: "s.counter <- cake", 33: "defer s.mu.Unlock()",
		41: "for cake := range s.counter {", 43: "s.mu.Lock()",
	},
	"handover_test.go": {35: "seller.Go(shop.Sell)"},
	"callcentre.go": {
		33: "go func() {", 34: "reply <- c.lookUp(question)", 38: "select {", 42: "case <-ctx.Done():",
		43: "c.hungUp.Add(1)", 44: `return "", ctx.Err()`,
	},
	"callcentre_test.go": {
		20: "hangUp()", 21: "<-callerGone // the answer is found too late",
		28: "close(callerGone)",
	},
	"politebakers.go": {
		30: "case <-t.free:", 38: "func (t *Tool) PutBack() { t.free <- struct{}{} }",
		60: "wait(ctx, reach)", 68: "wait(ctx, courtesy)", 61: "if second.TryTake() {",
		77: "case <-time.After(d):",
	},
	"politebakers_test.go": {30: "bakers.Go(func() {", 39: "bakers.Wait()"},
	"hungryelf.go": {
		42: "b.mu.Lock()", 47: "b.readers++", 51: "b.mu.Lock()", 53: "b.readers--", 54: "b.freed.Broadcast()",
		58: "b.mu.Lock()", 60: "for b.writing || b.readers > 0 {", 61: "b.freed.Wait()",
	},
	"hungryelf_test.go": {25: "elves.Go(func() {", 26: "time.Sleep(time.Duration(i) * late)", 43: "time.Sleep(page)"},
	"tally.go":          {24: "shown := b.cakes", 25: "b.cakes = shown + pack()", 31: "return b.cakes", 44: "shift.Go(func() { b.Record(pack) })", 46: "shift.Wait()"},
	"tally_test.go":     {26: `assert.Equal(t, "10 cakes packed", board.Report(),`},
}

func place(file string, line int) trace.Place {
	return trace.Place{Site: -1, File: "labs/" + file, Line: line, Text: sources[file][line]}
}

func test() trace.Task  { return trace.Task{ID: 0, Parent: -1, Name: "test"} }
func clock() trace.Task { return trace.Task{ID: 9, Parent: -1, Name: "clock", Clock: true} }

func task(id int, name, file string, line int) trace.Task {
	return trace.Task{ID: id, Name: name, Where: place(file, line)}
}

// cause is one that names tasks, and then places.
func cause(kind trace.CauseKind, tasks []int, places ...trace.Place) trace.Cause {
	return trace.Cause{Kind: kind, Tasks: tasks, Places: places}
}

// A script collects the steps of one execution, in one file at a time.
type script struct {
	file  string
	now   int64
	steps []trace.Step
}

func (s *script) in(file string) *script { s.file = file; return s }

// do adds a step; of the rest, the first is the value and the second a fact.
func (s *script) do(task int, line int, op trace.Op, object int, rest ...string) *script {
	step := trace.Step{Task: task, Op: op, Object: object, Where: place(s.file, line), Now: s.now}
	if len(rest) > 0 {
		step.Value = rest[0]
		step.Sized = strings.Contains(rest[0], " element")
	}
	if len(rest) > 1 {
		step.Notes = []trace.Fact{{Kind: trace.FactKind(rest[1])}}
	}
	s.steps = append(s.steps, step)
	return s
}

// tick lets time pass.
func (s *script) tick(to int64) *script {
	s.now = to
	s.steps = append(s.steps, trace.Step{Task: clock().ID, Op: "timer fires", Object: -1, Now: to})
	return s
}

func (s *script) fatal() []trace.Step {
	s.steps[len(s.steps)-1].Fatal = true
	return s.steps
}
