package rewrite

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"
)

// hold rewrites e as one element of a list of values that are kept for later.
// It returns the name to keep it under, the value, and the text that stands
// for it later.
//
// Constants, nil and plain functions are not kept but repeated where they are
// used, since a variable would give them a type too early. Their place in the
// list is taken by a 0, which keeps commas and lines as they are.
func (f *file) hold(e ast.Expr, name string) (as, keep, use string) {
	if f.repeatable(e) && f.lines(e.Pos(), e.End()) == "" {
		return "_", "0", f.again(e)
	}
	if f.untyped(e) && isBool(f.typeOf(e)) {
		return name, f.value(e), name + " == true" // as little typed as e itself
	}
	if f.untyped(e) || f.constant(e) {
		if typ, ok := f.spell(f.typeOf(e)); ok {
			return name, "(" + typ + ")(" + f.value(e) + ")", name
		}
	}
	return name, f.value(e), name
}

// holdAll holds the values of a right side for n operands and returns the
// statement that does so.
func (f *file) holdAll(number int, rhs []ast.Expr, n int) (keep string, uses []string) {
	names := make([]string, n)
	uses = make([]string, n)
	parts := make([]part, len(rhs))
	for i := range n {
		names[i] = fmt.Sprintf("t_%d_%d", number, i)
		uses[i] = names[i]
		if n == len(rhs) {
			names[i], parts[i].text, uses[i] = f.hold(rhs[i], names[i])
			parts[i] = instead(rhs[i], parts[i].text)
		}
	}
	if n != len(rhs) {
		parts[0] = instead(rhs[0], f.commaOK(rhs[0]))
		if _, call := ast.Unparen(rhs[0]).(*ast.CallExpr); !call {
			uses[1] += " == true" // ok may be of any boolean type
		}
	}
	return declare(names) + f.stitch(rhs[0].Pos(), rhs[len(rhs)-1].End(), parts...), uses
}

func (f *file) repeatable(e ast.Expr) bool {
	tv := f.info.Types[e]
	return tv.Value != nil || tv.IsNil() || f.function(e) != nil
}

// again returns text that repeats e.
func (f *file) again(e ast.Expr) string {
	if id, ok := ast.Unparen(e).(*ast.Ident); ok {
		return f.ident(id)
	}
	return f.source(e)
}

// function returns the function that e names, if it does so without choosing a
// receiver: what it is cannot change, and it may be generic.
func (f *file) function(e ast.Expr) *types.Func {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		fn, _ := f.info.Uses[e].(*types.Func)
		return fn
	case *ast.SelectorExpr:
		if f.info.Selections[e] == nil {
			return f.function(e.Sel)
		}
	case *ast.IndexExpr:
		return f.function(e.X)
	case *ast.IndexListExpr:
		return f.function(e.X)
	}
	return nil
}

// declare returns the operator that sets names: at least one of them must be
// new for :=.
func declare(names []string) string {
	for _, n := range names {
		if n != "_" {
			return strings.Join(names, ", ") + " := "
		}
	}
	return strings.Join(names, ", ") + " = "
}
