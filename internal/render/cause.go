package render

import (
	"cmp"
	"fmt"
	"strings"

	"racelab/internal/console"
	"racelab/internal/trace"
)

// usual is what is said of a fault whose report gives no cause.
var usual = map[trace.Fault]string{
	trace.Panic:          "a goroutine panicked",
	trace.Assertion:      "what the test checks does not hold",
	trace.NotLinear:      "no order of the calls, one after the other, explains what they returned",
	trace.Deadlock:       "goroutines wait, and no other goroutine can wake them",
	trace.Livelock:       "goroutines are busy, and none makes progress",
	trace.Starvation:     "one goroutine never gets its turn, while others go on for ever",
	trace.LockKept:       "everything has ended, and a lock is still held",
	trace.Leak:           "the test is over, and a goroutine is still waiting",
	trace.DataRace:       "two goroutines accessed the same memory without synchronisation, at least one of them writing; what is read is undefined",
	trace.NeverSometimes: "something that must happen on some schedule happens on none",
	trace.Unstable:       "the same schedule ran twice and did two different things",
}

// causeOf is one sentence: the kind of a failure, and how it came about.
func causeOf(f *trace.Failure, n names) string {
	name, cause := string(f.Fault), usual[f.Fault]
	if word, known := causes[f.Cause.Kind]; known && !(f.Fault == trace.NotLinear && f.Cause.Kind == trace.CauseCheck) {
		cause = console.Clean(word(sentence{f.Cause, n}))
	}
	for why := f.Cause.Because; why != nil; why = why.Because {
		if word, known := causes[why.Kind]; known { // a report may be of a later version
			cause += "; " + console.Clean(word(sentence{*why, n}))
		}
	}
	if f.Fault == trace.Unstable {
		name = "NON-DETERMINISM"
		if place := fatalPlace(f); place != "" {
			name += " at " + place
		}
	}
	return name + ": " + cause
}

// Remarks word what is worth knowing beside the outcome.
func Remarks(r *trace.Report) (lines []string) {
	for _, remark := range r.Remarks {
		lines = append(lines, remarkWords(remark))
	}
	return lines
}

// remarkWords word what is no failure.
func remarkWords(r trace.Remark) string {
	word, known := causes[r.Cause.Kind]
	if !known {
		return ""
	}
	n := newNames(&trace.Failure{Tasks: r.Tasks})
	text := console.Clean(word(sentence{r.Cause, n}))
	if len(r.Late) == 0 {
		return text
	}
	return "if a time-out comes first, a goroutine is left: " + text + "; this needs " + losing(r.Late, n) + " (-time both shows such schedules)"
}

