package mutant

import "go/ast"

// chans are the names of a file's variables and fields that are seen to be channels.
func chans(file *ast.File) map[string]bool {
	names := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Field:
			if _, ok := n.Type.(*ast.ChanType); ok {
				for _, name := range n.Names {
					names[name.Name] = true
				}
			}
		case *ast.KeyValueExpr:
			if madeChan(n.Value) != nil {
				names[lastName(n.Key)] = true
			}
		case *ast.AssignStmt:
			for i, made := range n.Rhs {
				if madeChan(made) != nil && i < len(n.Lhs) {
					names[lastName(n.Lhs[i])] = true
				}
			}
		}
		return true
	})
	delete(names, "")
	return names
}

// madeChan is a call "make(chan T)" or "make(chan T, n)", or nil.
func madeChan(e ast.Expr) *ast.CallExpr {
	call, ok := e.(*ast.CallExpr)
	if !ok || !isNamed(call.Fun, "make") || len(call.Args) == 0 {
		return nil
	}
	if _, ok := call.Args[0].(*ast.ChanType); !ok {
		return nil
	}
	return call
}

// lastName is by what an expression ends, if that is a name.
func lastName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}
