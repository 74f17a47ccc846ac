package rewrite

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"

	"racelab/internal/trace"
)

// findStarted notes the functions that may be what a goroutine runs: those of go
// statements, and those that are handed to a call. They tell where they return.
func (p *pass) findStarted(files []*ast.File) {
	p.started = map[any]bool{}
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.GoStmt:
				p.mayStart(n.Call.Fun)
			case *ast.CallExpr:
				for _, arg := range n.Args {
					p.mayStart(arg)
				}
			}
			return true
		})
	}
}

func (p *pass) mayStart(e ast.Expr) {
	switch e := ast.Unparen(e).(type) {
	case *ast.FuncLit:
		p.started[e] = true
	case *ast.Ident:
		p.mayStartFunc(p.info.Uses[e])
	case *ast.SelectorExpr:
		p.mayStartFunc(p.info.Uses[e.Sel])
	case *ast.IndexExpr:
		p.mayStart(e.X)
	case *ast.IndexListExpr:
		p.mayStart(e.X)
	}
}

func (p *pass) mayStartFunc(o types.Object) {
	if fn, ok := o.(*types.Func); ok {
		p.started[fn.Origin()] = true
	}
}

// leaving is what the function fn, which begins at a place, says where it returns; nothing
// if nobody asks for that: the program's own say at which of their returns a call ended.
func (p *pass) leaving(fn any, at token.Pos) string {
	if p.started[fn] {
		return "sim_.Returns()"
	}
	_, named := fn.(*types.Func)
	if named && !p.cfg.Quiet && !p.cfg.Library && !trace.IsTest(p.fset.Position(at).Filename) {
		return "sim_.Leaves()"
	}
	return ""
}

// returnHere makes s, the new text of a return, tell where it is.
func (f *file) returnHere(s string) string {
	if f.tells == "" {
		return s
	}
	return "{ " + f.tells + "; " + s + " }"
}

// endHere makes the end of a body tell where it is, if that can be reached.
func (f *file) endHere(t *ast.FuncType, b *ast.BlockStmt, text string) string {
	if f.tells == "" || t.Results != nil {
		return text
	}
	if n := len(b.List); n > 0 {
		if _, returns := b.List[n-1].(*ast.ReturnStmt); returns {
			return text
		}
	}
	return strings.TrimSuffix(text, "}") + "; " + f.tells + " }"
}
