package mutant

import "go/ast"

// Busy: who finds a lock taken goes away, and says that there was nothing.
const Busy Kind = "gives up if busy"

// busy tries each lock instead of waiting for it.
func (m *maker) busy(file *ast.File) {
	for _, f := range functions(file) {
		f.own(func(n ast.Node) {
			s, ok := n.(*ast.ExprStmt)
			if !ok || !isMethod(callOf(s), "Lock", "RLock") {
				return
			}
			lock := callOf(s).Fun.(*ast.SelectorExpr)
			m.replace(Busy, s, edit{s.Pos(), s.End(), "if !" + m.text(lock.X) + ".Try" + lock.Sel.Name + "() {\n" + m.leave(f) + "\n}"})
		})
	}
}
