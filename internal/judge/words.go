package judge

import (
	"regexp"
	"slices"
	"strings"

	"racelab/internal/course"
)

// This file reads what others print: package testing, the runtime, the race
// detector, goleak and the compiler. What our own packages find is evidence.

// marker begins each line that package testing prints about a test, with
// -test.v=test2json, so that no test prints one by accident.
const marker = "\x16"

// Since Go 1.27 it also marks where the text of an error begins and ends.
const errorBegins, errorEnds = "\x0f", "\x0e"

var withoutErrorMarks = strings.NewReplacer(errorBegins, "", errorEnds, "")

// A frame is such a line, and what was printed after it.
type frame struct {
	word string // RUN, PASS, FAIL, SKIP, NAME, CONT …
	test string // "" at the end of all
	text string
}

func frames(output string) []frame {
	var all []frame
	for i, part := range strings.Split(withoutErrorMarks.Replace(output), marker) {
		head, text, _ := strings.Cut(part, "\n")
		words := strings.Fields(head)
		switch {
		case i == 0:
			all = append(all, frame{text: part})
		case len(words) >= 3 && words[0] == "===":
			all = append(all, frame{words[1], words[2], text})
		case len(words) >= 3 && words[0] == "---":
			all = append(all, frame{strings.TrimSuffix(words[1], ":"), words[2], text})
		default:
			all = append(all, frame{word: head, text: text})
		}
	}
	return all
}

// unmarked is output as it reads without test2json.
func unmarked(output string) string {
	return withoutErrorMarks.Replace(strings.ReplaceAll(output, marker, ""))
}

// results says of each test of the source whether it passed, failed or was
// skipped. A failure stays one, whatever is printed later.
func results(output string) map[string]string {
	said := map[string]string{}
	for _, f := range frames(output) {
		if (f.word == "PASS" || f.word == "FAIL" || f.word == "SKIP") && f.test == testOf(f.test) && said[f.test] != "FAIL" {
			said[f.test] = f.word
		}
	}
	return said
}

var (
	// message is the first line of what t.Error, t.Fatal or t.Log prints.
	message = regexp.MustCompile(`^\s+\S+\.go:\d+: ?`)
	// accessLine begins one side of the race detector's report.
	accessLine = regexp.MustCompile(`^\s*((?:Previous )?(?:[Aa]tomic )?(?:[Rr]ead|[Ww]rite)) at 0x[0-9a-f]+ (by .*):$`)
	// leftBehind is a goroutine that goleak has found.
	leftBehind = regexp.MustCompile(`Goroutine \d+ in state ([^,\]]+), with (\S+) on top`)
)

// ownFile finds positions in a lab's own file, whoever prints them.
func ownFile(lab string) *regexp.Regexp {
	return regexp.MustCompile(`(?m)(?:^|[/\\\s("])` + regexp.QuoteMeta(lab) + `\.go:(\d+)`)
}

// messages returns what tests and their subtests said, one text per message, each
// with its first line's position.
func messages(output string, tests []string) []string {
	var texts []string
	for _, f := range frames(output) {
		if !slices.Contains(tests, testOf(f.test)) {
			continue
		}
		open := false // whether the current line may belong to the last text
		for line := range strings.Lines(f.text) {
			switch {
			case message.MatchString(line):
				texts, open = append(texts, line), true
			case open && strings.HasPrefix(line, "        "):
				texts[len(texts)-1] += line
			default:
				open = false
			}
		}
	}
	return texts
}

// Words of others.
const (
	raceReport  = "WARNING: DATA RACE"
	racedTest   = "race detected during execution of test"
	leakReport  = "found unexpected goroutines"
	bubbleLeak  = "blocked goroutines remain"
	mapRace     = "fatal error: concurrent map "
	allAsleep   = "all goroutines are asleep"
	bubbleStuck = "deadlock: all goroutines in bubble are blocked"
	mainStuck   = "deadlock: main bubble "

	// earlyExit is how package testing reports a success that a test declared itself.
	earlyExit = "unexpected call to os.Exit"
)

// signs are the words by which a run shows a verdict, gravest first; see crashed
// for panics.
var signs = []struct {
	verdict course.Verdict
	words   []string
}{
	{course.DataRace, []string{raceReport, mapRace}},
	{course.Deadlock, []string{"fatal error: " + allAsleep, bubbleStuck}},
	{course.Leak, []string{leakReport, bubbleLeak}},
}

// signed lists the verdicts that text shows.
func signed(text string) (found []course.Verdict) {
	for _, s := range signs {
		if slices.ContainsFunc(s.words, func(word string) bool { return strings.Contains(text, word) }) {
			found = append(found, s.verdict)
		}
	}
	return found
}

// crashStatus is the exit status of every Go program that the runtime ends.
const crashStatus = 2

// crashed reports a crash that no other verdict explains. It looks anywhere in a
// line, since the candidate may have printed half of one before.
func crashed(e ending) bool {
	explained := []string{mapRace, allAsleep, bubbleStuck, mainStuck, earlyExit}
	return e.code == crashStatus && slices.ContainsFunc(strings.Split(e.output, "\n"), func(line string) bool {
		return (strings.Contains(line, "panic: ") || strings.Contains(line, "fatal error: ")) &&
			!slices.ContainsFunc(explained, func(word string) bool { return strings.Contains(line, word) })
	})
}
