package main

import (
	"context"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"

	"racelab/internal/explore"
	"racelab/internal/syllabus"
	"racelab/internal/trace"
)

// showFailure shows a failing schedule of the learner's file, if there is one.
func (a *app) showFailure(l syllabus.Lab) error {
	program, err := explore.Package(a.ctx, explore.Config{Dir: a.path(filepath.Join("labs", l.Name)), Home: a.root})
	var source *explore.SourceError
	if errors.As(err, &source) {
		return a.doesNotBuild(l, source.Output)
	}
	if err != nil {
		return err
	}
	report, err := telling(a.ctx, program, a.exploredTests(l))
	if err != nil {
		return err
	}
	a.showReport(report, program.ReplayCommand(l.Name, report.Test), true)
	if report.Failure != nil {
		a.printf("page    go tool lab explain %s\n", l.Name)
	}
	return nil
}

// exploredTests lists the tests of a lab that call explore.Test. The others are
// for other tools: the explorer can run them, and may take long over them.
func (a *app) exploredTests(l syllabus.Lab) []string {
	file, err := parser.ParseFile(token.NewFileSet(), a.path(pristineTests(l.Name)), nil, parser.SkipObjectResolution)
	if err != nil {
		return nil // then all of them will do
	}
	var names []string
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		ast.Inspect(f, func(n ast.Node) bool {
			s, ok := n.(*ast.SelectorExpr)
			if !ok || s.Sel.Name != "Test" {
				return true
			}
			if x, ok := s.X.(*ast.Ident); ok && x.Name == "explore" && (len(names) == 0 || names[len(names)-1] != f.Name.Name) {
				names = append(names, f.Name.Name)
			}
			return true
		})
	}
	return names
}

// telling explores one test after the other, all of the program's if none are
// named, and returns the report that tells the most: the first failure, or else
// the first that is no pass, or else the first.
func telling(ctx context.Context, program *explore.Program, tests []string) (*trace.Report, error) {
	if len(tests) == 0 {
		tests = program.Tests()
	}
	var best *trace.Report
	for _, test := range tests {
		report, err := program.Run(ctx, trace.Request{Test: test}, nil)
		if err != nil {
			return nil, err
		}
		if report.Outcome == trace.Failed {
			return report, nil
		}
		if best == nil || best.Outcome == trace.Passed {
			best = report
		}
	}
	return best, nil
}

// pristineTests are a lab's tests as the course ships them.
func pristineTests(name string) string { return filepath.Join("solutions", name, name+"_test.go") }
