package rewrite

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// assign handles x = e, x op= e, v := e and all of them with several operands.
// Where there is no room for a block, more than one statement becomes a
// function literal.
func (f *file) assign(s *ast.AssignStmt, block bool) string {
	switch {
	case s.Tok == token.DEFINE:
		return f.define(s)
	case s.Tok != token.ASSIGN:
		op := strings.TrimSuffix(s.Tok.String(), "=")
		return f.update(s, s.Lhs[0], op, s.Rhs[0], block)
	case len(s.Lhs) == 1:
		gap := f.lines(s.Lhs[0].End(), s.Rhs[0].Pos())
		if text := f.store(s.Lhs[0], func() string { return gap + f.value(s.Rhs[0]) }); text != "" {
			return text
		}
	case len(s.Rhs) != 1 && len(s.Rhs) != len(s.Lhs): // the compiler will say so
	case f.anyStore(s.Lhs) || f.oddOK(s.Lhs, s.Rhs):
		return f.several(f.tuple(s), block)
	}
	return f.plain(s)
}

// several makes one statement of some.
func (f *file) several(text string, block bool) string {
	if block {
		return "{ " + text + " }"
	}
	return "func() { " + text + " }()"
}

// plain rewrites both sides of an assignment to places that are not shared.
func (f *file) plain(s *ast.AssignStmt) string {
	var parts []part
	for _, l := range s.Lhs {
		if s.Tok != token.DEFINE {
			parts = append(parts, instead(l, f.operand(l).text))
		}
	}
	parts = append(parts, f.right(s.Lhs, s.Rhs)...)
	return f.stitch(s.Pos(), s.End(), parts...)
}

func (f *file) right(lhs, rhs []ast.Expr) []part {
	if len(lhs) == 2 && len(rhs) == 1 {
		return []part{instead(rhs[0], f.commaOK(rhs[0]))}
	}
	return f.valueParts(rhs)
}

// storeKind says how a place is written.
type storeKind int

const (
	local  storeKind = iota // an assignment will do
	shared                  // sim_.At(&x, site).Set(e)
	mapped                  // sim_.MapAt(m, site).Set(k, e)
)

func (f *file) kind(l ast.Expr) storeKind {
	if ix, ok := ast.Unparen(l).(*ast.IndexExpr); ok && isA[*types.Map](f.typeOf(ix.X)) {
		return mapped
	}
	if f.leadsToShared(l) && !zeroSize(f.typeOf(l)) {
		return shared
	}
	return local
}

func (f *file) anyStore(list []ast.Expr) bool {
	for _, l := range list {
		if f.kind(l) != local {
			return true
		}
	}
	return false
}

// oddOK reports whether ok in v, ok = e has another type than bool, which the
// simulator's functions return.
func (f *file) oddOK(lhs, rhs []ast.Expr) bool {
	if len(lhs) != 2 || len(rhs) != 1 {
		return false
	}
	t := f.typeOf(lhs[1])
	return t != nil && !isBlank(lhs[1]) && !types.Identical(t, types.Typ[types.Bool])
}

func isBlank(e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == "_"
}

// store returns a statement that assigns to l, or "" if l is not shared. The
// order is address, right side, event, store.
func (f *file) store(l ast.Expr, right func() string) string {
	switch f.kind(l) {
	case shared:
		at := f.call("At", l, "&"+f.operand(l).text)
		return at + ".Set(" + right() + ")"
	case mapped:
		m, key := f.mapPlace(ast.Unparen(l).(*ast.IndexExpr))
		return m + ".Set(" + key + ", " + right() + ")"
	}
	return ""
}

// storeAny is like store, for any l.
func (f *file) storeAny(l ast.Expr, right string) string {
	if text := f.store(l, func() string { return right }); text != "" {
		return text
	}
	return f.operand(l).text + " = " + right
}

// update handles x op= e and x++. The right side comes first if it can let
// other goroutines run, as it does in compiled Go.
func (f *file) update(s ast.Node, l ast.Expr, op string, e ast.Expr, block bool) string {
	kind := f.kind(l)
	if kind == local {
		parts := []part{instead(l, f.operand(l).text)}
		if e != nil {
			parts = append(parts, instead(e, f.value(e)))
		}
		return f.stitch(s.Pos(), s.End(), parts...)
	}
	n := f.temp()
	names, refs, get, set := f.reference(n, 0, l, kind)
	right, held := "1", ""
	if e != nil {
		gap := f.lines(l.End(), e.Pos())
		if f.calls(e) && !f.untyped(e) {
			right = fmt.Sprintf("t_%d_0", n)
			held = right + " := " + gap + f.value(e) + "; "
		} else {
			right = gap + "(" + f.value(e) + ")"
		}
	}
	return f.several(declare(names)+refs+"; "+held+set(get+" "+op+" "+right), block)
}

