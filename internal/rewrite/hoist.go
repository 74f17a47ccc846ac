package rewrite

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// hoisted returns a loop of old Go as two pieces, the declaration of its
// variables and the rest, if anybody can tell whether each iteration has
// variables of its own.
func (f *file) hoisted(s ast.Stmt) (vars, loop string, ok bool) {
	if !f.oneSet {
		return "", "", false
	}
	switch s := s.(type) {
	case *ast.ForStmt:
		init, ok := s.Init.(*ast.AssignStmt)
		if !ok || init.Tok != token.DEFINE || !f.anyShared(init.Lhs...) {
			return "", "", false
		}
		vars, loop = f.hoistedFor(s)
	case *ast.RangeStmt:
		if s.Tok != token.DEFINE || !f.anyShared(s.Key, s.Value) {
			return "", "", false
		}
		vars, loop = f.hoistedRange(s)
	default:
		return "", "", false
	}
	return vars, loop, true
}

func (f *file) anyShared(vars ...ast.Expr) bool {
	for _, e := range vars {
		if id, ok := e.(*ast.Ident); ok && f.isShared(id) {
			return true
		}
	}
	return false
}

func (f *file) hoistedFor(s *ast.ForStmt) (vars, loop string) {
	vars = f.simple(s.Init, false)
	head, post := "for ; ", f.afterBody(s)
	if s.Cond != nil {
		head += f.value(s.Cond)
	}
	head += "; "
	return vars, head + f.missing(s.Pos(), s.Body.Pos(), vars+head+post) + post + " " + f.loopBody(s, s.Body, false)
}

// hoistedRange declares the variables by their types, or, where those cannot be
// written here, as what the simulator hands out.
func (f *file) hoistedRange(s *ast.RangeStmt) (vars, loop string) {
	ranged := f.ranged(s)
	names, types, ok := f.declared(s.Key, s.Value)
	if ok {
		for i, name := range names {
			if name != "_" {
				vars += "var " + name + " " + types[i] + "; "
			}
		}
		vars = strings.TrimSuffix(vars, "; ")
	} else {
		seq := fmt.Sprintf("r_%d_0", f.temp())
		vars = seq + " := " + ranged + "; " + strings.Join(f.zeros(s, names, seq), " := ")
		ranged = seq
	}
	temps, stores := f.rangeStores(s)
	body := "{" + stores + f.loopBody(s, s.Body, f.ends(s))[1:]
	return vars, f.stitch(s.Pos(), s.End(), append(temps, instead(s.X, ranged), instead(s.Body, body))...)
}

// declared returns the names and types of the variables that a range declares.
func (f *file) declared(key, value ast.Expr) (names, types []string, ok bool) {
	ok = true
	for _, e := range []ast.Expr{key, value} {
		if e == nil {
			continue
		}
		text := ""
		if !isBlank(e) {
			spelled, can := f.spell(f.typeOf(e))
			text, ok = spelled, ok && can
		}
		names, types = append(names, e.(*ast.Ident).Name), append(types, text)
	}
	return names, types, ok
}

// zeros returns both sides of a declaration of names with the types of what
// seq hands out.
func (f *file) zeros(s *ast.RangeStmt, names []string, seq string) []string {
	switch core(f.typeOf(s.X)).(type) {
	case *types.Chan:
		return []string{names[0], "sim_.Zero1(" + seq + ")"}
	case *types.Slice, *types.Pointer, *types.Map:
		if len(names) == 1 {
			names = append(names, "_")
		}
		return []string{strings.Join(names, ", "), "sim_.Zero2(" + seq + ")"}
	}
	f.fail(s, "a loop of Go before 1.22 whose variable has a type that this file cannot name", "import the package of the type in this file")
	return []string{strings.Join(names, ", "), seq}
}

// labeled returns a labelled statement. The variables of a loop of old Go stand
// before the label, which must stay with the loop.
func (f *file) labeled(s *ast.LabeledStmt) string {
	vars, loop, ok := f.hoisted(s.Stmt)
	if !ok {
		return f.stitch(s.Pos(), s.End(), instead(s.Stmt, f.stmt(s.Stmt)))
	}
	at, label := f.fset.PositionFor(s.Stmt.Pos(), false), f.fset.PositionFor(s.Pos(), false)
	return fmt.Sprintf("{ /*line :%d:%d*/%s; /*line :%d:%d*/", at.Line, at.Column, vars, label.Line, label.Column) +
		f.stitch(s.Pos(), s.End(), instead(s.Stmt, loop)) + " }"
}
