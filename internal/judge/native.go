package judge

import (
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"racelab/internal/trace"
)

// A Sight is what Go's own tools show of one run without the explorer.
type Sight struct {
	Race    bool // the race detector's report
	Leak    bool // goleak's
	Runtime bool // a panic, or a fatal error such as a deadlock or concurrent map writes
	Check   bool // a check of the test itself
	Hang    bool // it was still running when its time was over
	Output  string
}

var (
	raceReport  = regexp.MustCompile(`WARNING: DATA RACE`)
	leakReport  = regexp.MustCompile(`found unexpected goroutines`)
	runtimeWord = regexp.MustCompile(`(?m)^(panic|fatal error): `)
)

// Look runs the bodies of some tests once as they are, without the explorer,
// for at most limit.
func (b *Binary) Look(ctx context.Context, tests []string, cpu int, limit time.Duration) (Sight, error) {
	e, _, err := b.start(ctx, limit, cpu, only(tests), append(environment(), trace.NativeVar+"=1"))
	if err != nil {
		return Sight{}, err
	}
	failed := Result{Output: e.output}
	failed.tally(tests)
	return Sight{
		Race: raceReport.MatchString(e.output), Leak: leakReport.MatchString(e.output), Runtime: runtimeWord.MatchString(e.output),
		Check: wrong(e.output, failed.Failed), Hang: e.late, Output: e.output,
	}, nil
}

// Explore runs some tests once under the explorer.
func (b *Binary) Explore(ctx context.Context, tests []string) Result {
	e, took, err := b.start(ctx, b.judge.Wall, 1, only(tests), environment())
	if err != nil {
		return Result{Err: err}
	}
	r := classify(tests, e)
	r.Duration = took
	return r
}

func only(tests []string) []string { return []string{"-test.run=^(" + strings.Join(tests, "|") + ")$"} }

// Explored lists the lab's tests that call explore.Test or explore.Pairs, in the order of their source.
func (j *Judge) Explored(lab string) ([]string, error) {
	path := filepath.Join(j.root, "solutions", lab, lab+"_test.go")
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
	if err != nil {
		return nil, &ToolError{Err: err, Hint: "restore the solutions folder with `git checkout solutions`"}
	}
	var names []string
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && isTest(f.Name.Name) && callsExplore(f) {
			names = append(names, f.Name.Name)
		}
	}
	return names, nil
}

func callsExplore(f *ast.FuncDecl) (calls bool) {
	ast.Inspect(f, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok && (s.Sel.Name == "Test" || s.Sel.Name == "Pairs") {
			pkg, ok := s.X.(*ast.Ident)
			calls = calls || ok && pkg.Name == "explore"
		}
		return true
	})
	return calls
}

// Vet reports what go vet says of the lab with this candidate.
func (b *Binary) Vet(ctx context.Context) (string, error) {
	out, err := goCommand(ctx, b.judge.root, b.dir, "go", "vet", "-overlay", b.cover, "./"+filepath.ToSlash(relativeTo(b.judge.root, b.cwd)))
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if err == nil {
		return "", nil
	}
	return b.names.Replace(out), nil
}
