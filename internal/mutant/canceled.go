package mutant

import "go/ast"

// AlwaysCanceled: an error is taken for the one that is usual.
const AlwaysCanceled Kind = "any error taken for Canceled"

// canceled answers context.Canceled whatever the context's error is, and asks whether
// there is an error and not which.
func (m *maker) canceled(file *ast.File) {
	compared := map[ast.Expr]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			compared[n.X], compared[n.Y] = true, true
		case *ast.CallExpr:
			m.usual(n, compared[n])
		}
		return true
	})
}

func (m *maker) usual(call *ast.CallExpr, compared bool) {
	of, ok := call.Fun.(*ast.SelectorExpr)
	switch {
	case !ok:
	case !compared && (of.Sel.Name == "Err" && len(call.Args) == 0 || m.text(of) == "context.Cause"):
		m.replace(AlwaysCanceled, call, edit{call.Pos(), call.End(), "context.Canceled"})
	case m.text(of) == "errors.Is" && len(call.Args) == 2:
		err := m.text(call.Args[0])
		m.replace(AlwaysCanceled, call, edit{call.Pos(), call.End(), "(" + err + " != nil && errors.Is(" + err + ", " + err + "))"})
	}
}
