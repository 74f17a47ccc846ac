package render_test

import (
	"fmt"
	"time"

	"racelab/internal/trace"
)

// reports are what the explorer finds in the labs, by the name of the golden.
func reports() map[string]*trace.Report {
	return map[string]*trace.Report{
		"assertion":      cakebox(),
		"deadlock":       twotools(),
		"handover":       handover(),
		"doublelock":     doubleLock(),
		"leak":           callcentre(),
		"race":           tallyRace(),
		"panic":          closedCounter(),
		"livelock":       politebakers(),
		"starvation":     hungryelf(),
		"never":          never(),
		"nondeterminism": unstable(),
		"window":         fourBakers(),
		"wide":           wide(),
		"passed":         {Test: "TestOneCakePerBoxOnEverySchedule", Outcome: trace.Passed, Executions: 6, Classes: 6, Seconds: 0.01},
		"partly": {Test: "TestTransfersNeverCreateMoney", Outcome: trace.Partly, Executions: 412_873, Seed: 7, Seconds: 10,
			Reason: "the 10 s it was given are over; go on with -time 1m"},
		"inconclusive": {Test: "TestOrdersReachTheKitchen", Outcome: trace.Inconclusive, Executions: 3,
			Reason: "orders.go:48 opens a network connection (net.Dial), which no schedule controls"},
	}
}

func failed(test string, executions int, f *trace.Failure) *trace.Report {
	return &trace.Report{Test: test, Outcome: trace.Failed, Executions: executions, Seed: 1, Seconds: 0.02, Failure: f}
}

func cakebox() *trace.Report {
	const door, cakes, left, right, group = 1, 2, 3, 4, 5
	s := &script{file: "cakebox_test.go"}
	s.do(0, 18, "write", 7).do(0, 20, "write", 8)
	s.in("cakebox.go").do(1, 26, "read", cakes, "nil")
	s.do(2, 26, "read", cakes, "nil").do(2, 29, "read", door)
	s.do(2, 30, "read", cakes, "nil").do(2, 30, "write", cakes, "1 element")
	s.in("cakebox_test.go").do(2, 24, "write", right, "true").do(2, 24, "done", group)
	s.in("cakebox.go").do(1, 29, "read", door).do(1, 30, "read", cakes, "1 element").do(1, 30, "write", cakes, "2 elements")
	s.in("cakebox_test.go").do(1, 23, "write", left, "true").do(1, 23, "done", group)
	s.do(0, 25, "wait", group).do(0, 29, "read", left, "true").do(0, 29, "read", right, "true")
	s.in("cakebox.go").do(0, 38, "read", cakes, "2 elements").do(0, 39, "read", cakes, "2 elements")
	s.in("cakebox_test.go").do(0, 35, "fail", -1)
	r := failed("TestOneCakePerBoxOnEverySchedule", 4, &trace.Failure{
		Fault: trace.Assertion, Cause: cause(trace.CauseTorn, []int{2, 1}, place("cakebox.go", 26), place("cakebox.go", 30)),
		Messages: []string{
			"\n\tError Trace:\t/home/anna/lab/labs/cakebox/cakebox_test.go:35\n" +
				"\tError:      \t\"crumbs of Bert's cake and Anna's cake\" should not contain \"crumbs\"\n" +
				"\tTest:       \tTestOneCakePerBoxOnEverySchedule\n" +
				"\tMessages:   \tAnna and Bert came to the same box with a cake each. The customer must find one whole cake in it.\n",
			"\n\tError Trace:\t/home/anna/lab/labs/cakebox/cakebox_test.go:37\n" +
				"\tError:      \tNot equal: \n\t            \texpected: 1\n\t            \tactual  : 2\n" +
				"\tTest:       \tTestOneCakePerBoxOnEverySchedule\n" +
				"\tMessages:   \tPut said true to Anna: true, and to Bert: true. The box is for one of them; the other must hear false and look for another box.\n",
		},
		Replay: "1x5.2x6.1", Preemptions: 1, Minimal: true,
		Tasks:   []trace.Task{test(), task(1, "put-1", "cakebox_test.go", 23), task(2, "put-2", "cakebox_test.go", 24)},
		Steps:   s.fatal(),
		Passing: &trace.Passing{Replay: "1x9.2", Differ: 3, Task: 1},
	})
	r.Race = &trace.Race{
		First:  trace.RaceSide{Task: 1, Where: place("cakebox.go", 26), Name: "put-1"},
		Second: trace.RaceSide{Task: 2, Write: true, Where: place("cakebox.go", 30), Name: "put-2"},
		Replay: "1x5.2x6.1",
	}
	return r
}

