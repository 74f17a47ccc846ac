package main

import (
	"fmt"
	"os"
	"path/filepath"

	"racelab/internal/course"
	"racelab/internal/remark"
)

// remark says what is not good about a fix that passes.
func (a *app) remark(l course.Lab) {
	source, err := os.ReadFile(a.path(l.File()))
	a.warn(err)
	for _, r := range remark.On(source) {
		a.emit(event{Event: "remark", Lab: l.Name, Where: []string{fmt.Sprintf("%s:%d", filepath.Base(l.File()), r.Line)}, Message: r.Says})
		if !a.json {
			a.account().Remark(r.Line, r.Says)
		}
	}
}
