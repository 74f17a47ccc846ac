package rewrite

import (
	"go/ast"
	"go/types"
)

// An operand is an expression that may denote a place in memory. Its text
// reads what leads to the place (pointers, slice headers, indexes), but not
// yet the place itself.
type operand struct {
	text   string
	typ    types.Type
	shared bool // the place can be reached by another goroutine
}

func (f *file) operand(e ast.Expr) operand {
	o := operand{typ: f.typeOf(e)}
	switch e := e.(type) {
	case *ast.ParenExpr:
		in := f.operand(e.X)
		o.text, o.shared = f.stitch(e.Pos(), e.End(), instead(e.X, in.text)), in.shared
	case *ast.Ident:
		o.text, o.shared = f.ident(e), f.isShared(e)
	case *ast.SelectorExpr:
		return f.selector(e)
	case *ast.StarExpr:
		o.text, o.shared = f.inside(e), true
	case *ast.IndexExpr:
		o.text, o.shared = f.element(e)
	default:
		o.text = f.value(e)
	}
	return o
}

// read returns text that reads o, which n denotes.
func (f *file) read(o operand, n ast.Node) string {
	if !o.shared || zeroSize(o.typ) {
		return o.text
	}
	return f.call("Get", n, "&"+o.text)
}

// zeroSize reports whether t has no bytes: all its places may be one address.
func zeroSize(t types.Type) bool {
	switch u := core(t).(type) {
	case *types.Struct:
		for v := range u.Fields() {
			if !zeroSize(v.Type()) {
				return false
			}
		}
		return true
	case *types.Array:
		return u.Len() == 0 || zeroSize(u.Elem())
	}
	return false
}

func (f *file) ident(e *ast.Ident) string {
	if name, ok := f.renamed[f.info.Uses[e]]; ok {
		return name
	}
	return e.Name
}

func (f *file) isShared(e *ast.Ident) bool {
	v, ok := f.info.ObjectOf(e).(*types.Var)
	if !ok || v.IsField() {
		return false
	}
	if v.Pkg() != f.pkg {
		return v.Pkg() != nil && f.instrumented(v.Pkg().Path())
	}
	return f.shared[v]
}

// leadsToShared reports whether operand(e) is shared.
func (f *file) leadsToShared(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return f.leadsToShared(e.X)
	case *ast.Ident:
		return f.isShared(e)
	case *ast.StarExpr:
		return true
	case *ast.SelectorExpr:
		sel := f.info.Selections[e]
		if sel == nil {
			return f.isShared(e.Sel)
		}
		return sel.Kind() == types.FieldVal && (sel.Indirect() || f.leadsToShared(e.X))
	case *ast.IndexExpr:
		switch core(f.typeOf(e.X)).(type) {
		case *types.Slice, *types.Pointer:
			return true
		case *types.Array:
			return f.leadsToShared(e.X)
		}
	}
	return false
}

// element returns the text of an index expression. Elements of a map are no
// places.
func (f *file) element(e *ast.IndexExpr) (text string, shared bool) {
	in := operand{}
	switch core(f.typeOf(e.X)).(type) {
	case *types.Slice, *types.Pointer:
		in = operand{text: f.value(e.X), shared: true}
	case *types.Array:
		in = f.operand(e.X)
	default:
		return f.value(e), false
	}
	return f.stitch(e.Pos(), e.End(), instead(e.X, in.text), instead(e.Index, f.value(e.Index))), in.shared
}

// selector returns x.f as a place. For pkg.X it is X, for a method the value.
func (f *file) selector(e *ast.SelectorExpr) operand {
	sel := f.info.Selections[e]
	if sel == nil {
		return operand{text: f.stitch(e.Pos(), e.End(), instead(e.Sel, f.ident(e.Sel))), typ: f.typeOf(e), shared: f.isShared(e.Sel)}
	}
	switch sel.Kind() {
	case types.MethodExpr:
		return operand{text: f.source(e), typ: f.typeOf(e)}
	case types.MethodVal:
		return operand{text: f.method(e, sel), typ: f.typeOf(e)}
	}
	from := f.embedded(e, sel)
	o := operand{typ: f.typeOf(e), shared: from.shared}
	if isPointer(from.typ) {
		from.text, o.shared = f.read(from, e.X), true
	}
	o.text = from.text + f.stitch(e.X.End(), e.End())
	return o
}

// method returns the method value x.M, or x.M as it is called. Only what the
// method receives is read: nothing if it takes the address of a variable.
func (f *file) method(e *ast.SelectorExpr, sel *types.Selection) string {
	from := f.embedded(e, sel)
	text := from.text
	recv := sel.Obj().(*types.Func).Signature().Recv().Type()
	switch {
	case isPointer(from.typ) && !isPointer(recv) && !types.IsInterface(recv):
		pointed := operand{text: "*" + f.read(from, e.X), typ: core(from.typ).(*types.Pointer).Elem(), shared: true}
		if text = f.read(pointed, e.X); text == pointed.text {
			text = "(" + text + ")"
		}
	case isPointer(from.typ) || !isPointer(recv):
		text = f.read(from, e.X)
	}
	return text + f.stitch(e.X.End(), e.End())
}

// embedded returns the place in x where x.f or x.M is declared: x itself, or
// a field embedded in it, spelled out if it is read on the way.
func (f *file) embedded(e *ast.SelectorExpr, sel *types.Selection) operand {
	o := f.operand(e.X)
	o.typ = sel.Recv()
	fields := implicit(sel)
	if !f.mustSpell(sel, fields) {
		return o
	}
	for _, v := range fields {
		if isPointer(o.typ) {
			o.text, o.shared = f.read(o, e.X), true
		}
		o.text += "." + v.Name()
		o.typ = v.Type()
	}
	return o
}

// implicit returns the embedded fields that a selector passes.
func implicit(sel *types.Selection) (fields []*types.Var) {
	t := sel.Recv()
	for _, i := range sel.Index()[:len(sel.Index())-1] {
		if p, ok := core(t).(*types.Pointer); ok {
			t = p.Elem()
		}
		s, ok := core(t).(*types.Struct)
		if !ok {
			return nil
		}
		fields = append(fields, s.Field(i))
		t = s.Field(i).Type()
	}
	return fields
}

// mustSpell reports whether one of the fields is read by itself: a pointer on
// the way, or what a method receives. Fields of other packages may have names
// that cannot be written here, and then their reads are not seen.
func (f *file) mustSpell(sel *types.Selection, fields []*types.Var) bool {
	must := false
	for _, v := range fields {
		if !v.Exported() && v.Pkg() != f.pkg {
			return false
		}
		must = must || isPointer(v.Type())
	}
	if fn, ok := sel.Obj().(*types.Func); ok && len(fields) > 0 {
		must = must || !isPointer(fn.Signature().Recv().Type())
	}
	return must
}