// reference returns the names, and the values for them, that keep the place l
// while other operands are evaluated, and text that reads and writes it.
func (f *file) reference(n, i int, l ast.Expr, kind storeKind) (names []string, refs, get string, set func(string) string) {
	p := fmt.Sprintf("p_%d_%d", n, i)
	switch kind {
	case mapped:
		ix := ast.Unparen(l).(*ast.IndexExpr)
		k := fmt.Sprintf("k_%d_%d", n, i)
		name, keep, key := f.hold(ix.Index, k)
		refs = f.call("MapAt", ix, f.value(ix.X)) + ", " + f.lines(ix.X.End(), ix.Index.Pos()) + keep
		return []string{p, name}, refs, p + ".Get(" + key + ")",
			func(v string) string { return p + ".Set(" + key + ", " + v + ")" }
	case shared:
		refs = "&" + f.operand(l).text
		return []string{p}, refs, f.call("Get", l, p),
			func(v string) string { return f.call("At", l, p) + ".Set(" + v + ")" }
	}
	if id, ok := ast.Unparen(l).(*ast.Ident); ok {
		return []string{"_"}, "0", id.Name, func(v string) string { return id.Name + " = " + v }
	}
	return []string{p}, "&" + f.operand(l).text, "*" + p, func(v string) string { return "*" + p + " = " + v }
}

// tuple handles a, b = c, d: references first, then values, then the stores
// from left to right.
func (f *file) tuple(s *ast.AssignStmt) string {
	n := f.temp()
	var names []string
	var parts []part
	var sets []func(string) string
	for i, l := range s.Lhs {
		name, ref, _, set := f.reference(n, i, l, f.kind(l))
		names = append(names, name...)
		parts = append(parts, instead(l, ref))
		sets = append(sets, set)
	}
	last := s.Lhs[len(s.Lhs)-1].End()
	refs := declare(names) + f.stitch(s.Lhs[0].Pos(), last, parts...)
	keep, uses := f.holdAll(n, s.Rhs, len(s.Lhs))
	text := refs + "; " + f.lines(last, s.Rhs[0].Pos()) + keep
	for i, set := range sets {
		text += "; " + set(uses[i])
	}
	return text
}

// define handles :=. A variable that it redeclares may be shared; what it
// declares anew nobody else can know yet.
func (f *file) define(s *ast.AssignStmt) string {
	n := f.temp()
	names, stores := make([]string, len(s.Lhs)), ""
	rhs := f.right(s.Lhs, s.Rhs)
	for i, l := range s.Lhs {
		id := l.(*ast.Ident)
		names[i] = id.Name
		if f.info.Defs[id] != nil || isBlank(id) || f.kind(id) == local {
			continue
		}
		t, use := fmt.Sprintf("t_%d_%d", n, i), ""
		names[i], use = t, t
		if len(s.Rhs) == len(s.Lhs) {
			names[i], rhs[i].text, use = f.hold(s.Rhs[i], t)
		} else if isBool(f.typeOf(id)) {
			use += " == true"
		}
		stores += "; " + f.storeAny(id, use)
	}
	if stores == "" {
		f.temps--
		return f.stitch(s.Pos(), s.End(), rhs...)
	}
	last := s.Rhs[len(s.Rhs)-1].End()
	gap := f.lines(s.Lhs[0].Pos(), s.Rhs[0].Pos())
	return strings.Join(names, ", ") + " := " + gap + f.stitch(s.Rhs[0].Pos(), last, rhs...) + stores
}

func isBool(t types.Type) bool {
	b, ok := core(t).(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

// calls reports whether e may call a function or wait for a channel.
func (f *file) calls(e ast.Expr) bool {
	found := false
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.CallExpr:
			found = found || !f.inert(n) && !f.inert(n.Fun)
		case *ast.UnaryExpr:
			found = found || n.Op == token.ARROW
		}
		return !found
	})
	return found
}
