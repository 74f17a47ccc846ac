package mutant

import (
	"go/ast"
	"go/token"
	"slices"
)

// Slips of a word before a call: one too many, so that nobody waits for its end, or one
// too few, so that it is made at once and not when the function returns.
const (
	GoAdded        Kind = "go before a call"
	DeferForgotten Kind = "defer forgotten"
)

// calls makes the slips of the calls that are statements of their own.
func (m *maker) calls(file *ast.File) {
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil && f.Name.IsExported() {
			m.goAdded(f)
		}
	}
	lists(file, func(list []ast.Stmt) {
		for _, s := range list {
			if s, ok := s.(*ast.DeferStmt); ok {
				m.replace(DeferForgotten, s, edit{s.Pos(), s.Call.Pos(), ""})
			}
		}
	})
}

// goAdded puts go before what an exported function has done when it returns: before a
// close, a function that it was given, and what its receiver does. What others do, and
// do for it, may as well be done a little later.
func (m *maker) goAdded(f *ast.FuncDecl) {
	own, seen := namesOf(f.Recv), namesOf(f.Type.Params)
	leaveOut := map[ast.Node]bool{}
	ast.Inspect(f.Body, func(n ast.Node) bool {
		list := listOf(n)
		for i, s := range list {
			x, ok := s.(*ast.ExprStmt)
			call := callOf(s)
			switch {
			case !ok || call == nil:
			case (isClose(call) || isMethod(call, "Do")) && slices.ContainsFunc(list[i+1:], waits):
				leaveOut[call] = true
			case isClose(call) || endMatters(call) && (seen[m.text(call.Fun)] || own[root(call.Fun)]):
				m.replace(GoAdded, x, edit{x.Pos(), x.Pos(), "go "})
			}
		}
		_, another := n.(*ast.GoStmt)
		call, _ := n.(*ast.CallExpr)
		return !another && !leaveOut[n] && !isMethod(call, "Go")
	})
}

func namesOf(list *ast.FieldList) map[string]bool {
	names := map[string]bool{}
	if list == nil {
		return names
	}
	for _, field := range list.List {
		for _, name := range field.Names {
			names[name.Name] = true
		}
	}
	return names
}

// root is the first name of a selector: s of s.once.Do.
func root(x ast.Expr) string {
	for {
		s, ok := x.(*ast.SelectorExpr)
		if !ok {
			break
		}
		x = s.X
	}
	if name, ok := x.(*ast.Ident); ok {
		return name.Name
	}
	return ""
}

// waits reports whether a statement may wait for what another goroutine does when it is
// told that a channel is closed.
func waits(s ast.Stmt) (found bool) {
	inspect(s, func(n ast.Node) {
		switch n := n.(type) {
		case *ast.UnaryExpr:
			found = found || n.Op == token.ARROW
		case *ast.RangeStmt:
			found = true
		case *ast.CallExpr:
			found = found || isMethod(n, "Wait")
		}
	})
	return found
}

// endMatters reports whether it may be noticed that nobody waits for a call's end. Of a
// wait, nothing is left then, which is a slip of its own; a lock that is given back and
// a bell that is rung in another goroutine are so a little later.
func endMatters(call *ast.CallExpr) bool {
	return !isMethod(call, "Lock", "RLock", "Unlock", "RUnlock", "Done", "Wait", "Signal", "Broadcast", "Go")
}
