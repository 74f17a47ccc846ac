package rewrite

import (
	"go/ast"
	"go/token"
	"go/types"
)

// findOnlyRead finds the package variables that occur only where elements of them
// are read: x[i], range x, len(x).
func (p *pass) findOnlyRead(files []*ast.File) {
	u := uses{info: p.info, reads: map[*ast.Ident]bool{}, written: map[ast.Expr]bool{}, others: map[*types.Var]bool{}}
	for _, file := range files {
		ast.Inspect(file, u.note)
	}
	p.onlyRead = map[*types.Var]bool{}
	for _, name := range p.pkg.Scope().Names() {
		if v, ok := p.pkg.Scope().Lookup(name).(*types.Var); ok {
			p.onlyRead[v] = !u.others[v]
		}
	}
}

// uses says of variables how they are used. A node is noted before what is in it.
type uses struct {
	info    *types.Info
	reads   map[*ast.Ident]bool // of which an element is read
	written map[ast.Expr]bool   // what is assigned, or may be by its address, and what that is part of
	others  map[*types.Var]bool // that occur in any other way than in reads
}

func (u *uses) note(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.AssignStmt:
		for _, e := range n.Lhs {
			u.write(e)
		}
	case *ast.IncDecStmt:
		u.write(n.X)
	case *ast.UnaryExpr:
		if n.Op == token.AND {
			u.write(n.X)
		}
	case *ast.SliceExpr:
		u.write(n.X)
	case *ast.SelectorExpr:
		if sel := u.info.Selections[n]; sel != nil && sel.Kind() == types.MethodVal {
			u.write(n.X) // it may take the address
		}
	case *ast.IndexExpr:
		if !u.written[n] {
			u.read(n.X)
		}
	case *ast.RangeStmt:
		u.read(n.X)
	case *ast.CallExpr:
		if id, ok := n.Fun.(*ast.Ident); ok && id.Name == "len" && len(n.Args) == 1 {
			u.read(n.Args[0])
		}
	case *ast.Ident:
		if v, ok := u.info.Uses[n].(*types.Var); ok && !u.reads[n] {
			u.others[v] = true
		}
	}
	return true
}

func (u *uses) read(e ast.Expr) {
	if id, ok := ast.Unparen(e).(*ast.Ident); ok {
		u.reads[id] = true
	}
}

func (u *uses) write(e ast.Expr) {
	for e != nil {
		e = ast.Unparen(e)
		u.written[e] = true
		switch x := e.(type) {
		case *ast.SelectorExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		default:
			e = nil
		}
	}
}
