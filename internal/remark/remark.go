// Package remark says what is not wrong and yet not good about a fix: it never
// decides a verdict. It reads the source alone, so it names only what can be
// seen there for certain, and leaves out much.
package remark

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
)

// A Remark is one sentence about a line.
type Remark struct {
	Line int
	Says string
}

// On returns the remarks on a source file, in the order of their lines, and
// none on one that is no Go.
func On(source []byte) []Remark {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", source, parser.SkipObjectResolution)
	if err != nil {
		return nil
	}
	r := &reader{fset: fset}
	if !imports(file, "C") { // what is in C is one for all, and needs one lock
		r.sharedLocks(file)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ForStmt:
			if spins(n) {
				r.say(n, "it waits busily, and takes a processor for that; let it wait for a channel, a sync.Cond or a lock")
			}
		case *ast.BlockStmt:
			r.sleeps(n)
		}
		return true
	})
	slices.SortFunc(r.found, func(a, b Remark) int { return cmp.Compare(a.Line, b.Line) })
	return r.found
}

func imports(file *ast.File, path string) bool {
	return slices.ContainsFunc(file.Imports, func(s *ast.ImportSpec) bool { return s.Path.Value == strconv.Quote(path) })
}

type reader struct {
	fset  *token.FileSet
	found []Remark
}

func (r *reader) say(n ast.Node, format string, args ...any) {
	r.found = append(r.found, Remark{r.fset.Position(n.Pos()).Line, fmt.Sprintf(format, args...)})
}

// sharedLocks looks for locks that belong to the package and not to a value.
func (r *reader) sharedLocks(file *ast.File) {
	for _, d := range file.Decls {
		vars, ok := d.(*ast.GenDecl)
		if !ok || vars.Tok != token.VAR {
			continue
		}
		for _, s := range vars.Specs {
			v := s.(*ast.ValueSpec)
			if t, ok := v.Type.(*ast.SelectorExpr); ok && (t.Sel.Name == "Mutex" || t.Sel.Name == "RWMutex") {
				r.say(v, "%s is one lock for all there are, so that those who have nothing to do with each other wait for each other; let each have its own", v.Names[0].Name)
			}
		}
	}
}

// sleeps looks in one block for a sleep between a Lock and its Unlock.
func (r *reader) sleeps(block *ast.BlockStmt) {
	held := 0
	for _, s := range block.List {
		if x, ok := s.(*ast.ExprStmt); ok {
			switch name := method(x.X); {
			case name == "Lock" || name == "RLock":
				held++
			case name == "Unlock" || name == "RUnlock":
				held = max(held-1, 0)
			case held > 0 && isCall(x.X, "time", "Sleep"):
				r.say(x, "it sleeps with a lock in hand, and keeps everybody else waiting for that long")
			}
		}
	}
}

// spins reports whether a loop does nothing but ask, again and again.
func spins(loop *ast.ForStmt) bool {
	asks := loop.Cond != nil && polls(loop.Cond)
	if loop.Init != nil || loop.Post != nil || loop.Cond != nil && !asks {
		return false
	}
	for _, s := range loop.Body.List {
		switch s := s.(type) {
		case *ast.IfStmt:
			if s.Init != nil || s.Else != nil || !polls(s.Cond) || !leaves(s.Body.List) {
				return false
			}
			asks = true
		case *ast.SelectStmt:
			if !turnsAway(s) {
				return false
			}
			asks = true
		default:
			if !idle(s) {
				return false
			}
		}
	}
	return asks
}

// turnsAway reports whether a select waits for nothing: its default is idle,
// and its other cases leave the loop.
func turnsAway(s *ast.SelectStmt) (turns bool) {
	for _, c := range s.Body.List {
		c := c.(*ast.CommClause)
		switch {
		case c.Comm != nil && !leaves(c.Body):
			return false
		case c.Comm == nil:
			turns = !slices.ContainsFunc(c.Body, func(s ast.Stmt) bool { return !idle(s) })
		}
	}
	return turns
}

// polls reports whether an expression asks something that is answered at once,
// and that only another goroutine can change.
func polls(e ast.Expr) (asks bool) {
	known := true
	ast.Inspect(e, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		switch method(call) {
		case "Load", "TryLock", "TryRLock", "CompareAndSwap", "CompareAndSwapInt32", "CompareAndSwapInt64", "LoadInt32", "LoadInt64":
			asks = true
		default:
			known = false
		}
		return true
	})
	return asks && known
}

// idle reports whether a statement does nothing that matters to a loop.
func idle(s ast.Stmt) bool {
	switch s := s.(type) {
	case *ast.EmptyStmt:
		return true
	case *ast.BranchStmt:
		return s.Tok == token.CONTINUE
	case *ast.ExprStmt:
		return isCall(s.X, "runtime", "Gosched")
	}
	return false
}

// leaves reports whether a body ends by leaving the loop or the function.
func leaves(body []ast.Stmt) bool {
	if len(body) == 0 {
		return false
	}
	switch s := body[len(body)-1].(type) {
	case *ast.ReturnStmt:
		return true
	case *ast.BranchStmt:
		return s.Tok == token.GOTO || s.Tok == token.BREAK
	}
	return false
}

// method is the name of the method or function that an expression calls.
func method(e ast.Expr) string {
	if call, ok := e.(*ast.CallExpr); ok {
		if s, ok := call.Fun.(*ast.SelectorExpr); ok {
			return s.Sel.Name
		}
	}
	return ""
}

func isCall(e ast.Expr, pkg, name string) bool {
	if method(e) != name {
		return false
	}
	x, ok := e.(*ast.CallExpr).Fun.(*ast.SelectorExpr).X.(*ast.Ident)
	return ok && x.Name == pkg
}
