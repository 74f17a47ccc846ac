package render

import (
	"fmt"
	"path"
	"strings"

	"racelab/internal/console"
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
		return console.Clean(t.Name)
	case known && t.Clock:
		return "clock"
	case task == 0:
		return "test"
	}
	return fmt.Sprintf("goroutine-%d", task)
}

func (n names) isClock(task int) bool { return n.tasks[task].Clock }

// at is a place as FILE:LINE, without the folder.
func at(p trace.Place) string {
	if p.File == "" {
		return ""
	}
	return fmt.Sprintf("%s:%d", path.Base(strings.ReplaceAll(p.File, `\`, "/")), p.Line)
}

func sameLine(a, b trace.Place) bool { return a.File == b.File && a.Line == b.Line }