func twotools() *trace.Report {
	const whisk, bowl, begun, walked, group = 1, 2, 3, 4, 5
	s := &script{file: "twotools_test.go"}
	s.do(2, 68, "receive", begun, "", "waits")
	s.in("twotools.go").do(1, 21, "lock", whisk)
	s.in("twotools_test.go").do(1, 50, "close", begun).do(1, 53, "atomic update", walked, "1")
	s.in("twotools.go").do(2, 31, "lock", bowl)
	s.in("twotools_test.go").do(2, 53, "atomic update", walked, "2")
	return failed("TestEveryRecipeComesToAnEnd/SpongeAndIcing", 2, &trace.Failure{
		Fault: trace.Deadlock, Cause: cause(trace.CauseCircle, []int{1, 2}, place("twotools.go", 24), place("twotools.go", 34)),
		Replay: "0x3.2.1x3.2x4.1", Preemptions: 0, Minimal: true,
		Tasks: []trace.Task{test(), task(1, "baker-1", "twotools_test.go", 66), task(2, "baker-2", "twotools_test.go", 67)},
		Steps: s.steps,
		Waits: []trace.Stuck{
			{Task: 0, For: trace.Wait{Kind: trace.WaitGroup}, Name: "bakers", Object: group, Holder: -1, Where: place("twotools_test.go", 71)},
			{Task: 1, For: trace.Wait{Kind: trace.WaitLock}, Name: "c.bowl", Object: bowl, Holder: 2, Where: place("twotools.go", 24), Taken: place("twotools.go", 31)},
			{Task: 2, For: trace.Wait{Kind: trace.WaitLock}, Name: "c.whisk", Object: whisk, Holder: 1, Where: place("twotools.go", 34), Taken: place("twotools.go", 21)},
		},
		Passing: &trace.Passing{Replay: "0x3.1x9.2", Differ: 4, Task: 1},
	})
}

func handover() *trace.Report {
	const mu, baked, counter = 1, 2, 3
	s := &script{file: "handover_test.go"}
	s.in("handover.go").do(1, 41, "receive", counter, "", "waits")
	s.do(0, 32, "lock", mu).do(0, 34, "read", baked, "nil").do(0, 34, "write", baked, "1 element")
	s.do(0, 35, "send", counter, `"cake 1"`).do(0, 33, "unlock", mu)
	s.do(0, 32, "lock", mu)
	s.do(0, 34, "read", baked, "1 element").do(0, 34, "write", baked, "2 elements").do(0, 35, "send", counter, `"cake 2"`, "waits")
	return failed("TestTwoBakersShareTheCounter", 5, &trace.Failure{
		Fault: trace.Deadlock, Cause: trace.Cause{
			Kind: trace.CauseChain, Tasks: []int{1, 0}, Places: []trace.Place{place("handover.go", 43), place("handover.go", 35)},
			Names: []string{"s.mu", "s.counter"}, Wait: &trace.Wait{Kind: trace.WaitSend},
		},
		Replay: "0.1.0x6.1.0", Preemptions: 1, Minimal: true,
		Tasks: []trace.Task{test(), task(1, "sell", "handover_test.go", 35)},
		Steps: s.steps,
		Waits: []trace.Stuck{
			{Task: 0, For: trace.Wait{Kind: trace.WaitSend}, Name: "s.counter", Object: counter, Holder: -1, Where: place("handover.go", 35)},
			{Task: 1, For: trace.Wait{Kind: trace.WaitLock}, Name: "s.mu", Object: mu, Holder: 0, Where: place("handover.go", 43), Taken: place("handover.go", 32)},
		},
	})
}

