package judge

import (
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"racelab/internal/trace"
)

// maxPlaces is how many lines of a lab are worth pointing at.
const maxPlaces = 4

// quotes are the messages of the first failed test, or subtest, that said
// something. One failure is enough to start from, and the others mostly say the
// same of another scene. What a test that was explored prints is its report, which is
// at hand as data.
func quotes(output string, reports []*trace.Report) []string {
	var told []string
	for _, r := range reports {
		if r.Outcome == trace.Failed {
			told = append(told, r.Test)
		}
	}
	return messagesIn(firstFailure(output, told...))
}

// firstFailure is what was printed there; except says which tests do not count.
func firstFailure(output string, except ...string) string {
	all := slices.DeleteFunc(frames(output), func(f frame) bool { return slices.Contains(except, testOf(f.test)) })
	failed := func(test string) bool {
		return slices.ContainsFunc(all, func(f frame) bool { return f.word == "FAIL" && f.test == test })
	}
	test, text := "", ""
	for _, f := range append(all, frame{word: "RUN"}) {
		if f.word != "RUN" {
			text += f.text
			continue
		}
		// A passing test may have logged something.
		if (failed(test) || died(text) || begins(text, "goleak: ")) && len(messagesIn(text)) > 0 {
			return text
		}
		test, text = f.test, f.text
	}
	return ""
}

// died reports whether the runtime says in text why it ended the process.
func died(text string) bool { return begins(text, "panic: ") || begins(text, "fatal error: ") }

// begins reports whether a line of text begins with a word.
func begins(text, word string) bool {
	return strings.HasPrefix(text, word) || strings.Contains(text, "\n"+word)
}

// messagesIn takes away what package testing and goleak put round a message, and the stacks that
// goleak tells in the middle of one.
func messagesIn(text string) []string {
	var said []string
	inside, stack := false, false
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		m := leftBehind.FindStringSubmatch(line)
		at := message.FindString(line)
		switch {
		case m != nil:
			left := fmt.Sprintf("left behind: a goroutine in %s (%s)", m[2], m[1])
			if stack = inside; inside {
				said[len(said)-1] += "\n" + left
			} else {
				said = append(said, left)
			}
		case stack:
			stack = strings.TrimSpace(line) != "]"
		case inside && strings.TrimSpace(line) == "found unexpected goroutines:":
		case strings.HasPrefix(line, "panic: "), strings.HasPrefix(line, "fatal error: "):
			said, inside = append(said, line), false
		case at != "":
			said, inside = append(said, line[len(at):]), true
		case inside && strings.HasPrefix(line, "        "):
			said[len(said)-1] += "\n" + line[8:]
		default:
			inside = false
		}
	}
	return slices.DeleteFunc(said, func(text string) bool { return strings.HasPrefix(text, racedTest) }) // the verdict says so
}

// places lists the lines of the lab's own file that output speaks of, in order:
// those that touched the memory, if there is a race report, since those that only
// started goroutines mislead.
func places(lab, output string) (found []string) {
	for _, side := range RaceSides(lab, output) {
		if side.Place != "" && !slices.Contains(found, side.Place) {
			found = append(found, side.Place)
		}
	}
	if len(found) == 0 {
		found = Places(lab, firstFailure(output))
	}
	if len(found) == 0 {
		found = Places(lab, output)
	}
	return found
}

// Places lists the lines of a lab's own file that some text names, as
// labs/NAME/NAME.go:LINE.
func Places(lab, text string) (found []string) {
	for _, m := range ownFile(lab).FindAllStringSubmatch(text, -1) {
		if at := place(lab, m[1]); len(found) < maxPlaces && !slices.Contains(found, at) {
			found = append(found, at)
		}
	}
	return found
}

func place(lab, line string) string { return fmt.Sprintf("labs/%s/%s.go:%s", lab, lab, line) }

// Named is output with the lab's own file by its name in the course, wherever the
// copy was that the go command speaks of.
func Named(lab, output string) string {
	shown := filepath.Join("labs", lab, lab+".go") + ":"
	lines := strings.Split(output, "\n")
	for n, line := range lines {
		before, after, found := strings.Cut(filepath.ToSlash(line), "/"+lab+".go:")
		if found {
			lines[n] = before[:strings.LastIndexAny(before, " \t(\"")+1] + shown + after
		}
	}
	return strings.Join(lines, "\n")
}

// A RaceSide is one of the two accesses of a race report.
type RaceSide struct {
	Access string // "Previous write by goroutine 7"
	Place  string // the innermost line of the lab's own file, or ""
}

// RaceSides returns the two accesses of the race detector's first report, or nil.
func RaceSides(lab, output string) (sides []RaceSide) {
	_, report, found := strings.Cut(output, raceReport)
	if !found {
		return nil
	}
	own := ownFile(lab)
	for line := range strings.Lines(report) {
		line = strings.TrimRight(line, "\r\n")
		text := strings.TrimSpace(line)
		if m := accessLine.FindStringSubmatch(line); m != nil {
			sides = append(sides, RaceSide{Access: m[1] + " " + m[2]})
		} else if strings.HasPrefix(text, "Goroutine ") || strings.HasPrefix(text, "====") {
			break // who started whom, or the end
		} else if m := own.FindStringSubmatch(line); m != nil && len(sides) > 0 && sides[len(sides)-1].Place == "" {
			sides[len(sides)-1].Place = place(lab, m[1])
		}
	}
	return sides
}

// places are those of the race detector's report, or else of the first schedule
// that fails, or else of what the tests printed.
func (b *Binary) places(e ending, reports []*trace.Report) []string {
	lab := filepath.Base(b.cwd)
	for _, r := range reports {
		if r.Failure != nil && RaceSides(lab, e.output) == nil {
			return placesOf(lab, r)
		}
	}
	return places(lab, e.output)
}

// placesOf lists where the two accesses of a race are, where goroutines wait, and
// the last steps, as far as that is in the lab's own file.
func placesOf(lab string, r *trace.Report) (found []string) {
	var all []trace.Place
	if r.Race != nil {
		all = append(all, r.Race.First.Where, r.Race.Second.Where)
	}
	for _, w := range r.Failure.Waits {
		all = append(all, w.Where, w.Taken)
	}
	for _, s := range slices.Backward(r.Failure.Steps) {
		all = append(all, s.Where)
	}
	for _, p := range all {
		at := place(lab, strconv.Itoa(p.Line))
		if filepath.Base(p.File) == lab+".go" && len(found) < maxPlaces && !slices.Contains(found, at) {
			found = append(found, at)
		}
	}
	return found
}
