package rewrite

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// stmt returns the new text of a statement that stands in a list.
func (f *file) stmt(s ast.Stmt) string { return f.simple(s, true) }

// simple is stmt for places that may have no room for a block, such as the
// statement before a condition.
func (f *file) simple(s ast.Stmt, block bool) string {
	switch s := s.(type) {
	case *ast.AssignStmt:
		return f.assign(s, block)
	case *ast.IncDecStmt:
		return f.update(s, s.X, s.Tok.String()[:1], nil, block)
	case *ast.SendStmt:
		return f.send(s)
	case *ast.GoStmt:
		return f.goStmt(s)
	case *ast.ReturnStmt:
		return f.returnHere(f.returnStmt(s))
	case *ast.IfStmt:
		return f.withInit(s, s.Init, s.Cond, s.Body, s.Else)
	case *ast.SwitchStmt:
		return f.withInit(s, s.Init, s.Tag, s.Body)
	case *ast.TypeSwitchStmt:
		return f.typeSwitch(s)
	case *ast.SelectStmt:
		return f.selectStmt(s)
	case *ast.ForStmt, *ast.RangeStmt:
		return f.loop(s)
	case *ast.LabeledStmt:
		return f.labeled(s)
	case *ast.BranchStmt:
		return f.branch(s)
	case *ast.EmptyStmt, *ast.BadStmt:
		return f.source(s)
	case *ast.ExprStmt:
		if recv, ok := ast.Unparen(s.X).(*ast.UnaryExpr); ok && recv.Op == token.ARROW {
			return f.call("Drop", recv, f.value(recv.X))
		}
	}
	return f.inside(s)
}

// branch rewrites a statement that goes elsewhere. A goto may make a loop.
func (f *file) branch(s *ast.BranchStmt) string {
	if s.Tok != token.GOTO {
		return f.source(s)
	}
	loops := f.loops
	defer func() { f.loops = loops }()
	f.loops = 0
	return "{" + f.round(true, nil) + " " + f.source(s) + " }"
}

// withInit rewrites a statement with an optional simple statement at its head.
func (f *file) withInit(s ast.Node, init ast.Stmt, rest ...ast.Node) string {
	var parts []part
	if init != nil {
		parts = append(parts, instead(init, f.simple(init, false)))
	}
	for _, n := range rest {
		if n != nil {
			parts = append(parts, instead(n, f.text(n)))
		}
	}
	return f.stitch(s.Pos(), s.End(), parts...)
}

func (f *file) typeSwitch(s *ast.TypeSwitchStmt) string {
	var x ast.Expr
	switch a := s.Assign.(type) {
	case *ast.AssignStmt:
		x = a.Rhs[0]
	case *ast.ExprStmt:
		x = a.X
	}
	assert := ast.Unparen(x).(*ast.TypeAssertExpr)
	var parts []part
	for _, c := range s.Body.List {
		for _, in := range c.(*ast.CaseClause).Body {
			parts = append(parts, instead(in, f.stmt(in)))
		}
	}
	body := f.stitch(s.Body.Pos(), s.Body.End(), parts...)
	parts = []part{instead(assert.X, f.value(assert.X)), instead(s.Body, body)}
	if s.Init != nil {
		parts = append(parts, instead(s.Init, f.simple(s.Init, false)))
	}
	return f.stitch(s.Pos(), s.End(), parts...)
}

func (f *file) send(s *ast.SendStmt) string {
	to := f.call("SendTo", s, f.value(s.Chan))
	return to + ".Send(" + f.lines(s.Chan.End(), s.Value.Pos()) + f.value(s.Value) + ")"
}

func (f *file) funcDecl(d *ast.FuncDecl) {
	if name, ok := f.renamed[f.info.Defs[d.Name]]; ok {
		f.parts = append(f.parts, instead(d.Name, name))
	}
	if d.Body != nil {
		f.parts = append(f.parts, instead(d.Body, f.body(f.info.Defs[d.Name], d.Type, d.Body)))
	}
}

// body rewrites a function's body. Named results that a closure shares are
// known by pointers, since their names may be hidden where a return stands.
//
// fn is the function, as in pass.started.
func (f *file) body(fn any, t *ast.FuncType, b *ast.BlockStmt) string {
	outer, told := f.results, f.tells
	defer func() { f.results, f.tells = outer, told }()
	f.results, f.tells = nil, f.leaving(fn, b.Pos())
	head := ""
	n := f.temp()
	if t.Results != nil {
		for _, field := range t.Results.List {
			for _, id := range field.Names {
				r := result{v: f.info.Defs[id]}
				if !isBlank(id) && f.kind(id) == shared {
					r.pointer = fmt.Sprintf("r_%d_%d", n, len(f.results))
					head += fmt.Sprintf(" %s := &%s; _ = %[1]s;", r.pointer, id.Name)
				}
				f.results = append(f.results, r)
			}
		}
	}
	loops := f.loops
	defer func() { f.loops = loops }()
	f.loops = 0
	unseen := ""
	if f.unseen(b) {
		unseen = " sim_.Foreign();"
	}
	if head == "" {
		f.results = nil
		f.temps--
		return "{" + unseen + strings.TrimPrefix(f.endHere(t, b, f.inside(b)), "{")
	}
	return "{" + unseen + head + strings.TrimPrefix(f.inside(b), "{")
}

// returnStmt makes a return with values a write of the results that are
// shared: deferred functions and closures that got away can see it. A result
// that is returned as itself is only read.
func (f *file) returnStmt(s *ast.ReturnStmt) string {
	if got := len(s.Results); got == 0 || got != len(f.results) && (got != 1 || f.results == nil) {
		return f.inside(s)
	}
	n := f.temp()
	keep, uses := f.holdAll(n, s.Results, len(f.results))
	stores := ""
	for i, r := range f.results {
		if r.pointer == "" {
			continue
		}
		if len(s.Results) == len(f.results) && f.names(s.Results[i], r.v) {
			continue
		}
		stores += "; " + f.call("At", s, r.pointer) + ".Set(" + uses[i] + ")"
		uses[i] = "*" + r.pointer
	}
	return "{ " + keep + stores + "; return " + strings.Join(uses, ", ") + " }"
}

// names reports whether e is nothing but the variable v.
func (f *file) names(e ast.Expr, v types.Object) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	return ok && f.info.Uses[id] == v
}
