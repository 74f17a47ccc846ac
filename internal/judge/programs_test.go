package judge

import . "racelab/internal/course"

// programs are candidates for the made lab, at least one for each verdict that a
// run of moderate length can have.
var programs = []struct {
	reason  string
	source  string
	race    bool
	verdict Verdict
	found   []Verdict
	note    string
}{
	{reason: "a right answer passes",
		source: sourceOf("", `return 42`, ""), verdict: Pass},
	{reason: "output without a line's end hides no report",
		source: sourceOf("fmt", `fmt.Print("baking…"); return 42`, ""), verdict: Pass},
	{reason: "the words of a failure are none in a run that passes",
		source: sourceOf("fmt", `fmt.Println("deadlock: WARNING: DATA RACE"); return 42`, ""), verdict: Pass},
	{reason: "a failed assertion",
		source: sourceOf("", `return 41`, ""), verdict: WrongResult, found: []Verdict{WrongResult}},
	{reason: "a race alone",
		source: sourceOf("", racing+`return 42`, ""), race: true, verdict: DataRace, found: []Verdict{DataRace}},
	{reason: "a race and a wrong result are both seen",
		source: sourceOf("", racing+`return 41`, ""), race: true, verdict: DataRace, found: []Verdict{DataRace, WrongResult}},
	{reason: "a watchdog's deadlock",
		source:  sourceOf("racelab/internal/stage", `stage.Fatal(t, stage.Deadlock, "Ada waits for the bowl"); return 0`, ""),
		verdict: Deadlock, found: []Verdict{Deadlock}},
	{reason: "the runtime's deadlock",
		source: sourceOf("", `select {}`, ""), verdict: Deadlock, found: []Verdict{Deadlock}},
	{reason: "a bubble's deadlock",
		source:  sourceOf("testing/synctest", `synctest.Test(t, func(*testing.T) { <-make(chan int) }); return 42`, ""),
		verdict: Deadlock, found: []Verdict{Deadlock}},
	{reason: "a livelock that the stage sees",
		source: sourceOf("racelab/internal/stage:runtime", `stage.Run(t, func() { for { runtime.Gosched() } }); return 42`, ""), note: "",
		verdict: Livelock, found: []Verdict{Livelock}},
	{reason: "a fault after which the stage must end the process",
		source: sourceOf("context:racelab/internal/stage:sync:time", `
	stage.Within(t, time.Hour, stage.Livelock, func(context.Context) { var mu sync.Mutex; mu.Lock(); mu.Lock() })
	return 42`, ""),
		verdict: Deadlock, found: []Verdict{Deadlock}},
	{reason: "the words of a fault are only words",
		source:  sourceOf("", `t.Error("deadlock: Ada waits for the bowl"); return 42`, ""),
		verdict: WrongResult, found: []Verdict{WrongResult}},
	{reason: "a fault, and a check beside it",
		source:  sourceOf("racelab/internal/stage", `stage.Fail(t, stage.Livelock, "nobody got both tools"); return 41`, ""),
		verdict: Livelock, found: []Verdict{Livelock, WrongResult}},
	{reason: "a starvation",
		source:  sourceOf("racelab/internal/stage", `stage.Fail(t, stage.Starvation, "the elf never wrote"); return 42`, ""),
		verdict: Starvation, found: []Verdict{Starvation}},
	{reason: "a panic",
		source: sourceOf("", `panic("the oven is on fire")`, ""), verdict: Panic, found: []Verdict{Panic}},
	{reason: "goleak's report",
		source:  sourceOf("", `t.Error("found unexpected goroutines:\n[Goroutine 7 in state chan send]"); return 42`, ""),
		verdict: Leak, found: []Verdict{Leak}},
	{reason: "a leak in a bubble",
		source:  sourceOf("testing/synctest", `synctest.Test(t, func(*testing.T) { go func() { <-make(chan int) }() }); return 42`, ""),
		verdict: Leak, found: []Verdict{Leak}},
	{reason: "an early success is none",
		source: sourceOf("os", `return 42`, `func init() { os.Exit(0) }`), verdict: WrongResult,
		found: []Verdict{WrongResult}, note: "ended before its tests did: TestWork, TestAfterwards"},
	{reason: "an early success in the middle of a test",
		source: sourceOf("os", `os.Exit(0); return 42`, ""), verdict: WrongResult,
		found: []Verdict{WrongResult}, note: "ended before its tests did"},
	{reason: "a panic elsewhere, behind half a line",
		source:  sourceOf("fmt", `go func() { fmt.Print("cake"); panic(1) }(); <-make(chan int); return 42`, ""),
		verdict: Panic, found: []Verdict{Panic}},
	{reason: "a skipped test has not passed",
		source: sourceOf("", `t.Skip(); return 42`, ""), verdict: WrongResult,
		found: []Verdict{WrongResult}, note: "ended before its tests did: TestWork"},
	{reason: "no Go at all",
		source: "pack it in", verdict: NoBuild, found: []Verdict{NoBuild}},
	{reason: "another package",
		source: "package y\n", verdict: NoBuild, found: []Verdict{NoBuild}},
	{reason: "a file that builds nowhere",
		source: "//go:build ignore\n\npackage x\n", verdict: NoBuild, found: []Verdict{NoBuild}},
	{reason: "an import that the course has not",
		source: sourceOf("example.com/nothing", `return 42`, ""), verdict: NoBuild, found: []Verdict{NoBuild}},
}

// racing is a data race and nothing else.
const racing = `n, done := 0, make(chan bool)
	go func() { n++; done <- true }()
	n++
	<-done
	`
