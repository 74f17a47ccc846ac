package play

import (
	"bytes"
	"context"
	"path/filepath"
	"slices"

	"racelab/internal/page"
	"racelab/internal/program"
	"racelab/internal/trace"
)

// Page writes the page that shows the failing run of a report step by step, of a
// package that lies in dir and is called pkg.
func Page(ctx context.Context, program *program.Program, dir, pkg string, r *trace.Report) ([]byte, error) {
	player, err := program.Player(ctx, r.Test)
	if err != nil {
		return nil, err
	}
	defer player.Close()
	at, err := failedAt(ctx, player, r.Failure)
	if err != nil {
		return nil, err
	}
	var text bytes.Buffer
	tasks := slices.DeleteFunc(player.Tasks(), func(t trace.Task) bool {
		return !slices.ContainsFunc(at.Tasks, func(o trace.Task) bool { return o.Path == t.Path })
	})
	view := page.NewView(filepath.Base(dir), r.Test, tasks, player.Source, at)
	err = page.Export(&text, view, at, program.ReplayCommand(pkg, r.Test)(r.Failure.Replay))
	return text.Bytes(), err
}

// failedAt is where a failure's schedule comes to, with every step on the way.
func failedAt(ctx context.Context, player *program.Player, f *trace.Failure) (*trace.Position, error) {
	ask := trace.Ask{Schedule: f.Replay, Steps: -1, Every: true, Aim: f.Fault}
	if f.Endless() {
		ask.Steps = 0 // it would go on for ever
	}
	at, err := player.Position(ctx, ask)
	if err == nil && at.Fault == "" { // it takes more steps to be sure than are shown
		at.Fault, at.Cause = f.Fault, f.Cause.Renumbered(f.Tasks, at.Tasks)
	}
	return at, err
}
