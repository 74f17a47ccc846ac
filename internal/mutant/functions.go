package mutant

import (
	"go/ast"
	"strings"
)

// A function has a body and a type; it may be one that others call, or a literal.
type function struct {
	signature *ast.FuncType
	body      *ast.BlockStmt
	exported  bool
}

// functions lists those of a file, each before those within it.
func functions(file *ast.File) (found []function) {
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if n.Body != nil {
				found = append(found, function{n.Type, n.Body, n.Name.IsExported()})
			}
		case *ast.FuncLit:
			found = append(found, function{n.Type, n.Body, false})
		}
		return true
	})
	return found
}

// own shows what a function does itself, and not what functions within it do.
func (f function) own(look func(ast.Node)) { inspect(f.body, look) }

// inspect shows what is below a node, without what functions there do.
func inspect(below ast.Node, look func(ast.Node)) {
	ast.Inspect(below, func(n ast.Node) bool {
		if _, ok := n.(*ast.FuncLit); ok {
			return false
		}
		if n != nil {
			look(n)
		}
		return true
	})
}

// leave is the statement by which a function returns nothing worth having. It
// has no need to know what the types of its results stand for.
func (m *maker) leave(f function) string {
	if f.signature.Results == nil {
		return "return"
	}
	var zeros []string
	for _, r := range f.signature.Results.List {
		for range max(1, len(r.Names)) {
			zeros = append(zeros, "*new("+m.text(r.Type)+")")
		}
	}
	return "return " + strings.Join(zeros, ", ")
}

// helper is an edit that adds a declaration to a file.
func helper(file *ast.File, text string) edit {
	end := file.Decls[len(file.Decls)-1].End()
	return edit{end, end, "\n\n" + text + "\n"}
}
