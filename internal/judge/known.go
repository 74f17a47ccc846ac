package judge

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"os"
	"slices"
	"time"

	"racelab/internal/build"
	"racelab/internal/course"
	"racelab/internal/trace"
)

// A verdict is kept for the next time beside the program that the explorer ran for it,
// and lasts until something of what it was made of changes: the candidate, the tests, any
// source of the module that they are compiled with, files that they may read, the
// toolchain and its settings, this command, or what was asked of it.
//
// What the explorer found is the same each time. What a native run shows is not: it is one
// sample, and so is each new run. A kept verdict therefore rests on the explorer, as Lasts
// says, it is told as an earlier one, and whoever wants another sample asks for it afresh.
// A file that only a native run has failed is run again, since the machine may be to blame.

// Known is the verdict that a run of the same came to at an earlier time, if it was kept.
func (j *Judge) Known(ctx context.Context, lab, candidate string, race bool, cpu int) (r Result, ok bool) {
	b, err := j.Take(lab, candidate, race)
	if err != nil {
		return r, false // Build says what is wrong
	}
	defer b.Close()
	if len(b.tests.explored) == 0 {
		return r, false
	}
	child, err := build.Find(ctx, build.Config{Dir: b.cwd, Overlay: b.cover})
	if err != nil || child == nil {
		return r, false
	}
	answer, ok := child.Answer(b.question(cpu))
	return r, ok && json.Unmarshal(answer, &r) == nil
}

// Keep keeps what a run of the binary with GOMAXPROCS=cpu came to, if it lasts.
func (b *Binary) Keep(ctx context.Context, r Result, cpu int) {
	if !r.Lasts || len(b.tests.explored) == 0 {
		return
	}
	child, err := build.Find(ctx, build.Config{Dir: b.cwd, Overlay: b.cover})
	if err != nil || child == nil || b.child != "" && b.child != child.Folder {
		return // something has changed since it was built
	}
	r.Judged = time.Now()
	if text, err := json.Marshal(r); err == nil {
		child.KeepAnswer(b.question(cpu), text)
	}
}

// question stands for all that a verdict depends on beside what the child is made of.
func (b *Binary) question(cpu int) string {
	text, err := json.Marshal([]any{"judged", b.shown, b.race, cpu, b.judge.Wall, b.judge.Rest, b.judge.Output, thisCommand()})
	if err != nil {
		panic(err) // strings, numbers and a bool
	}
	return string(text)
}

// thisCommand stands for what judges. If it cannot be read, each process is another.
func thisCommand() string {
	h := sha256.New()
	exe, err := os.Executable()
	if err == nil {
		var f *os.File
		if f, err = os.Open(exe); err == nil {
			defer f.Close()
			_, err = io.Copy(h, f)
		}
	}
	if err != nil {
		return time.Now().String()
	}
	return hex.EncodeToString(h.Sum(nil))
}

// lasts reports whether a run would come to the same again, as far as the explorer has
// judged it: it has found a failure, or all that it tries without one. What a limit of time
// or output has cut short says something about the machine, too.
func lasts(r Result, e ending) bool {
	if e.late || e.flooded || e.held || e.altered {
		return false
	}
	if slices.ContainsFunc(e.evidence, fails) {
		return true
	}
	late := slices.ContainsFunc(r.Reports, func(r *trace.Report) bool { return r.Late })
	return r.Verdict == course.Pass && len(r.Reports) > 0 && !late
}
