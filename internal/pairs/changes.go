package pairs

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// changers names the functions and methods that may change something which others see:
// a call of any other before a pair makes no difference to it. Names alone decide, for
// a method of an interface is that of any type; it is better to try too much.
func (l *loaded) changers() map[string]bool {
	changes, calls := map[string]bool{}, map[string][]string{}
	for _, file := range l.files {
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil {
				name := f.Name.Name
				ast.Inspect(f.Body, func(n ast.Node) bool {
					changes[name] = changes[name] || l.changes(n)
					if called := l.called(n); called != nil && called.Pkg() == l.pkg {
						calls[name] = append(calls[name], called.Name())
					}
					return true
				})
			}
		}
	}
	for again := true; again; {
		again = false
		for name, all := range calls {
			for _, called := range all {
				if changes[called] && !changes[name] {
					changes[name], again = true, true
				}
			}
		}
	}
	return changes
}

// changes reports whether a statement or expression by itself changes more than a
// variable of its function.
func (l *loaded) changes(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.AssignStmt:
		for _, to := range n.Lhs {
			if isElsewhere(to) {
				return true
			}
		}
	case *ast.IncDecStmt:
		return isElsewhere(n.X)
	case *ast.SendStmt, *ast.GoStmt:
		return true
	case *ast.UnaryExpr:
		return n.Op == token.ARROW
	case *ast.CallExpr:
		if id, ok := n.Fun.(*ast.Ident); ok {
			_, builtin := l.info.Uses[id].(*types.Builtin)
			return builtin && (id.Name == "close" || id.Name == "delete" || id.Name == "clear" || id.Name == "copy")
		}
		called := l.called(n)
		return called != nil && called.Pkg() != nil && called.Pkg() != l.pkg && changesForeign(called)
	}
	return false
}

// isElsewhere reports whether what is assigned to is not just a variable by its name.
func isElsewhere(to ast.Expr) bool {
	_, local := ast.Unparen(to).(*ast.Ident)
	return !local
}

// changesForeign goes by the package and the name: a lock changes nothing for long.
func changesForeign(f *types.Func) bool {
	switch f.Pkg().Path() {
	case "sync":
		return !strings.HasSuffix(f.Name(), "ock") && f.Name() != "Load" && f.Name() != "Range"
	case "sync/atomic":
		return !strings.HasPrefix(f.Name(), "Load")
	}
	receiver := f.Signature().Recv()
	if receiver == nil {
		return false
	}
	_, pointer := receiver.Type().(*types.Pointer)
	return pointer
}

// called is the function or method that a call names, or nil.
func (l *loaded) called(n ast.Node) *types.Func {
	call, ok := n.(*ast.CallExpr)
	if !ok {
		return nil
	}
	var id *ast.Ident
	switch f := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		id = f
	case *ast.SelectorExpr:
		id = f.Sel
	case *ast.IndexExpr:
		id, _ = f.X.(*ast.Ident)
	}
	if id == nil {
		return nil
	}
	f, _ := l.info.Uses[id].(*types.Func)
	return f
}
