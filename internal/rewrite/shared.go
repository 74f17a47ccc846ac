package rewrite

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"
)

// findShared finds the variables that another goroutine may see change.
func (p *pass) findShared(files []*ast.File) {
	s := &sharing{pass: p, home: map[types.Object]ast.Node{}, captured: map[*types.Var]bool{},
		assigned: map[*types.Var]bool{}, addressed: map[*types.Var]bool{}}
	for _, a := range files {
		s.oneSet = p.loopVariables(a)
		for _, d := range a.Decls {
			s.walk(d, nil)
		}
	}
	p.changed = maps.Clone(s.addressed)
	maps.Copy(p.changed, s.assigned)
	p.shared = map[*types.Var]bool{}
	for _, obj := range p.info.Defs {
		v, ok := obj.(*types.Var)
		if !ok || v.IsField() {
			continue
		}
		global := v.Parent() == p.pkg.Scope()
		p.shared[v] = s.addressed[v] || s.assigned[v] && (global || s.captured[v]) || global && v.Exported()
	}
	for _, obj := range p.info.Implicits {
		if v, ok := obj.(*types.Var); ok {
			p.shared[v] = s.addressed[v] || s.assigned[v] && s.captured[v]
		}
	}
}

// sharing is what the walk through a package finds out about its variables.
type sharing struct {
	*pass
	home      map[types.Object]ast.Node // the closure that declares a local variable
	captured  map[*types.Var]bool       // used by another closure than that
	assigned  map[*types.Var]bool       // after the declaration
	addressed map[*types.Var]bool
	oneSet    bool // each loop of the file at hand has one set of variables
}

// walk visits n, which is in closure. A function literal that is called or
// deferred on the spot runs where it stands and so is no closure of its own,
// but one that is deferred in a loop of old Go sees what became of the loop's
// variables.
func (s *sharing) walk(n ast.Node, closure ast.Node) {
	var onSpot, deferred *ast.FuncLit
	ast.Inspect(n, func(c ast.Node) bool {
		switch c := c.(type) {
		case *ast.GoStmt:
			s.goStmt(c, closure)
			return false
		case *ast.DeferStmt:
			if lit, ok := ast.Unparen(c.Call.Fun).(*ast.FuncLit); ok && s.oneSet {
				deferred = lit
			}
		case *ast.CallExpr:
			if lit, ok := ast.Unparen(c.Fun).(*ast.FuncLit); ok {
				onSpot = lit
			}
		case *ast.FuncLit:
			if (c != onSpot || c == deferred) && c != n {
				s.walk(c, c)
				return false
			}
		case *ast.ForStmt:
			s.forStmt(c, closure)
			return false
		case *ast.Ident:
			s.ident(c, closure)
		}
		s.note(c)
		if c != nil {
			if v := s.info.Implicits[c]; v != nil {
				s.home[v] = closure
			}
		}
		return true
	})
}

func (s *sharing) goStmt(g *ast.GoStmt, closure ast.Node) {
	if lit, ok := ast.Unparen(g.Call.Fun).(*ast.FuncLit); ok {
		s.walk(lit, lit)
	} else {
		s.walk(g.Call.Fun, closure)
	}
	for _, a := range g.Call.Args {
		s.walk(a, closure)
	}
}

// forStmt leaves out the assignment to a loop's own variable after its body:
// it is one to the next iteration's copy, which no closure has captured yet. In
// old Go there are no copies.
func (s *sharing) forStmt(l *ast.ForStmt, closure ast.Node) {
	own := func(e ast.Expr) bool {
		id, ok := ast.Unparen(e).(*ast.Ident)
		obj := s.info.ObjectOf(id)
		return ok && !s.oneSet && l.Init != nil && obj != nil && l.Init.Pos() <= obj.Pos() && obj.Pos() < l.Init.End()
	}
	for _, n := range []ast.Node{l.Init, l.Cond, l.Body} {
		if n != nil {
			s.walk(n, closure)
		}
	}
	switch post := l.Post.(type) {
	case nil:
	case *ast.IncDecStmt:
		if !own(post.X) {
			s.walk(post, closure)
		}
	case *ast.AssignStmt:
		for _, e := range append(post.Lhs, post.Rhs...) {
			s.walk(e, closure)
		}
		for _, e := range post.Lhs {
			if !own(e) {
				s.mark(s.assigned, e)
			}
		}
	default:
		s.walk(post, closure)
	}
}

func (s *sharing) ident(id *ast.Ident, closure ast.Node) {
	if obj := s.info.Defs[id]; obj != nil {
		s.home[obj] = closure
		return
	}
	v, ok := s.info.Uses[id].(*types.Var)
	if !ok || v.IsField() {
		return
	}
	if home, local := s.home[v]; local && home != closure {
		s.captured[v] = true
	}
}

// note records what n does to variables.
func (s *sharing) note(n ast.Node) {
	switch n := n.(type) {
	case *ast.AssignStmt:
		for _, e := range n.Lhs {
			s.mark(s.assigned, e)
		}
	case *ast.IncDecStmt:
		s.mark(s.assigned, n.X)
	case *ast.RangeStmt:
		switch {
		case n.Tok == token.ASSIGN:
			s.mark(s.assigned, n.Key)
			s.mark(s.assigned, n.Value)
		case s.oneSet:
			s.again(n.Key, n.Value)
		}
	case *ast.UnaryExpr:
		if n.Op == token.AND {
			s.mark(s.addressed, n.X)
		}
	case *ast.SliceExpr:
		if isA[*types.Array](s.info.TypeOf(n.X)) {
			s.mark(s.addressed, n.X)
		}
	case *ast.SelectorExpr:
		s.receiver(n)
	}
}

// again marks variables as assigned that each iteration sets anew.
func (s *sharing) again(vars ...ast.Expr) {
	for _, e := range vars {
		if id, ok := e.(*ast.Ident); ok {
			if v, ok := s.info.Defs[id].(*types.Var); ok {
				s.assigned[v] = true
			}
		}
	}
}

// receiver notes that x.M takes the address of the variable x.
func (s *sharing) receiver(e *ast.SelectorExpr) {
	sel := s.info.Selections[e]
	if sel == nil || sel.Kind() != types.MethodVal {
		return
	}
	if isPointer(sel.Obj().(*types.Func).Signature().Recv().Type()) && !isPointer(sel.Recv()) && !sel.Indirect() {
		s.mark(s.addressed, e.X)
	}
}

// mark enters the variable of which e is the whole or a part.
func (s *sharing) mark(set map[*types.Var]bool, e ast.Expr) {
	if v := s.root(e); v != nil {
		set[v] = true
	}
}

func (p *pass) root(e ast.Expr) *types.Var {
	switch e := e.(type) {
	case *ast.Ident:
		v, _ := p.info.Uses[e].(*types.Var)
		return v
	case *ast.ParenExpr:
		return p.root(e.X)
	case *ast.SelectorExpr:
		sel := p.info.Selections[e]
		if sel != nil && sel.Kind() == types.FieldVal && !sel.Indirect() && !isPointer(sel.Recv()) {
			return p.root(e.X)
		}
	case *ast.IndexExpr:
		if isA[*types.Array](p.info.TypeOf(e.X)) {
			return p.root(e.X)
		}
	}
	return nil
}

// instrumented reports whether another package's variables are shared places.
func (p *pass) instrumented(path string) bool {
	if p.cfg.Instrumented != nil {
		return p.cfg.Instrumented(path)
	}
	return path+"_test" == p.pkg.Path()
}
