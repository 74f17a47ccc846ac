package rewrite

import (
	"go/ast"
	"go/token"
	"go/types"
)

// value returns text with the value of e, which reads every shared place on
// the way.
func (f *file) value(e ast.Expr) string {
	if f.inert(e) {
		return f.source(e)
	}
	switch e := e.(type) {
	case *ast.Ident:
		return f.read(f.operand(e), e)
	case *ast.SelectorExpr:
		return f.read(f.operand(e), e)
	case *ast.StarExpr:
		return f.read(f.operand(e), e)
	case *ast.IndexExpr:
		return f.index(e)
	case *ast.IndexListExpr:
		return f.source(e)
	case *ast.UnaryExpr:
		return f.unary(e)
	case *ast.SliceExpr:
		return f.slice(e)
	case *ast.CallExpr:
		return f.callExpr(e)
	case *ast.FuncLit:
		return f.stitch(e.Pos(), e.End(), instead(e.Body, f.body(e, e.Type, e.Body)))
	case *ast.CompositeLit:
		return f.composite(e)
	case *ast.TypeAssertExpr:
		return f.stitch(e.Pos(), e.End(), instead(e.X, f.value(e.X)))
	case *ast.ArrayType, *ast.StructType, *ast.FuncType, *ast.InterfaceType, *ast.MapType, *ast.ChanType:
		return f.source(e)
	}
	return f.inside(e)
}

// index handles x[i]: an element, a map lookup or an instance of a generic
// function.
func (f *file) index(e *ast.IndexExpr) string {
	if f.function(e) != nil {
		return f.source(e)
	}
	switch core(f.typeOf(e.X)).(type) {
	case *types.Map:
		place, key := f.mapPlace(e)
		return place + ".Get(" + key + ")"
	case *types.Slice, *types.Pointer, *types.Array:
		return f.read(f.operand(e), e)
	}
	return f.inside(e)
}

// mapPlace returns the map of m[k] as the simulator's place, and the key.
func (f *file) mapPlace(e *ast.IndexExpr) (place, key string) {
	place = f.call("MapAt", e, f.value(e.X))
	return place, f.lines(e.X.End(), e.Index.Pos()) + f.value(e.Index)
}

func (f *file) unary(e *ast.UnaryExpr) string {
	switch e.Op {
	case token.ARROW:
		return f.receive(e, "Recv")
	case token.AND:
		return f.stitch(e.Pos(), e.End(), instead(e.X, f.operand(e.X).text))
	}
	return f.inside(e)
}

func (f *file) receive(e *ast.UnaryExpr, how string) string {
	return f.call(how, e, f.lines(e.Pos(), e.X.Pos())+f.value(e.X))
}

// slice handles x[i:j]. Slicing an array takes its address. Of a pointer
// to an array, the simulator says once more what it is: the compiler (Go 1.26)
// fails at a slice of what a function returned whose result is of any type.
func (f *file) slice(e *ast.SliceExpr) string {
	x := ""
	switch {
	case isA[*types.Array](f.typeOf(e.X)):
		x = f.operand(e.X).text
	case isPointer(f.typeOf(e.X)):
		x = f.pointedArray(e.X)
	default:
		x = f.value(e.X)
	}
	parts := []part{instead(e.X, x)}
	for _, i := range []ast.Expr{e.Low, e.High, e.Max} {
		if i != nil {
			parts = append(parts, instead(i, f.value(i)))
		}
	}
	return f.stitch(e.Pos(), e.End(), parts...)
}

// pointedArray returns e, which points to an array, to be sliced.
func (f *file) pointedArray(e ast.Expr) string { return "sim_.Array(" + f.value(e) + ")" }

// composite leaves the type and the names of fields as they are.
func (f *file) composite(e *ast.CompositeLit) string {
	var parts []part
	for _, el := range e.Elts {
		kv, ok := el.(*ast.KeyValueExpr)
		if !ok {
			parts = append(parts, instead(el, f.value(el)))
			continue
		}
		if isA[*types.Map](f.typeOf(e)) {
			parts = append(parts, instead(kv.Key, f.value(kv.Key)))
		}
		parts = append(parts, instead(kv.Value, f.value(kv.Value)))
	}
	return f.stitch(e.Pos(), e.End(), parts...)
}

// commaOK returns e as the right side of v, ok = e.
func (f *file) commaOK(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return f.stitch(e.Pos(), e.End(), instead(e.X, f.commaOK(e.X)))
	case *ast.UnaryExpr:
		if e.Op == token.ARROW {
			return f.receive(e, "Recv2")
		}
	case *ast.IndexExpr:
		if isA[*types.Map](f.typeOf(e.X)) {
			place, key := f.mapPlace(e)
			return place + ".Get2(" + key + ")"
		}
	}
	return f.value(e)
}
