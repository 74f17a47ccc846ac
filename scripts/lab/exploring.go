package main

import (
	"fmt"

	"racelab/internal/console"
	"racelab/internal/event"
	"racelab/internal/survey"
	"racelab/internal/trace"
)

// watcher shows what explore finds while it finds it.
func (a *app) watcher(e *exploration) survey.Watcher {
	if a.events.On() {
		return emitter{a.events}
	}
	return &survey.Printer{Out: a.out, Line: a.line(), Many: len(e.packages) > 1, Less: e.pairs.on}
}

// emitter shows it as events.
type emitter struct{ events event.Stream }

func (emitter) Building(survey.Package)         {}
func (emitter) Begin(*survey.Found, []string)   {}
func (emitter) Progress(string, trace.Progress) {}

func (e emitter) Result(f *survey.Found, r survey.Result) {
	told := event.Event{Event: "report", Package: f.Name, Report: r.Report, Cached: r.Cached, Known: r.Known, Alone: r.Alone, Cut: r.Cut}
	switch {
	case r.Err != nil:
		told.Tests, told.Message = []string{r.Test}, r.Err.Error()
	case r.Untried:
		told.Tests, told.Message = []string{r.Test}, "not tried: the time is over"
	}
	e.events.Emit(told)
}

func (e emitter) End(f *survey.Found) {
	if f.Late {
		e.events.Emit(event.Event{Event: "refused", Package: f.Name, Message: "not tried: the time is over"})
	}
	if f.Source != nil {
		e.events.Emit(event.Event{Event: "build", Package: f.Name, Output: f.Source.Output})
	}
	if f.Err != nil {
		e.events.Emit(event.Event{Event: "refused", Package: f.Name, Message: f.Err.Error()})
	}
}

// sumUp says what came of all packages together.
func (a *app) sumUp(e *exploration, found []*survey.Found) {
	if len(found) > 1 || len(found) == 1 && len(found[0].Results) > 1 {
		a.printf("\n")
	}
	for _, line := range survey.Summary(found, len(e.packages)-len(found), console.Width()) {
		a.printf("%s\n", dim(line))
	}
	a.sayLeftOut(found)
}

func (a *app) sayLeftOut(found []*survey.Found) {
	n := 0
	for _, f := range found {
		n += f.LeftOut
	}
	if n > 0 {
		a.printf("%s\n", dim(fmt.Sprintf("not tried: %s staged for go test -race; -run . tries every test", console.Count(n, "test"))))
	}
}
