package rewrite

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
)

// rangeStmt lets the simulator hand out the elements of what is shared.
func (f *file) rangeStmt(s *ast.RangeStmt) string {
	parts := []part{instead(s.X, f.ranged(s))}
	stores := ""
	if s.Tok == token.ASSIGN && f.anyPlace(s.Key, s.Value) {
		var vars []part
		vars, stores = f.rangeStores(s)
		parts = append(parts, vars...)
		parts = append(parts, part{s.TokPos, s.TokPos + 1, ":="})
	}
	body := f.loopBody(s, s.Body, f.ends(s))
	if stores != "" {
		body = "{" + stores + body[1:]
	}
	return f.stitch(s.Pos(), s.End(), append(parts, instead(s.Body, body))...)
}

// ranged returns the expression to range over.
func (f *file) ranged(s *ast.RangeStmt) string {
	t := f.typeOf(s.X)
	if f.recovers(s.Body) {
		if isA[*types.Chan](t) {
			f.fail(s, "a recover in a range over a channel", "call recover before the loop")
		}
		return f.value(s.X)
	}
	elements := s.Value != nil && !isBlank(s.Value)
	switch core(t).(type) {
	case *types.Slice:
		if elements {
			return f.call("RangeSlice", s, f.value(s.X))
		}
	case *types.Array:
		if s.Value == nil && f.constantLen(s.X) {
			return f.source(s.X)
		}
	case *types.Pointer:
		switch {
		case elements:
			return f.call("RangeSlice", s, f.pointedArray(s.X)+"[:]")
		case s.Value == nil && f.constantLen(s.X):
			return f.source(s.X)
		}
	case *types.Map:
		return f.call("RangeMap", s, f.value(s.X))
	case *types.Chan:
		if s.Key == nil || isBlank(s.Key) {
			return f.call("RangeDrop", s, f.value(s.X))
		}
		return f.call("RangeChan", s, f.value(s.X))
	case *types.Basic:
		return f.rangedInt(s)
	}
	return f.value(s.X)
}

// recovers reports whether a loop's body calls recover, which in a range over a
// function recovers nothing (Go 1.26): such a loop stays as it is.
func (f *file) recovers(body *ast.BlockStmt) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		if c, ok := n.(*ast.CallExpr); ok {
			name, builtin := f.builtin(c)
			found = found || builtin && name == "recover"
		}
		_, closure := n.(*ast.FuncLit)
		return !closure
	})
	return found
}

// constantLen reports whether len(e) is constant, so that a range over e
// without a value does not evaluate it.
func (f *file) constantLen(e ast.Expr) bool { return !f.calls(e) }

// rangedInt gives a constant bound the type of the variable that is assigned.
func (f *file) rangedInt(s *ast.RangeStmt) string {
	text := f.value(s.X)
	if s.Tok != token.ASSIGN || !f.constant(s.X) || !f.anyPlace(s.Key, nil) {
		return text
	}
	if b := core(f.typeOf(s.X)).(*types.Basic); b.Info()&types.IsInteger == 0 {
		return text
	}
	if typ, ok := f.spell(f.typeOf(s.Key)); ok {
		return "(" + typ + ")(" + text + ")"
	}
	return text
}

// anyPlace reports whether a variable of a range is more than a plain local
// variable.
func (f *file) anyPlace(key, value ast.Expr) bool {
	for _, e := range []ast.Expr{key, value} {
		if e == nil {
			continue
		}
		if _, plain := ast.Unparen(e).(*ast.Ident); !plain || f.kind(e) != local {
			return true
		}
	}
	return false
}

func (f *file) rangeStores(s *ast.RangeStmt) (vars []part, stores string) {
	n := f.temp()
	for i, e := range []ast.Expr{s.Key, s.Value} {
		switch {
		case e == nil:
		case isBlank(e):
			vars = append(vars, instead(e, "_"))
		default:
			t := fmt.Sprintf("t_%d_%d", n, i)
			vars = append(vars, instead(e, t))
			stores += " " + f.storeAny(e, t) + ";"
		}
	}
	return vars, stores
}
