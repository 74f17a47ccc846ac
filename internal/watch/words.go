package watch

import (
	"strings"

	"racelab/internal/console"
)

// words are those that the tables use, in the order in which one needs them.
var words = []struct{ word, says string }{
	{"schedule", "the order in which goroutines make their steps. Each of them is allowed; the program must be right on all."},
	{"step", "one thing that other goroutines could notice: to read or write shared memory, to lock, send, wait."},
	{"● ○ ✗", "a step; a step that cannot end, so that its goroutine waits; where it goes wrong. A column is a goroutine, time runs down."},
	{"go:62", "the goroutine that is started at line 62, where nothing there gives it a name. One that ends in -2 is the second of its name."},
	{"→", "behind it stands what was read, written, sent or received, or for what is waited."},
	{"update", "an access that reads and writes in one, as atomic.Add does."},
	{"preemption", "a switch away from a goroutine that could have gone on. Few are easier to follow; the table shows as few as will do."},
	{"replay", "the schedule in short: 0x3,2 are three steps of goroutine 0, then one of goroutine 2. With -replay it comes again, exactly."},
	{"data race", "two goroutines use the same memory, at least one writes, and nothing orders the two."},
	{"deadlock", "goroutines wait, and no other goroutine can wake them."},
	{"livelock", "goroutines are busy, and the same steps come again and again."},
	{"starvation", "one waits for ever, while others go on."},
	{"leak", "the work is over, and a goroutine waits for what will never come."},
	{"virtual time", "a clock that jumps to the next deadline; a sleep of an hour takes no time, and orders nothing."},
	{"open", "not every schedule was tried; those that were pass."},
}

// inASCII are the signs as a table has them where the locale has no room for them.
var inASCII = strings.NewReplacer("● ○ ✗", "* o X", "→", "->")

// Words explains the words of the tables, for a screen of any width.
func Words() string {
	var b strings.Builder
	for _, w := range words {
		if console.WantASCII() {
			w.word = inASCII.Replace(w.word)
		}
		b.WriteString(console.Hang("  "+console.Bold(w.word)+strings.Repeat(" ", max(1, 14-console.Cells(w.word))), 16, w.says))
	}
	return b.String()
}
