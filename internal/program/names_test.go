package program

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"racelab/internal/build"
	"racelab/internal/rewrite"
	"racelab/internal/trace"
)

func ofGo(path string) bool { return !strings.Contains(path, ".") }

func TestTasksAreNamedAfterWhatTheyDo(t *testing.T) {
	for _, c := range []struct{ source, want, reason string }{
		{`go s.Bake(x)`, "bake", "a method"},
		{`go deliver()`, "deliver", "a function"},
		{`go kitchen.Work[int](3)`, "work", "an instance"},
		{`go func() { box.Put("cake") }()`, "put", "what a literal does"},
		{`go func() { mu.Lock(); defer mu.Unlock(); box.Put(1) }()`, "put", "locking says nothing"},
		{`go func() { for { box.Put(r.Intn(6)) } }()`, "go:4", "two calls, of which none is the one that tells"},
		{`go func() { defer wg.Done(); wg.Wait(); close(done) }()`, "go:4", "nothing that tells"},
		{`go func() { out <- 1 }()`, "go:4", "no call"},
		{`go func() { <-done }()`, "go:4", "no call"},
		{`bakers.Go(func() { box.Put(1) })`, "baker", "the group has a name"},
		{`wg.Go(func() { packed[0] = box.Put(1) })`, "put", "the group has none"},
		{`elves.Go(f)`, "elf", "an irregular plural"},
		{`deliveries.Go(f)`, "delivery", "a plural"},
		{`boss.Go(f)`, "boss", "no plural"},
		{`g.Go(fetch)`, "fetch", "a function"},
		{`time.AfterFunc(time.Second, ring)`, "ring", "a timer's function"},
		{`time.AfterFunc(time.Second, func() { n = 1 })`, "go:4", "nothing that tells"},
		{`go makeBaker(1)()`, "makeBaker", "a function from a function"},
		{`go func() { <-time.After(1); close(done) }()`, "go:4", "a function of the library says nothing"},
		{`go func() { out <- str.ToUpper(cake()) }()`, "cake", "under another name, too"},
		{`pool.Submit(func() { box.Put(1) })`, "put", "what it hands over, by way of which it may start a goroutine"},
		{`kitchen.Open(3)`, "open", "what is called there"},
		{`http.Get(url)`, "go:4", "a library starts it"},
		{`n++`, "go:4", "nothing starts here"},
	} {
		source := "package x; import (\"time\"; str \"strings\"; \"net/http\"; \"example.org/kitchen\")\n\nfunc f() {\n\t" + c.source + "\n}\n"
		assert.Equal(t, c.want, nameAt([]byte(source), 4, 0, ofGo), "%s: %s", c.reason, c.source)
	}
}

func TestTheGoStatementOfTheLineIsMeant(t *testing.T) {
	source := "package x\n\nfunc f() {\n\tgo func() {\n\t\tgo inner()\n\t\tbox.Put(1)\n\t}()\n\tgroup.\n\t\tGo(chain)\n}\n"
	assert.Equal(t, "put", nameAt([]byte(source), 4, 0, ofGo))
	assert.Equal(t, "inner", nameAt([]byte(source), 5, 0, ofGo))
	assert.Equal(t, "chain", nameAt([]byte(source), 9, 0, ofGo))
	assert.Equal(t, "b", nameAt([]byte("package x\n\nfunc f() { go a(); go b() }\n"), 3, 20, ofGo))
}

// inAKitchen returns a program of one file and a folder of a copied package.
func inAKitchen(t *testing.T) (p *Program, file, copied string) {
	root := t.TempDir()
	file = filepath.Join(root, "box", "box.go")
	write(t, file, "package box\n\nfunc f() {\n\tgo bake()\n\tgo bake()\n\tgo pack()\n\t\tn = 1\n}\n")
	site := rewrite.Site{ID: 0, Text: "go bake()"}
	site.Pos.Filename, site.Pos.Line, site.Pos.Column = file, 4, 2
	copied = filepath.Join(t.TempDir(), "sync@v1")
	p = &Program{child: &build.Child{Module: root, Goroot: "/go", Sites: []rewrite.Site{site},
		Dirs: []string{filepath.Dir(file), copied}, Copies: []build.Copy{{Dir: copied, Path: "example.org/sync"}}}}
	return p, file, copied
}

func TestReportIsCompletedFromTheSource(t *testing.T) {
	p, file, copied := inAKitchen(t)
	report := &trace.Report{
		Failure: &trace.Failure{
			Tasks: []trace.Task{
				{ID: 0, Parent: -1, Where: trace.Place{Site: -1}}, {ID: 1, Where: trace.Place{Site: 0}},
				{ID: 2, Where: trace.Place{Site: -1, File: file, Line: 5}}, {ID: 3, Where: trace.Place{Site: -1, File: file, Line: 6}},
				{ID: 4, Parent: -1, Clock: true, Where: trace.Place{Site: -1}},
			},
			Steps: []trace.Step{
				{Where: trace.Place{Site: 0}},
				{Where: trace.Place{Site: -1, File: file, Line: 7}},
				{Where: trace.Place{Site: -1, File: filepath.Join(copied, "sync.go"), Line: 1}},
				{Where: trace.Place{Site: 99, File: "/go/src/fmt/print.go", Line: 1}},
				{Task: 3, Where: trace.Place{Site: -1, File: "/go/src/runtime/asm.s", Line: 1}},
			},
		},
		Race: &trace.Race{First: trace.RaceSide{Task: 1, Where: trace.Place{Site: 0}}, Second: trace.RaceSide{Task: 3}},
	}
	p.locate(report)
	var names []string
	for _, task := range report.Failure.Tasks {
		names = append(names, task.Name)
	}
	assert.Equal(t, "test bake-1 bake-2 pack clock", strings.Join(names, " "))
	steps := report.Failure.Steps
	assert.Equal(t, trace.Place{Site: 0, File: "box/box.go", Line: 4, Col: 2, Text: "go bake()"}, steps[0].Where)
	assert.Equal(t, trace.Place{Site: -1, File: "box/box.go", Line: 7, Text: "n = 1"}, steps[1].Where)
	assert.Equal(t, "example.org/sync/sync.go", steps[2].Where.File)
	assert.Equal(t, "fmt/print.go", steps[3].Where.File, "the test itself has no go statement")
	assert.Equal(t, 6, steps[4].Where.Line, "what nobody wrote is put where the goroutine starts")
	assert.Equal(t, "bake-1", report.Race.First.Name)
	assert.Equal(t, "pack", report.Race.Second.Name)
}

func TestTheCommandForAReplayIsOneToCopy(t *testing.T) {
	p := &Program{child: &build.Child{Module: "/m", Dir: "/m/labs/x"}}
	assert.Equal(t, "go tool lab explore ./labs/x -run '^TestX/a$' -replay '0*2 1'", p.ReplayCommand("", "TestX/a")("0*2 1"))
	assert.Equal(t, "go tool lab explore ../x -run '^TestX$' -replay '1'", p.ReplayCommand("../x", "TestX")("1"))
}