// causes word each kind of cause.
var causes = map[trace.CauseKind]func(s sentence) string{
	trace.CausePanicked: func(s sentence) string { return thrown(s.Text) + s.at(" at ", 0) },
	trace.CauseCheck: func(s sentence) string {
		unknown := "; nothing before it was found that explains that"
		if s.Because != nil {
			unknown = ""
		}
		return "the check of " + s.task(0) + s.at(" at ", 0) + " fails" + unknown
	},
	trace.CauseEndsAlone: func(s sentence) string {
		rest := ""
		if len(s.Tasks) > 1 {
			rest = fmt.Sprintf("; %s waits%s for %s", s.task(1), s.at(" at ", 1), s.wait(1))
		}
		return fmt.Sprintf("%s fails the test by FailNow%s, which ends %[1]s and not the test%[3]s", s.task(0), s.at(" at ", 0), rest)
	},
	trace.CauseRead: func(s sentence) string {
		return s.task(0) + " checks " + s.object("what it read", 0) + s.at(" at ", 0) + s.from(0) + ", which " + s.task(1) + " wrote" + s.at(" at ", 1) + s.from(1)
	},
	trace.CauseTorn: func(s sentence) string {
		return fmt.Sprintf("%s changes %s %s has read%s, before %s acts on it%s",
			s.task(0), s.thing(0), s.task(1), s.at(" at ", 0)+s.from(0), s.who(1), s.at(" at ", 1)+s.other(1))
	},
	trace.CauseReread: func(s sentence) string {
		return fmt.Sprintf("%s changes %s %s reads%s, and again%s", s.task(0), s.thing(0), s.task(1), s.at(" at ", 0)+s.from(0), s.at(" at ", 1)+s.other(1))
	},
	trace.CauseReplaced: func(s sentence) string {
		return fmt.Sprintf("%s changes %s %s has written%s, before %s reads it%s", s.task(0), s.thing(0), s.task(1), s.at(" at ", 0)+s.from(0), s.who(1), s.at(" at ", 1)+s.other(1))
	},
	trace.CauseJoined: joinedWords,
	trace.CauseParted: func(s sentence) string {
		return fmt.Sprintf("%s reads %s%s, and in between %s changes both%s", s.task(0), s.both(), s.two(0), s.task(1), s.two(2))
	},
	trace.CauseTooEarly: func(s sentence) string {
		return fmt.Sprintf("%s reads%s%s before %s writes%s", s.task(0), s.object("", 0), s.at(" at ", 0)+s.from(0), s.task(1), s.at(" at ", 1)+s.from(1))
	},
	trace.CauseNoMember: func(s sentence) string {
		return fmt.Sprintf("%s waits%s for a group that has no member yet: %s adds to it only later%s", s.task(0), s.at(" at ", 0), s.task(1), s.at(", at ", 1))
	},
	trace.CauseChosen: func(s sentence) string {
		others := ""
		for i := 1; i < len(s.Places); i++ {
			others += []string{"", ", and not the one", " or"}[min(i, 2)] + s.at(" at ", i) + inBrackets(s.name(i))
		}
		return fmt.Sprintf("%s had %s ready in its select, and took the one%s%s", s.task(0), console.Count(s.Count, "case"), s.at(" at ", 0), inBrackets(s.name(0))) + others
	},
	trace.CauseNotReady: func(s sentence) string {
		late := ""
		if len(s.Tasks) > 1 {
			late = fmt.Sprintf(": %s %s only later%s", s.task(1), s.does(1), s.at(", at ", 1))
		}
		return s.task(0) + " finds no case of its select" + s.at(" at ", 0) + inBrackets(s.name(0)) + " ready, and goes on without" + s.at(", at ", len(s.Tasks)) + late
	},
	trace.CauseChance: func(s sentence) string {
		came := ""
		if s.Text != "" {
			came = " as " + s.Text
		}
		return "what " + s.task(0) + " leaves to chance" + s.at(" at ", 0) + " came out" + came
	},
	trace.CauseReceived: func(s sentence) string {
		did := "sent"
		if len(s.Ops) > 1 {
			did = cmp.Or(s.Ops[1].Use().Did, did)
		}
		return s.task(0) + " checks what it received" + s.at(" at ", 0) + ", which " + s.task(1) + " " + did + s.at(" at ", 1)
	},
	trace.CauseResumed: func(s sentence) string {
		by := "time passes"
		if len(s.Tasks) > 1 && !s.n.isClock(s.Tasks[1]) {
			by = s.task(1) + " " + s.does(1) + s.at(" at ", 1)
		}
		return s.task(0) + " waits in its select, and goes on with the case" + s.at(" at ", 0) + " because " + by
	},
	trace.CauseNotGot: func(s sentence) string {
		return s.task(0) + " tries to lock " + s.object("a lock", 0) + s.at(" at ", 0) + ", and does not get it"
	},
	trace.CauseAnswered: func(s sentence) string {
		return "the call of " + s.task(0) + s.at(" at ", 0) + " returned" + strings.TrimRight(" "+s.Text, " ")
	},
	trace.CauseFired: func(s sentence) string {
		before := "the check"
		if at := s.at(" at ", 1); at != "" {
			before = s.task(1) + " goes on" + at
		}
		return "the timer that " + s.task(0) + " starts" + s.at(" at ", 0) + " fires before " + before
	},
	trace.CauseOverwritten: func(s sentence) string {
		return fmt.Sprintf("%s writes %s%s over what %s wrote%s, before anything was read of that", s.task(0), s.object("something", 0), s.at(" at ", 0), s.task(1), s.at(" at ", 1))
	},
	trace.CauseOrder: func(s sentence) string {
		return fmt.Sprintf("%s %s%s before %s %s%s; in the other order, the test passes", s.task(0), s.does(0), s.at(" at ", 0)+s.from(0), s.task(1), s.does(1), s.at(" at ", 1)+s.from(1))
	},
	trace.CauseClosed: func(s sentence) string {
		return fmt.Sprintf("%s closes %s%s", s.task(0), s.object("the channel", 0), s.at(" at ", 0))
	},
	trace.CauseCounted: func(s sentence) string {
		return s.task(0) + " had counted " + s.object("it", 0) + " down" + s.at(" at ", 0) + s.from(0) + " before"
	},
	trace.CauseRace: raceWords,
	trace.CauseOwnLock: func(s sentence) string {
		return fmt.Sprintf("%s waits%s for a lock that it holds itself%s", s.task(0), s.at(" at ", 0)+s.from(0), s.at(", taken at ", 1)+s.from(1))
	},
	trace.CauseBehind: func(s sentence) string {
		return fmt.Sprintf("%s asks%s for %s, which it holds already%s, and waits behind %s, which waits for it to be free",
			s.task(0), s.at(" at ", 0)+s.from(0), s.object("a lock", 0), s.at(", taken at ", 1)+s.from(1), s.task(1))
	},
	trace.CauseCircle: circleWords,
	trace.CauseChain: func(s sentence) string {
		return fmt.Sprintf("%s waits%s for %s that %s holds, and %[4]s waits%s for %s",
			s.task(0), s.at(" at ", 0)+s.from(0), s.object("a lock", 0), s.task(1), s.at(" at ", 1)+s.from(1), s.wait(1))
	},
	trace.CauseKept: keptWords,
	trace.CauseOwn: func(s sentence) string {
		did, way := "sends to it", ""
		if s.Wait != nil && s.Wait.Kind == trace.WaitSend {
			did = "takes from it"
		}
		for i := 2; i < len(s.Places); i++ {
			way += []string{"; it came there by the calls at ", ", "}[min(i-2, 1)] + s.at("", i)
		}
		return fmt.Sprintf("%s waits%s for %s, and %[1]s itself is the only one that %[4]s%s", s.task(0), s.at(" at ", 0), s.wait(0), did, s.at(", at ", 1)) + way
	},
	trace.CauseMet: func(s sentence) string {
		return s.task(0) + s.at(" comes to ", 0) + s.from(0) + " while " + s.task(1) + s.at(" is at ", 1) + s.from(1)
	},
	trace.CauseBeside: func(s sentence) string {
		started := s.at(", and both were started at ", 0)
		if s.at("", 0) != s.at("", 1) {
			started = ""
			for i := range s.Tasks { // but the test, of which that is not known
				if at := s.at(" was started at ", i); at != "" {
					started += "; " + s.task(i) + at
				}
			}
		}
		return "neither of them holds a lock" + started
	},
	trace.CauseBothUsed: func(s sentence) string {
		return "that both used " + s.object("the same thing", 0) + " before" + s.two(0) + " does not keep them apart"
	},
	trace.CauseLooked: func(s sentence) string {
		return "before that, " + s.task(0) + " last looked at " + s.object("a variable", 0) + s.at(" at ", 0) + s.from(0)
	},
	trace.CauseTooLate: func(s sentence) string {
		return s.task(0) + " last looked at " + s.object("what leads to it", 0) + s.at(" at ", 0) + s.from(0) + ", before " + s.task(1) + " wrote" + s.at(" at ", 1) + s.from(1)
	},
	trace.CauseInside: func(s sentence) string {
		return "the last that " + s.task(0) + " did before in the code under test: it " + s.did()
	},
	trace.CauseLed:      func(s sentence) string { return "before that, " + s.task(0) + " " + s.did() },
	trace.CauseCameBack: func(s sentence) string { return "after that, the call that the test made returned" + s.at(" at ", 0) },
	trace.CauseCameBy:   cameByWords,
	trace.CauseRound:    roundWords,
	trace.CauseStarted:  func(s sentence) string { return s.task(0) + " was started" + s.at(" at ", 0) + inBrackets(s.name(0)) },
	trace.CauseGate: func(s sentence) string {
		return fmt.Sprintf("before that, %s read%s%s, which %s had written%s", s.task(0), s.object("", 0), s.at(" at ", 0), s.task(1), s.at(" at ", 1))
	},
	trace.CauseHeldUp: func(s sentence) string {
		return fmt.Sprintf("%s itself waits%s for %s", s.task(0), s.at(" at ", 0)+s.from(0), s.wait(0))
	},
	trace.CausePauses: func(s sentence) string {
		list := "on the way round, time passes"
		for i := range s.Places {
			list += s.at([]string{" at ", " and "}[min(i, 1)], i) + s.from(i)
		}
		return list
	},
	trace.CauseAgain: func(s sentence) string {
		return "its swap fails, and so " + s.task(0) + " does again what is" + s.at(" at ", 0) + s.from(0)
	},
	trace.CauseLocks:    lockWords,
	trace.CauseGaveBack: gaveBackWords,
	trace.CauseAlone: func(s sentence) string {
		return fmt.Sprintf("%s waits%s for %s, and no other goroutine can wake it", s.task(0), s.at(" at ", 0)+s.from(0), s.wait(0)) + s.gone()
	},
	trace.CauseLeft: func(s sentence) string {
		return fmt.Sprintf("%s, and %s will wait for ever%s for %s", s.over(), s.task(0), s.at(" at ", 0)+s.from(0), s.wait(0)) + s.gone()
	},
	trace.CauseBusy: func(s sentence) string {
		return fmt.Sprintf("the test is over, and %s still busy%s: %s", s.n.all(s.Tasks)+areOrIs(s.Tasks), s.each(), s.again(""))
	},
	trace.CauseTicks: func(s sentence) string {
		return fmt.Sprintf("the test is over, and %s still busy%s: a timer fires again and again, and the same %d steps follow", s.n.all(s.Tasks)+areOrIs(s.Tasks), s.each(), s.Count)
	},
	trace.CauseRounds: func(s sentence) string {
		verb := "move"
		if len(s.Tasks) == 1 {
			verb = "moves"
		}
		return fmt.Sprintf("%s %s without progress%s%s: %s", s.n.all(s.Tasks), verb, s.loops(), s.each(), s.again(""))
	},
	trace.CauseSpins: func(s sentence) string {
		last := ""
		for i := range s.Places {
			last += s.at([]string{", at ", " and "}[min(i, 1)], i)
		}
		return fmt.Sprintf("busy loop: %s%s%s repeat, and change nothing, until a timer fires", console.Count(s.Count, "step"), " of "+s.n.all(s.Tasks), last)
	},
	trace.CauseLong: func(s sentence) string {
		return "an execution is long: " + s.task(0) + s.at(" goes round at ", 0) + s.from(0) + "; with fewer rounds there, the test may be explored to its end"
	},
	trace.CauseGoesOn: func(s sentence) string {
		allow := "REGEXP"
		if s.Text != "" {
			allow = "'" + console.Clean(s.Text) + "'"
		}
		return fmt.Sprintf("long after the test is over, %s goes on%s; if it is meant to, say -allow-leak %s", s.task(0), s.at(", by way of ", 0), allow)
	},
	trace.CauseLoop: func(s sentence) string {
		if len(s.Tasks) == 0 {
			return "the loop waits for a change, but no goroutine is left to make it"
		}
		return fmt.Sprintf("the loop of %s%s waits for a change%s, but no goroutine is left to make it", s.task(0), s.at(" at ", 0), of(s.name(0)))
	},
	trace.CauseStarved: func(s sentence) string {
		return fmt.Sprintf("%s%s never gets a turn: %s", s.task(0), s.at(", which waits at ", 0)+s.from(0)+comma(s.at("", 0)), s.again(" of "+s.n.all(s.Tasks[min(1, len(s.Tasks)):])))
	},
	trace.CauseNever: func(s sentence) string { return s.Text },
	trace.CauseUnstable: func(s sentence) string {
		return "two executions with the same schedule differ" + s.at(" at ", 0) +
			"; something besides the schedule influences the program: real time, map order in a library, an address"
	},
}

func raceWords(s sentence) string {
	of, does := "memory", func(_ int, name string) string { return strings.TrimRight("uses "+name, " ") }
	if len(s.Ops) >= 2 {
		does = func(i int, name string) string { return Does(s.Ops[i], name) }
		if s.Ops[0].Use().Gives {
			of = "channel"
		}
	}
	form := "%s %s%s, %s %s%s"
	first, second := s.name(0), "it"
	if first == "" || first != s.name(1) { // each side calls it something else
		first, second, form = "", "", "%s %s%s and %s %s%s the same "+of
	}
	return fmt.Sprintf(form+", and nothing orders the two",
		s.task(0), does(0, first), s.at(" at ", 0), s.task(1), does(1, second), s.at(" at ", 1)) + s.guards()
}

func areOrIs(tasks []int) string {
	if len(tasks) == 1 {
		return " is"
	}
	return " are"
}
