package program

import (
	"go/ast"
	"go/parser"
	"go/token"
)

// caseOf returns the position of the nth case that communicates, from 1, of
// the select at a position, or that position if there is none.
func caseOf(source []byte, line, col, nth int) (int, int) {
	fset := token.NewFileSet()
	file, _ := parser.ParseFile(fset, "", source, parser.SkipObjectResolution)
	if file == nil {
		return line, col
	}
	found := fset.Position(token.NoPos)
	ast.Inspect(file, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectStmt)
		if !ok {
			return true
		}
		if at := fset.Position(s.Pos()); at.Line != line || at.Column != col {
			return true
		}
		for _, c := range s.Body.List {
			if c.(*ast.CommClause).Comm == nil {
				continue
			}
			if nth--; nth == 0 {
				found = fset.Position(c.Pos())
			}
		}
		return false
	})
	if !found.IsValid() {
		return line, col
	}
	return found.Line, found.Column
}
