package rewrite

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"unicode"
)

// findLate finds the initial values that may need what init functions of other
// packages do: a hook that one of these sets. The init functions run when an
// execution begins, and the variables of the whole program are then set up anew;
// but the process evaluates their declarations before any. So such a variable is
// declared without its value.
func (p *pass) findLate() {
	p.late = map[ast.Expr]bool{}
	vars := map[types.Object]bool{}
	for _, init := range p.info.InitOrder {
		if len(init.Lhs) != 1 || p.kept[init.Lhs[0]] || !p.hooked(init.Rhs) && !p.mentions(init.Rhs, vars) {
			continue
		}
		p.late[init.Rhs] = true
		vars[init.Lhs[0]] = true
	}
}

// hooked reports whether to evaluate e would panic if a variable of another
// package had no value yet.
func (p *pass) hooked(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.TypeAssertExpr:
		return p.elsewhere(e.X)
	case *ast.CallExpr:
		return p.elsewhere(e.Fun)
	}
	return false
}

// elsewhere reports whether e is a variable of another package.
func (p *pass) elsewhere(e ast.Expr) bool {
	sel, ok := ast.Unparen(e).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	v, ok := p.info.Uses[sel.Sel].(*types.Var)
	return ok && !v.IsField() && v.Pkg() != p.pkg
}

func (p *pass) mentions(e ast.Expr, vars map[types.Object]bool) (found bool) {
	ast.Inspect(e, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		found = found || ok && vars[p.info.Uses[id]]
		return !found
	})
	return found
}

// initial returns what stands for the initial value e in the declaration: text,
// its new text, unless it is one that comes late.
func (f *file) initial(e ast.Expr, text string) string {
	if !f.late[e] {
		return text
	}
	spelt, ok := f.spell(f.typeOf(e))
	if !ok || namesUnexported(spelt) {
		return text
	}
	return "*new(" + spelt + ")" + strings.Repeat("\n", strings.Count(text, "\n"))
}

// namesUnexported reports whether a type, as it is written, has the name of one
// that is not exported by its package.
func namesUnexported(spelt string) bool {
	words := strings.FieldsFunc(spelt, func(r rune) bool { return r != '.' && r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return slices.ContainsFunc(words, func(w string) bool {
		pkg, name, qualified := strings.Cut(strings.TrimLeft(w, "."), ".")
		return qualified && pkg != "" && !token.IsExported(name)
	})
}
