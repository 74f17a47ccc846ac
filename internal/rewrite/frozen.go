package rewrite

import (
	"go/ast"
	"go/types"
)

// frozen returns the package variables of which it is plain that they never
// change once they have their initial values: no one assigns them or takes their
// address, and what they lead to is only read. A library has many such tables;
// to make them anew for each execution would cost more than the execution.
func (p *pass) frozen() map[types.Object]bool {
	frozen := map[types.Object]bool{}
	for _, init := range p.info.InitOrder {
		if len(init.Lhs) == 1 && !p.changed[init.Lhs[0]] && p.unchanging(init.Lhs[0], init.Rhs) {
			frozen[init.Lhs[0]] = true
		}
	}
	return frozen
}

// unchanging reports whether the initial value of v, which nobody assigns, stays
// what it is.
func (p *pass) unchanging(v *types.Var, value ast.Expr) bool {
	if call, ok := ast.Unparen(value).(*ast.CallExpr); ok {
		if sel, ok := call.Fun.(*ast.SelectorExpr); ok {
			if fn, ok := p.info.Uses[sel.Sel].(*types.Func); ok && fn.FullName() == "errors.New" {
				return true
			}
		}
	}
	if v.Exported() || !p.effectless(value) { // others may assign it, or it leaves something behind
		return false
	}
	switch t := v.Type().Underlying().(type) {
	case *types.Map:
		return p.onlyRead[v] && leadsNowhere(t.Key()) && leadsNowhere(t.Elem())
	case *types.Slice:
		return p.onlyRead[v] && leadsNowhere(t.Elem())
	}
	return leadsNowhere(v.Type())
}

// effectless reports whether to evaluate e calls nothing but builtins.
func (p *pass) effectless(e ast.Expr) bool {
	calls := false
	ast.Inspect(e, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			calls = calls || !p.info.Types[call.Fun].IsType() && !p.info.Types[call.Fun].IsBuiltin()
		}
		return !calls
	})
	return !calls
}

// leadsNowhere reports whether values of type t hold nothing that could change.
func leadsNowhere(t types.Type) bool {
	switch t := t.Underlying().(type) {
	case *types.Basic:
		return t.Kind() != types.UnsafePointer
	case *types.Array:
		return leadsNowhere(t.Elem())
	case *types.Struct:
		for f := range t.Fields() {
			if !leadsNowhere(f.Type()) {
				return false
			}
		}
		return true
	}
	return false
}
