package mutant

import (
	"fmt"
	"go/ast"
	"go/token"
)

// EmptyIsNone: an empty value is taken for there being none.
const EmptyIsNone Kind = "empty value taken for none"

const isNothing = "func isNothing[T comparable](v T) bool { return v == *new(T) }"

// empties makes nothing of what is empty: of an argument, of what a map or a
// channel holds, of a result.
func (m *maker) empties(file *ast.File) {
	texts := textTypes(file)
	for _, f := range functions(file) {
		if f.exported {
			m.arguments(file, f, texts)
		}
		f.own(func(n ast.Node) {
			switch n := n.(type) {
			case *ast.BlockStmt:
				m.found(file, n.List)
			case *ast.CaseClause:
				m.found(file, n.Body)
			case *ast.CommClause:
				m.found(file, n.Body)
				m.received(file, n)
			case *ast.IfStmt:
				m.asked(file, n)
			case *ast.RangeStmt:
				m.each(file, n)
			case *ast.ReturnStmt:
				m.returned(file, n)
			}
		})
	}
}

// textTypes are the types of a file whose values are texts.
func textTypes(file *ast.File) map[string]bool {
	texts := map[string]bool{"string": true}
	ast.Inspect(file, func(n ast.Node) bool {
		if t, ok := n.(*ast.TypeSpec); ok && isNamed(t.Type, "string") {
			texts[t.Name.Name] = true
		}
		return true
	})
	return texts
}

func isNamed(e ast.Expr, name string) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == name
}

// arguments has a function that others call return at once if one of its texts is
// empty, and passes over those of several.
func (m *maker) arguments(file *ast.File, f function, texts map[string]bool) {
	lists := map[string]bool{}
	for _, p := range f.signature.Params.List {
		for _, name := range p.Names {
			if texts[lastName(p.Type)] {
				m.nothing(file, name, edit{f.body.Lbrace + 1, f.body.Lbrace + 1,
					fmt.Sprintf("\nif isNothing(%s) {\n%s\n}\n", name.Name, m.leave(f))})
			}
			lists[name.Name] = texts[lastName(elementOf(p.Type))]
		}
	}
	f.own(func(n ast.Node) {
		if s, ok := n.(*ast.RangeStmt); ok && s.Value != nil && lists[lastName(s.X)] {
			m.passOver(file, s, s.Value)
		}
	})
}

// elementOf is what a list is of, or nil.
func elementOf(list ast.Expr) ast.Expr {
	switch list := list.(type) {
	case *ast.Ellipsis:
		return list.Elt
	case *ast.ArrayType:
		return list.Elt
	}
	return nil
}

// nothing makes a mutant, with what tells that a value is empty.
func (m *maker) nothing(file *ast.File, of ast.Node, edits ...edit) {
	m.replace(EmptyIsNone, of, append(edits, helper(file, isNothing))...)
}

// found is "v, ok := m[k]" as a statement: what is empty was not there.
func (m *maker) found(file *ast.File, list []ast.Stmt) {
	for _, s := range list {
		if value, ok := commaOK(s); ok != nil {
			m.nothing(file, s, edit{s.End(), s.End(), fmt.Sprintf("\n%s = %[1]s && !isNothing(%s)", ok.Name, value.Name)})
		}
	}
}

// commaOK are both names of "v, ok := …", or nil.
func commaOK(s ast.Stmt) (value, ok *ast.Ident) {
	a, is := s.(*ast.AssignStmt)
	if !is || len(a.Lhs) != 2 || len(a.Rhs) != 1 {
		return nil, nil
	}
	value, _ = a.Lhs[0].(*ast.Ident)
	ok, _ = a.Lhs[1].(*ast.Ident)
	if value == nil || ok == nil || value.Name == "_" || ok.Name == "_" {
		return nil, nil
	}
	switch from := a.Rhs[0].(type) {
	case *ast.IndexExpr:
	case *ast.UnaryExpr:
		if from.Op != token.ARROW {
			return nil, nil
		}
	default:
		if ok.Name != "ok" {
			return nil, nil
		}
	}
	return value, ok
}

// asked is "if v, ok := m[k]; ok".
func (m *maker) asked(file *ast.File, s *ast.IfStmt) {
	value, ok := commaOK(s.Init)
	if ok == nil {
		return
	}
	var edits []edit
	inspect(s.Cond, func(n ast.Node) {
		if id, is := n.(*ast.Ident); is && id.Name == ok.Name {
			edits = append(edits, edit{id.Pos(), id.End(), fmt.Sprintf("(%s && !isNothing(%s))", ok.Name, value.Name)})
		}
	})
	if len(edits) > 0 {
		m.nothing(file, s.Init, edits...)
	}
}

// received is "case v := <-c:", with ok or without: what is empty did not come.
func (m *maker) received(file *ast.File, c *ast.CommClause) {
	if value, ok := commaOK(c.Comm); ok != nil {
		m.nothing(file, c.Comm, edit{c.Colon + 1, c.Colon + 1, fmt.Sprintf("\n%s = %[1]s && !isNothing(%s)", ok.Name, value.Name)})
	} else if a, is := c.Comm.(*ast.AssignStmt); is && len(a.Lhs) == 1 && len(c.Body) > 0 {
		if value, is := a.Lhs[0].(*ast.Ident); is && value.Name != "_" {
			m.nothing(file, c.Comm, edit{c.Colon + 1, c.Colon + 1, fmt.Sprintf("\nif isNothing(%s) {\nbreak\n}\n", value.Name)})
		}
	}
}

// each passes over what is empty on a channel.
func (m *maker) each(file *ast.File, s *ast.RangeStmt) {
	if s.Key != nil && s.Value == nil && chans(file)[lastName(s.X)] {
		m.passOver(file, s, s.Key)
	}
}

func (m *maker) passOver(file *ast.File, s *ast.RangeStmt, value ast.Expr) {
	if name := lastName(value); name != "_" {
		m.nothing(file, value, edit{s.Body.Lbrace + 1, s.Body.Lbrace + 1, fmt.Sprintf("\nif isNothing(%s) {\ncontinue\n}\n", name)})
	}
}

// returned is "return v, true".
func (m *maker) returned(file *ast.File, s *ast.ReturnStmt) {
	if len(s.Results) != 2 || !isNamed(s.Results[1], "true") {
		return
	}
	if value, ok := s.Results[0].(*ast.Ident); ok {
		m.nothing(file, s, edit{s.Results[1].Pos(), s.Results[1].End(), "!isNothing(" + value.Name + ")"})
	}
}
