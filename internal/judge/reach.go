package judge

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"slices"
	"strconv"
	"strings"
)

// What a candidate does is judged by runs in several processes, and the verdict
// is about its goroutines. A candidate that asks its process where it is can be
// right in one of them only, and one that acts on it can end it or its parent.
// So it may not use what reaches that far, except where the lab's own solution
// does.

// reaching are the roots of the packages that a candidate may not import.
var reaching = []string{"os", "syscall", "unsafe", "C", "testing", "flag", "plugin", "net", "log/syslog", "io/ioutil", "embed",
	"runtime/debug", "runtime/pprof", "runtime/trace", "runtime/coverage", "runtime/cgo", "debug", "go", "racelab"}

// harmless are names of those packages that a candidate may use all the same.
var harmless = map[string][]string{
	"os": {"Stdout", "Stderr", "ErrInvalid", "ErrPermission", "ErrExist", "ErrNotExist", "ErrClosed", "ErrDeadlineExceeded"},
}

// telling are names of other packages by which a program learns where it is.
var telling = map[string][]string{
	"runtime": {"Caller", "Callers", "CallersFrames", "FuncForPC", "Stack", "GoroutineProfile", "GOROOT"},
}

// reach says where a candidate reaches out of its program, "" if it does not.
// solution is the lab's own; where that cannot be read, nothing is allowed.
func reach(candidate, shown, solution string) string {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, candidate, nil, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return "" // the compiler says more
	}
	r := reacher{fset: fset, shown: shown, allowed: roots(solution), names: map[string]string{}}
	for _, group := range file.Comments {
		for _, c := range group.List {
			if strings.HasPrefix(c.Text, "//go:linkname") {
				r.add(c.Pos(), "a fix may not use //go:linkname")
			}
		}
	}
	for _, spec := range file.Imports {
		r.imports(spec)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			r.uses(s)
		}
		return true
	})
	return strings.Join(r.found, "\n")
}

type reacher struct {
	fset    *token.FileSet
	shown   string            // the candidate's name for a reader
	allowed []string          // some of reaching
	names   map[string]string // of imports that may be used in part
	found   []string
}

func (r *reacher) add(at token.Pos, what string) {
	p := r.fset.Position(at)
	r.found = append(r.found, fmt.Sprintf("%s:%d:%d: %s", r.shown, p.Line, p.Column, what))
}

func (r *reacher) imports(spec *ast.ImportSpec) {
	imported, err := strconv.Unquote(spec.Path.Value)
	if err != nil {
		return
	}
	name := path.Base(imported)
	if spec.Name != nil {
		name = spec.Name.Name
	}
	reaches := root(imported) != "" && !slices.Contains(r.allowed, root(imported))
	partly := reaches && harmless[imported] != nil || telling[imported] != nil
	switch {
	case partly && name != ".":
		r.names[name] = imported
	case partly || reaches:
		r.add(spec.Pos(), fmt.Sprintf("a fix may not import %q: it is judged by what its goroutines do, not by what it does to the process that it runs in", imported))
	}
}

func (r *reacher) uses(s *ast.SelectorExpr) {
	x, ok := s.X.(*ast.Ident)
	if !ok {
		return
	}
	imported := r.names[x.Name]
	some, restricted := harmless[imported]
	if restricted && !slices.Contains(some, s.Sel.Name) || slices.Contains(telling[imported], s.Sel.Name) {
		r.add(s.Pos(), fmt.Sprintf("a fix may not use %s.%s: it is judged by what its goroutines do, not by what it asks of the process that it runs in", imported, s.Sel.Name))
	}
}

// roots lists those of the packages that a file imports. Who may start a process
// may name a file for it: there is one root for both.
func roots(file string) (all []string) {
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		return nil
	}
	for _, spec := range parsed.Imports {
		if imported, err := strconv.Unquote(spec.Path.Value); err == nil {
			all = append(all, root(imported))
		}
	}
	if slices.Contains(all, "C") {
		all = append(all, "unsafe") // what comes from C is of little use without
	}
	return all
}

// root is the part of an import path that is one of reaching, or "".
func root(imported string) string {
	for _, r := range reaching {
		if imported == r || strings.HasPrefix(imported, r+"/") {
			return r
		}
	}
	return ""
}