// doubleLock has no step for the request that is never granted.
func doubleLock() *trace.Report {
	s := &script{file: "twotools.go"}
	s.do(0, 21, "lock", 1)
	return failed("TestCreamTwice", 1, &trace.Failure{
		Fault: trace.Deadlock, Replay: "0", Minimal: true, Tasks: []trace.Task{test()}, Steps: s.steps,
		Waits: []trace.Stuck{{Task: 0, For: trace.Wait{Kind: trace.WaitLock}, Name: "c.bowl", Object: 1, Holder: 0, Where: place("twotools.go", 31), Taken: place("twotools.go", 21)}},
	})
}

func callcentre() *trace.Report {
	const reply, ctx, gone, hungUp = 1, 2, 3, 4
	s := &script{file: "callcentre.go"}
	s.in("callcentre_test.go").do(1, 20, "cancel", ctx).do(1, 21, "receive", gone, "", "waits")
	s.in("callcentre.go").do(0, 38, "select", -1).do(0, 43, "atomic update", hungUp, "1").do(0, 44, "read", ctx)
	s.in("callcentre_test.go").do(0, 28, "close", gone)
	s.in("callcentre.go").do(1, 34, "send", reply, `"bus 12"`, "waits")
	return failed("TestTheAgentGoesHomeAfterTheCallerHungUp", 1, &trace.Failure{
		Fault: trace.Leak, Cause: trace.Cause{Kind: trace.CauseLeft, Tasks: []int{1}, Places: []trace.Place{place("callcentre.go", 34)}, Wait: &trace.Wait{Kind: trace.WaitSend}},
		Replay: "0x2.1x2.0", Preemptions: 0, Minimal: true,
		Tasks: []trace.Task{test(), task(1, "ask", "callcentre.go", 33)},
		Steps: s.steps,
		Waits: []trace.Stuck{{Task: 1, For: trace.Wait{Kind: trace.WaitSend}, Name: "reply", Object: reply, Holder: -1, Where: place("callcentre.go", 34)}},
	})
}

func tallyRace() *trace.Report {
	const cakes = 1
	s := &script{file: "tally.go"}
	s.do(1, 24, "read", cakes, "0")
	s.do(1, 25, "write", cakes, "6").do(2, 24, "read", cakes, "6")
	r := failed("TestForemanMayLookDuringTheShift", 1, &trace.Failure{
		Fault: trace.DataRace, Cause: trace.Cause{
			Kind: trace.CauseRace, Tasks: []int{1, 2}, Places: []trace.Place{place("tally.go", 25), place("tally.go", 24)},
			Ops: []trace.Op{trace.OpWrite, trace.OpRead}, Names: []string{"b.cakes", "b.cakes"},
		},
		Replay: "0x2.1x2.2", Minimal: true,
		Tasks: []trace.Task{test(), task(1, "record-1", "tally.go", 44), task(2, "record-2", "tally.go", 44)},
		Steps: s.fatal(),
	})
	r.Race = &trace.Race{
		First:  trace.RaceSide{Task: 1, Write: true, Where: place("tally.go", 25)},
		Second: trace.RaceSide{Task: 2, Where: place("tally.go", 24)},
		Replay: "0x2.1x2.2",
	}
	return r
}

func closedCounter() *trace.Report {
	const counter = 1
	s := &script{file: "handover.go"}
	s.do(1, 35, "send", counter, `"cake 1"`).do(2, 41, "receive", counter, `"cake 1"`)
	s.steps = append(s.steps, trace.Step{Task: 0, Op: "close", Object: counter, Where: trace.Place{File: "labs/handover.go", Line: 50, Text: "func (s *Shop) Close() { close(s.counter) }"}})
	s.do(1, 35, "send", counter, `"cake 2"`)
	return failed("TestTheShopCloses", 3, &trace.Failure{
		Fault: trace.Panic, Cause: trace.Cause{Kind: trace.CausePanicked, Tasks: []int{1}, Places: []trace.Place{place("handover.go", 35)}, Text: "send on closed channel"}, Messages: []string{"panic: send on closed channel"},
		Replay: "1.2.0.1", Preemptions: 1, Minimal: true,
		Tasks: []trace.Task{test(), task(1, "bake", "handover_test.go", 35), task(2, "sell", "handover_test.go", 35)},
		Steps: s.fatal(),
	})
}

