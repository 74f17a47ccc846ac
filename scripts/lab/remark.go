package main

import (
	"fmt"
	"os"
	"path/filepath"

	"racelab/internal/console"
	"racelab/internal/course"
	"racelab/internal/remark"
)

// remark says what is not good about a fix that passes. It passes all the same.
func (a *app) remark(l course.Lab) {
	source, err := os.ReadFile(a.path(l.File()))
	a.warn(err)
	for _, r := range remark.On(source) {
		a.emit(event{Event: "remark", Lab: l.Name, Where: []string{fmt.Sprintf("%s:%d", filepath.Base(l.File()), r.Line)}, Message: r.Says})
		if a.json {
			continue
		}
		for i, line := range console.Wrap(fmt.Sprintf("line %d: %s", r.Line, r.Says), 66) {
			a.printf("  %-7s %s\n", map[bool]string{true: "remark"}[i == 0], line)
		}
	}
}
