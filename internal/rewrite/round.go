package rewrite

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
)

// loopBody returns the new text of a loop's body. It begins with a mark, so that
// the simulator can tell whether a loop comes back to the same state: with the
// local variables that the loop assigns, or the news that it counts its rounds.
func (f *file) loopBody(s ast.Stmt, body *ast.BlockStmt, counts bool) string {
	mark := f.round(counts || f.unseen(s), f.account(s, body))
	f.loops++
	text := f.stmt(body)
	f.loops--
	return "{" + mark + text[1:]
}

func (f *file) round(counts bool, locals []*types.Var) string {
	args := ""
	if !counts {
		for _, v := range locals {
			args += ", " + v.Name()
		}
	}
	return fmt.Sprintf(" if sim_.Watched() { sim_.Round(%d, %v%s) };", f.loops, counts, args)
}

// account returns the local variables from outside the body that a loop assigns,
// in the order in which it does. Others can be seen to change, or are of no
// consequence.
func (f *file) account(s ast.Stmt, body *ast.BlockStmt) (list []*types.Var) {
	known := map[*types.Var]bool{}
	add := func(exprs ...ast.Expr) {
		for _, e := range exprs {
			if e == nil {
				continue
			}
			v := f.root(e)
			if v == nil || known[v] || f.shared[v] || v.Parent() == f.pkg.Scope() || body.Pos() <= v.Pos() && v.Pos() < body.End() {
				continue
			}
			known[v] = true
			list = append(list, v)
		}
	}
	ast.Inspect(s, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			add(n.Lhs...)
		case *ast.IncDecStmt:
			if loop, ok := s.(*ast.ForStmt); !ok || !f.idle(n.X, loop) {
				add(n.X)
			}
		case *ast.RangeStmt:
			if n.Tok == token.ASSIGN {
				add(n.Key, n.Value)
			}
		}
		return true
	})
	return list
}

// ends reports whether a range always does, since it counts.
func (f *file) ends(s *ast.RangeStmt) bool {
	switch core(f.typeOf(s.X)).(type) {
	case *types.Chan, *types.Signature:
		return false
	}
	return true
}

// unseen reports whether n uses a library that may keep a state of its own of
// which nobody knows: a scanner, a file, a connection.
func (f *file) unseen(n ast.Node) (found bool) {
	ast.Inspect(n, func(n ast.Node) bool {
		if e, ok := n.(*ast.SelectorExpr); ok {
			fn, isFunc := f.info.Uses[e.Sel].(*types.Func)
			found = found || f.foreignMethod(e) || isFunc && fn.Pkg() != nil && outside[fn.Pkg().Path()]
		}
		return !found
	})
	return found
}

// outside are packages whose functions reach out of the program.
var outside = map[string]bool{"bufio": true, "io": true, "net": true, "net/http": true, "os": true, "os/exec": true, "syscall": true}