func politebakers() *trace.Report {
	const whisk, bowl, group = 1, 2, 3
	s := &script{file: "politebakers_test.go"}
	second := time.Second.Nanoseconds()
	for round := range int64(14) {
		s.in("politebakers.go").do(1, 30, "receive", whisk).do(2, 30, "receive", bowl)
		s.do(1, 77, "receive", -1, "", "waits").do(2, 77, "receive", -1, "", "waits").tick((3*round + 1) * second)
		s.do(1, 30, "receive", bowl, "", "not ready").do(2, 30, "receive", whisk, "", "not ready")
		s.do(1, 77, "receive", -1, "", "waits").do(2, 77, "receive", -1, "", "waits").tick((3*round + 3) * second)
		s.do(1, 38, "send", whisk).do(2, 38, "send", bowl)
	}
	return failed("TestBakersFinishTheirOrdersWithinTheHour", 1, &trace.Failure{
		Fault: trace.Livelock, Cause: trace.Cause{Kind: trace.CauseRounds, Tasks: []int{1, 2}, Count: 12},
		Replay: "fair", Minimal: true,
		Tasks: []trace.Task{test(), task(1, "baker-1", "politebakers_test.go", 30), task(2, "baker-2", "politebakers_test.go", 30), clock()},
		Steps: s.fatal(),
		Waits: []trace.Stuck{{Task: 0, For: trace.Wait{Kind: trace.WaitGroup}, Name: "bakers", Object: group, Holder: -1, Where: place("politebakers_test.go", 39)}},
	})
}

func hungryelf() *trace.Report {
	const mu, readers, freed = 1, 2, 3
	minute := time.Minute.Nanoseconds()
	s := &script{file: "hungryelf_test.go"}
	s.in("hungryelf.go")
	s.do(1, 42, "lock", mu).do(1, 47, "read", readers, "0").do(1, 47, "write", readers, "1")
	s.tick(minute).do(2, 42, "lock", mu).do(2, 47, "read", readers, "1").do(2, 47, "write", readers, "2")
	s.tick(minute+1e9).do(0, 58, "lock", mu).do(0, 60, "read", readers, "2").do(0, 61, "wait", freed, "", "waits")
	for round := range int64(29) {
		for elf := range 2 {
			s.tick((2*round + int64(elf) + 2) * minute)
			s.do(elf+1, 51, "lock", mu).do(elf+1, 53, "read", readers, "2").do(elf+1, 53, "write", readers, "1")
			s.do(elf+1, 54, "broadcast", freed)
			s.do(0, 60, "read", readers, "1").do(0, 61, "wait", freed, "", "waits")
			s.do(elf+1, 42, "lock", mu).do(elf+1, 47, "read", readers, "1").do(elf+1, 47, "write", readers, "2")
		}
	}
	return failed("TestTheWritingElfGetsTheBookWithinTheHour", 1, &trace.Failure{
		Fault: trace.Starvation, Cause: trace.Cause{Kind: trace.CauseStarved, Tasks: []int{0, 1, 2}, Places: []trace.Place{place("hungryelf.go", 61)}, Count: 42},
		Replay: "fair", Minimal: true,
		Tasks: []trace.Task{test(), task(1, "elf-1", "hungryelf_test.go", 25), task(2, "elf-2", "hungryelf_test.go", 25), clock()},
		Steps: s.fatal(),
		Waits: []trace.Stuck{{Task: 0, For: trace.Wait{Kind: trace.WaitSignal}, Name: "b.freed", Object: freed, Holder: -1, Where: place("hungryelf.go", 61)}},
	})
}

func never() *trace.Report {
	return failed("TestPackersPackAtTheSameTime", 90, &trace.Failure{
		Fault: trace.NeverSometimes, Cause: trace.Cause{Kind: trace.CauseNever, Text: "two packers pack at the same time"},
	})
}

