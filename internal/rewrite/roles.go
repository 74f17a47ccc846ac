package rewrite

import (
	"go/ast"
	"go/doc"
	"slices"
)

// A Role says what go test would do with a function of a test file.
type Role int

// The roles. Only those before Benchmark are run by the explorer.
const (
	Test Role = iota
	Fuzz
	Example
	Benchmark
	Mute // an example that says nothing of its output
	Main
)

// A Runnable is a function that go test gives a meaning by its name and type.
type Runnable struct {
	Name string
	Role Role

	output    string // of an Example
	unordered bool
	idle      bool // of a Main: it does nothing but have the tests run
}

// Runnables lists those of a test file in the order of the source.
func Runnables(file *ast.File) []Runnable {
	examples := map[string]*doc.Example{}
	for _, e := range doc.Examples(file) {
		examples["Example"+e.Name] = e
	}
	var all []Runnable
	for _, d := range file.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok || fn.Recv != nil || fn.Type.TypeParams != nil {
			continue
		}
		name := fn.Name.Name
		e := examples[name]
		switch {
		case name == "TestMain" && takes(fn, "M"):
			all = append(all, Runnable{Name: name, Role: Main, idle: idle(fn)})
		case begins(name, "Test") && takes(fn, "T"):
			all = append(all, Runnable{Name: name, Role: Test})
		case begins(name, "Fuzz") && takes(fn, "F"):
			all = append(all, Runnable{Name: name, Role: Fuzz})
		case begins(name, "Benchmark") && takes(fn, "B"):
			all = append(all, Runnable{Name: name, Role: Benchmark})
		case e == nil:
		case e.Output != "" || e.EmptyOutput:
			all = append(all, Runnable{Name: name, Role: Example, output: e.Output, unordered: e.Unordered})
		default:
			all = append(all, Runnable{Name: name, Role: Mute})
		}
	}
	return all
}

// takes reports whether fn takes nothing but a *testing.what, as go test finds
// that out: by the look of it.
func takes(fn *ast.FuncDecl, what string) bool {
	if fn.Type.Results != nil && len(fn.Type.Results.List) > 0 || fn.Type.Params.NumFields() != 1 {
		return false
	}
	star, ok := fn.Type.Params.List[0].Type.(*ast.StarExpr)
	if !ok {
		return false
	}
	switch t := star.X.(type) {
	case *ast.Ident:
		return t.Name == what
	case *ast.SelectorExpr:
		return t.Sel.Name == what
	}
	return false
}

// idle reports whether a TestMain does nothing for its tests that the explorer
// does not do anyway: m.Run(), os.Exit(m.Run()), or goleak.VerifyTestMain(m), to
// which nothing is given that it calls. Without it, the test has the first
// goroutine.
func idle(fn *ast.FuncDecl) bool {
	if fn.Body == nil || len(fn.Body.List) != 1 || len(fn.Type.Params.List[0].Names) != 1 {
		return false
	}
	stmt, ok := fn.Body.List[0].(*ast.ExprStmt)
	if !ok {
		return false
	}
	m := fn.Type.Params.List[0].Names[0].Name
	call, ok := stmt.X.(*ast.CallExpr)
	if ok && isCall(call, "os", "Exit") && len(call.Args) == 1 {
		call, ok = call.Args[0].(*ast.CallExpr)
	}
	switch {
	case !ok:
		return false
	case isCall(call, m, "Run"):
		return true
	case !isCall(call, "goleak", "VerifyTestMain") || len(call.Args) == 0:
		return false
	}
	return !slices.ContainsFunc(call.Args[1:], func(option ast.Expr) bool {
		made, ok := option.(*ast.CallExpr)
		return !ok || isCall(made, "goleak", "Cleanup")
	})
}

// isCall reports whether call is one of x.name.
func isCall(call *ast.CallExpr, x, name string) bool {
	s, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || s.Sel.Name != name {
		return false
	}
	id, ok := s.X.(*ast.Ident)
	return ok && id.Name == x
}
