package rewrite

import (
	"go/ast"
	"go/types"
	"slices"

	"racelab/internal/sim/std"
)

// findSizes finds the constant calls of unsafe.Sizeof and the like whose value
// is another one for the simulator's types, and has them give the value that
// they have natively: a padding of 64 - unsafe.Sizeof(x) bytes has to stay
// positive. Where pointers are computed, the true layout is what counts.
func (f *file) findSizes() {
	var parents []ast.Node
	ast.Inspect(f.ast, func(n ast.Node) bool {
		if n == nil {
			parents = parents[:len(parents)-1]
			return true
		}
		if c, ok := n.(*ast.CallExpr); ok && f.changesSize(c) && !f.computes(parents) {
			f.sizes = append(f.sizes, instead(c, "(0*"+f.written(c)+"+"+f.info.Types[c].Value.ExactString()+")"))
		}
		parents = append(parents, n)
		return true
	})
}

// changesSize reports whether c is a constant that depends on a simulated type.
func (f *file) changesSize(c *ast.CallExpr) bool {
	name, ok := f.builtin(c)
	if !ok || f.info.Types[c].Value == nil || len(c.Args) != 1 {
		return false
	}
	switch name {
	case "Sizeof", "Alignof":
		return f.simulated(f.typeOf(c.Args[0]))
	case "Offsetof":
		field, ok := ast.Unparen(c.Args[0]).(*ast.SelectorExpr)
		return ok && f.simulated(f.typeOf(field.X))
	}
	return false
}

// simulated reports whether values of type t contain one of the simulator's.
func (f *file) simulated(t types.Type) bool {
	if named, ok := types.Unalias(t).(*types.Named); ok && named.Obj().Pkg() != nil && std.IsModel(named.Obj().Pkg().Path()) {
		return isA[*types.Struct](t)
	}
	switch u := t.Underlying().(type) {
	case *types.Array:
		return f.simulated(u.Elem())
	case *types.Struct:
		for v := range u.Fields() {
			if f.simulated(v.Type()) {
				return true
			}
		}
	}
	return false
}

// computes reports whether the innermost of the nodes are an expression that
// computes a pointer.
func (f *file) computes(parents []ast.Node) bool {
	found := false
	for _, n := range slices.Backward(parents) {
		e, ok := n.(ast.Expr)
		if _, closure := n.(*ast.FuncLit); !ok || closure {
			break
		}
		ast.Inspect(e, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				obj := f.info.Uses[id]
				found = found || obj != nil && obj.Pkg() == types.Unsafe && slices.Contains([]string{"Pointer", "Add", "Slice"}, obj.Name())
			}
			return !found
		})
	}
	return found
}