func unstable() *trace.Report {
	s := &script{file: "tally.go"}
	s.do(1, 24, "read", 1, "0").do(1, 25, "write", 1, "6")
	r := failed("TestEveryPackedCakeIsCounted", 2, &trace.Failure{
		Fault: trace.Unstable, Cause: trace.Cause{Kind: trace.CauseUnstable, Places: []trace.Place{place("tally.go", 25)}},
		Replay: "0.1", Tasks: []trace.Task{test(), task(1, "record", "tally.go", 44)}, Steps: s.fatal(),
	})
	r.Outcome = trace.Inconclusive
	return r
}

// fourBakers is a long execution of which little matters.
func fourBakers() *trace.Report {
	const cakes = 50
	s := &script{file: "tally.go"}
	tasks := []trace.Task{test()}
	for i := range 4 {
		tasks = append(tasks, task(i+1, fmt.Sprintf("record-%d", i+1), "tally.go", 44))
	}
	work := func(baker, steps int) {
		for i := range steps {
			s.steps = append(s.steps, trace.Step{Task: baker, Op: "read", Object: 10*baker + i, Where: trace.Place{File: "labs/tally_test.go", Line: 70 + i, Text: "eggs[i]++"}})
		}
	}
	work(3, 8)
	s.do(3, 24, "read", cakes, "0").do(3, 25, "write", cakes, "4")
	work(1, 8)
	s.do(1, 24, "read", cakes, "4")
	work(2, 8)
	s.do(2, 24, "read", cakes, "4").do(2, 25, "write", cakes, "10")
	work(1, 6)
	s.do(1, 25, "write", cakes, "8")
	work(4, 7)
	s.do(4, 24, "read", cakes, "8").do(4, 25, "write", cakes, "9")
	s.do(0, 46, "wait", 60).do(0, 31, "read", cakes, "9")
	s.in("tally_test.go").do(0, 26, "fail", -1)
	f := &trace.Failure{
		Fault: trace.Assertion, Cause: cause(trace.CauseTorn, []int{2, 1}, place("tally.go", 24), place("tally.go", 25)),
		Messages: []string{"Not equal: \nexpected: \"15 cakes packed\"\nactual  : \"9 cakes packed\"\n\nDiff:\n--- Expected\n+++ Actual\n"},
		Replay:   "0x4.3x10.1x9.2x10.1x7.4x9.0", Preemptions: 1,
		Tasks: tasks, Steps: s.fatal(),
	}
	for i, step := range f.Steps {
		if step.Task == 2 && step.Op == "read" && step.Object == cakes {
			f.Passing = &trace.Passing{Differ: i, Task: 1}
		}
	}
	return failed("TestEveryPackedCakeIsCounted", 1204, f)
}

// wide has long lines and characters of two cells.
func wide() *trace.Report {
	at := func(line int, text string) trace.Place {
		return trace.Place{File: "labs/ledger_of_all_accounts.go", Line: line, Text: text}
	}
	return failed("TestTransfersNeverCreateMoney", 7, &trace.Failure{
		Fault: trace.Assertion, Cause: trace.Cause{Kind: trace.CauseTorn, Tasks: []int{2, 1}, Names: []string{"口座"}},
		Messages: []string{"口座の合計は変わらないはずです 口座の合計は変わらないはずです 口座の合計は変わらないはずです"},
		Replay:   "0", Preemptions: 2, Minimal: true,
		Tasks: []trace.Task{test(), {ID: 1, Name: "送金-1"}, {ID: 2, Name: "送金-2"}},
		Steps: []trace.Step{
			{Task: 1, Op: "read", Object: 1, Value: `"百円"`, Where: at(101, `balance := bank.accounts["東京銀行"][currentCustomer.Number].Balance() // まだ誰も見ていない`)},
			{Task: 2, Op: "write", Object: 1, Value: `"二百円と三百円と四百円と五百円と六百円"`, Where: at(102, "b.x = 1 // short")},
			{Task: 1, Op: "write", Object: 1, Value: `"百円"`, Where: at(103, `bank.accounts["東京銀行"][currentCustomer.Number].SetBalance(balance.Plus(amount).Minus(fee))`), Fatal: true},
		},
	})
}
