package render

import (
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"

	"racelab/internal/trace"
)

// names knows the goroutines of a failure by what a reader calls them.
type names struct {
	tasks map[int]trace.Task
}

func newNames(f *trace.Failure) names {
	n := names{map[int]trace.Task{}}
	for _, t := range f.Tasks {
		n.tasks[t.ID] = t
	}
	return n
}

func (n names) of(task int) string {
	switch t, known := n.tasks[task]; {
	case known && t.Name != "":
		return clean(t.Name)
	case known && t.Clock:
		return "clock"
	case task == 0:
		return "test"
	}
	return fmt.Sprintf("goroutine-%d", task)
}

func (n names) isClock(task int) bool { return n.tasks[task].Clock }

var (
	taskInSentence = regexp.MustCompile(`\b(?:task|goroutine) (\d+)\b`)
	taskInNote     = regexp.MustCompile(`\b(waits for|wakes|starts|by|from|to) (\d+)\b`)
)

// sentence puts names for the numbers that the child process knows its tasks by.
func (n names) sentence(s string) string {
	return taskInSentence.ReplaceAllStringFunc(clean(s), func(found string) string {
		return n.known(taskInSentence.FindStringSubmatch(found)[1], found)
	})
}

// note does the same for the note of a step, such as "wakes 2".
func (n names) note(s string) string {
	return taskInNote.ReplaceAllStringFunc(n.sentence(s), func(found string) string {
		m := taskInNote.FindStringSubmatch(found)
		return n.known(m[2], found, m[1]+" ")
	})
}

// known is the name of the task with that number, or else when there is none.
func (n names) known(number, otherwise string, before ...string) string {
	id, err := strconv.Atoi(number)
	if _, known := n.tasks[id]; err != nil || !known {
		return otherwise
	}
	return strings.Join(before, "") + n.of(id)
}

// at is a place as FILE:LINE, without the folder.
func at(p trace.Place) string {
	if p.File == "" {
		return ""
	}
	return fmt.Sprintf("%s:%d", path.Base(strings.ReplaceAll(p.File, `\`, "/")), p.Line)
}

func sameLine(a, b trace.Place) bool { return a.File == b.File && a.Line == b.Line }
