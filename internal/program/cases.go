package program

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"

	"racelab/internal/trace"
)

// caseOf returns the position of the nth case that communicates, from 1, of
// the select at a position, or of its default, or that position if there is none.
func caseOf(source []byte, line, col, nth int) (int, int) {
	fset := token.NewFileSet()
	all, other := communications(fset, source, line, col)
	switch {
	case nth >= 1 && nth <= len(all):
		other = all[nth-1]
	case nth != trace.Default:
		other = nil
	}
	if other == nil {
		return line, col
	}
	at := fset.Position(other.Pos())
	return at.Line, at.Column
}

// communications are the cases of the select at a position, and its default.
func communications(fset *token.FileSet, source []byte, line, col int) (all []*ast.CommClause, other *ast.CommClause) {
	file, _ := parser.ParseFile(fset, "", source, parser.SkipObjectResolution)
	if file == nil {
		return nil, nil
	}
	ast.Inspect(file, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectStmt)
		if !ok {
			return true
		}
		if at := fset.Position(s.Pos()); at.Line != line || at.Column != col {
			return true
		}
		for _, c := range s.Body.List {
			if c := c.(*ast.CommClause); c.Comm != nil {
				all = append(all, c)
			} else {
				other = c
			}
		}
		return false
	})
	return all, other
}

// channelsOf is what the source calls the channels of the select at a place, with
// "or" between them; nothing if no select is there.
func (p *Program) channelsOf(at trace.Place) string {
	p.position(&at)
	if at.Site < 0 {
		return ""
	}
	source, err := p.child.Source(at.File)
	if err != nil {
		return ""
	}
	fset := token.NewFileSet()
	var names []string
	cases, _ := communications(fset, source, at.Line, at.Col)
	for _, c := range cases {
		ast.Inspect(c.Comm, func(n ast.Node) bool {
			var channel ast.Expr
			switch n := n.(type) {
			case *ast.SendStmt:
				channel = n.Chan
			case *ast.UnaryExpr:
				if n.Op == token.ARROW {
					channel = n.X
				}
			}
			if channel != nil {
				names = append(names, string(source[fset.Position(channel.Pos()).Offset:fset.Position(channel.End()).Offset]))
			}
			return channel == nil
		})
	}
	return strings.Join(names, " or ")
}
