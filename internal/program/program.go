// Package program runs a package that was built for exploring: it asks the child
// process for schedules, and completes what that finds with names and places from
// the source.
//
// [Program.Run] explores one test; [Program.Player] follows schedules that
// somebody makes up on the way.
package program

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"racelab/internal/build"
)

// DefaultQuiet is how long a child may be silent before it is given up: longer
// than it takes by itself to see that a test hangs, or that its time is over.
const DefaultQuiet = 45 * time.Second

// A Program is a package built for exploring. Its methods may be called from
// several goroutines at once.
type Program struct {
	// Quiet is how long the child may be silent, and no less than
	// trace.Request.Time and a little. Set it before the first Run.
	Quiet time.Duration

	child *build.Child
	lines sync.Map // of the files of the program, by name; see nthLine
}

// Package builds the package in cfg.Dir, or finds it in the cache; see
// build.Package for its errors.
func Package(ctx context.Context, cfg build.Config) (*Program, error) {
	child, err := build.Package(ctx, cfg)
	if err != nil {
		return nil, err
	}
	return &Program{Quiet: DefaultQuiet, child: child}, nil
}

// Built is what Package has built with an overlay, or none, and keeps in folder.
func Built(folder, overlay string) (*Program, error) {
	child, err := build.Built(folder, overlay)
	if err != nil {
		return nil, err
	}
	return &Program{Quiet: DefaultQuiet, child: child}, nil
}

// isLab reports whether the package is a lab or its solution: there, a goroutine
// that ends with a lock has made a mistake.
func (p *Program) isLab() bool {
	rel, _ := build.Below(p.child.Module, p.child.Dir)
	return p.child.Home && (strings.HasPrefix(rel, "labs/") || strings.HasPrefix(rel, "solutions/"))
}

// Tests lists what is explored of the package, in the order of its source: test
// functions, fuzz targets with their seeds, and examples that say what they
// print.
func (p *Program) Tests() []string { return slices.Clone(p.child.Tests) }

// Module is the folder that the paths of a report begin in.
func (p *Program) Module() string { return p.child.Module }

// NotRun counts what the explorer does not run of the package.
func (p *Program) NotRun() build.NotRun { return p.child.NotRun }

// Binary is the child's executable file, for looking into it.
func (p *Program) Binary() string { return p.child.Exe }

// ReplayCommand returns what makes a command line of a schedule of test.
// pkg is how the reader names the package; empty means from the module's root.
func (p *Program) ReplayCommand(pkg, test string) func(schedule string) string {
	if pkg == "" {
		if pkg = p.child.Dir; p.child.Module != "" {
			if rel, ok := build.Below(p.child.Module, p.child.Dir); ok {
				pkg = "./" + rel
			}
		}
	}
	return ReplayCommand(pkg, test)
}

// Tool is how the reader calls the command. Where it is not the course's, it goes
// by another name, and says so before anything else is done.
var Tool = "go tool lab"

// ReplayCommand returns what makes a command line of a schedule of a test. pkg
// is how the reader names the package.
func ReplayCommand(pkg, test string) func(schedule string) string {
	return func(schedule string) string {
		return fmt.Sprintf("%s explore %s -run '^%s$' -replay '%s'", Tool, pkg, test, schedule)
	}
}
