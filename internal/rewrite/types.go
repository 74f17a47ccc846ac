package rewrite

import (
	"go/ast"
	"go/token"
	"go/types"
)

func (f *file) typeOf(e ast.Expr) types.Type { return f.info.TypeOf(e) }

// core returns the type whose structure decides what may be done with t: its
// underlying type, or for a type parameter the one that all its types share.
// It returns nil if there is none.
func core(t types.Type) types.Type {
	if t == nil {
		return nil
	}
	param, ok := types.Unalias(t).(*types.TypeParam)
	if !ok {
		return t.Underlying()
	}
	var same types.Type
	bound := param.Constraint().Underlying().(*types.Interface)
	for i := range bound.NumEmbeddeds() {
		for _, term := range termsOf(bound.EmbeddedType(i)) {
			u := core(term)
			if u == nil || same != nil && !types.Identical(u, same) {
				return nil
			}
			same = u
		}
	}
	return same
}

func termsOf(t types.Type) []types.Type {
	switch u := types.Unalias(t).(type) {
	case *types.Union:
		var all []types.Type
		for i := range u.Len() {
			all = append(all, termsOf(u.Term(i).Type())...)
		}
		return all
	case *types.Named:
		if bound, ok := u.Underlying().(*types.Interface); ok {
			var all []types.Type
			for i := range bound.NumEmbeddeds() {
				all = append(all, termsOf(bound.EmbeddedType(i))...)
			}
			return all
		}
	}
	return []types.Type{t}
}

func isA[T types.Type](t types.Type) bool {
	_, ok := core(t).(T)
	return ok
}

func isPointer(t types.Type) bool { return isA[*types.Pointer](t) }

// inert reports whether e has nothing to rewrite: a type, a constant, nil or a
// builtin. len(p.array) is a constant that does not even evaluate p.
func (f *file) inert(e ast.Expr) bool {
	tv, ok := f.info.Types[e]
	return ok && (tv.IsType() || tv.IsNil() || tv.IsBuiltin() || tv.Value != nil)
}

// untyped reports whether e takes its type from where it stands although it is
// not constant: comparisons, and shifts of an untyped constant.
func (f *file) untyped(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.UnaryExpr:
		return e.Op != token.ARROW && e.Op != token.AND && f.untyped(e.X)
	case *ast.BinaryExpr:
		switch e.Op {
		case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
			return true
		case token.SHL, token.SHR:
			return f.constant(e.X) || f.untyped(e.X)
		}
		return (f.untyped(e.X) || f.constant(e.X)) && (f.untyped(e.Y) || f.constant(e.Y))
	}
	return false
}

func (f *file) constant(e ast.Expr) bool { return f.info.Types[e].Value != nil }

// spell returns t as it may be written in this file, or false if it cannot be.
func (f *file) spell(t types.Type) (string, bool) {
	ok := true
	text := types.TypeString(t, func(p *types.Package) string {
		if p == f.pkg {
			return ""
		}
		for _, spec := range f.ast.Imports {
			if name := f.info.PkgNameOf(spec); name != nil && name.Imported() == p && name.Name() != "_" {
				return name.Name()
			}
		}
		ok = false
		return p.Name()
	})
	return text, ok
}
