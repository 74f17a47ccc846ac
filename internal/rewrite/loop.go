package rewrite

import (
	"go/ast"
	"go/token"
	"go/types"

	"racelab/internal/sim/std"
)

// loop returns the new text of a for or range statement.
func (f *file) loop(s ast.Stmt) string {
	if vars, loop, ok := f.hoisted(s); ok {
		return "{ " + vars + "; " + loop + " }"
	}
	if s, ok := s.(*ast.RangeStmt); ok {
		return f.rangeStmt(s)
	}
	return f.forStmt(s.(*ast.ForStmt))
}

// forStmt marks the end of each iteration of a loop that may be waiting for
// another goroutine. The mark is part of what comes after the body, so that
// continue does not go past it.
func (f *file) forStmt(s *ast.ForStmt) string {
	if mark := f.mark(s); mark != "" {
		return f.headed(s, f.marked(s, mark))
	}
	if s.Post == nil {
		var parts []part
		if s.Init != nil {
			parts = append(parts, instead(s.Init, f.simple(s.Init, false)))
		}
		if s.Cond != nil {
			parts = append(parts, instead(s.Cond, f.value(s.Cond)))
		}
		return f.stitch(s.Pos(), s.End(), append(parts, instead(s.Body, f.loopBody(s, s.Body, false)))...)
	}
	return f.withPost(s)
}

// mark returns the mark that s needs, or "".
func (f *file) mark(s *ast.ForStmt) string {
	counts, waits := f.mayWait(s)
	switch {
	case !waits || f.cfg.Library:
		return ""
	case counts:
		return "sim_.LoopThatCounts(" + f.site(s) + ")"
	}
	return "sim_.Loop(" + f.site(s) + ")"
}

// marked returns the statement after the body of s with a mark.
func (f *file) marked(s *ast.ForStmt, mark string) string {
	if s.Post == nil {
		return mark
	}
	return "func() { " + f.simple(s.Post, true) + "; " + mark + " }()"
}

// afterBody returns the statement after the body of s, marked if need be.
func (f *file) afterBody(s *ast.ForStmt) string {
	switch mark := f.mark(s); {
	case mark != "":
		return f.marked(s, mark)
	case s.Post != nil:
		return f.simple(s.Post, false)
	}
	return ""
}

// withPost returns the loop, whose own statement after the body is rewritten.
func (f *file) withPost(s *ast.ForStmt) string {
	var parts []part
	if s.Init != nil {
		parts = append(parts, instead(s.Init, f.simple(s.Init, false)))
	}
	if s.Cond != nil {
		parts = append(parts, instead(s.Cond, f.value(s.Cond)))
	}
	parts = append(parts, instead(s.Post, f.simple(s.Post, false)), instead(s.Body, f.loopBody(s, s.Body, false)))
	return f.stitch(s.Pos(), s.End(), parts...)
}

// headed returns the loop with another statement after its body.
func (f *file) headed(s *ast.ForStmt, post string) string {
	head := "for "
	if s.Init != nil {
		head += f.simple(s.Init, false)
	}
	head += "; "
	if s.Cond != nil {
		head += f.value(s.Cond)
	}
	head += "; "
	return head + f.missing(s.Pos(), s.Body.Pos(), head+post) + post + " " + f.loopBody(s, s.Body, false)
}

// mayWait reports whether s keeps no account of its own: it assigns no local
// variable declared outside its body and asks no library to go on. It may count
// its iterations, if what it counts has no say in it.
func (f *file) mayWait(s *ast.ForStmt) (counts, waits bool) {
	outside := func(e ast.Expr) bool {
		v := f.root(e)
		own := f.oneSet && v != nil && s.Init != nil && s.Init.Pos() <= v.Pos() && v.Pos() < s.Init.End()
		return v != nil && (own || !f.shared[v]) && v.Parent() != f.pkg.Scope() && (v.Pos() < s.Body.Pos() || s.Body.End() <= v.Pos())
	}
	waits = true
	count := func(list ...ast.Expr) {
		for _, e := range list {
			if e != nil && outside(e) {
				waits = false
			}
		}
	}
	look := func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			count(n.Lhs...)
		case *ast.IncDecStmt:
			if outside(n.X) && f.idle(n.X, s) {
				counts = true
			} else {
				count(n.X)
			}
		case *ast.RangeStmt:
			if n.Tok == token.ASSIGN {
				count(n.Key, n.Value)
			}
		case *ast.SelectorExpr:
			waits = waits && !f.foreignMethod(n)
		}
		return waits
	}
	for _, n := range []ast.Node{s.Cond, s.Post, s.Body} {
		if n != nil {
			ast.Inspect(n, look)
		}
	}
	return counts, waits
}

// idle reports whether the variable e is used once in s.
func (f *file) idle(e ast.Expr, s *ast.ForStmt) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	uses := 0
	ast.Inspect(s, func(n ast.Node) bool {
		if use, same := n.(*ast.Ident); ok && same && f.info.Uses[use] == f.info.Uses[id] {
			uses++
		}
		return true
	})
	return uses == 1
}

// foreignMethod reports whether e is a method of a library that is not
// rewritten: a scanner or a file makes progress that nobody can see.
func (f *file) foreignMethod(e *ast.SelectorExpr) bool {
	sel := f.info.Selections[e]
	if sel == nil || sel.Kind() == types.FieldVal || sel.Obj().Pkg() == nil {
		return false
	}
	path := sel.Obj().Pkg().Path()
	return sel.Obj().Pkg() != f.pkg && !std.IsModel(path) && !f.instrumented(path)
}
