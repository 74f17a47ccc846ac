package mutant

import (
	"go/ast"
	"go/token"
)

// Slips of those who wait, and of those who wake them.
const (
	SignalForAll   Kind = "signal for broadcast"
	IfForFor       Kind = "if for for"
	WaitDropped    Kind = "wait dropped"
	ReceiveDropped Kind = "receive dropped"
	CaseDropped    Kind = "case dropped"
	NoBuffer       Kind = "no buffer"
)

func (m *maker) waits(file *ast.File) {
	ofCase := map[ast.Stmt]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ExprStmt:
			if !ofCase[n] {
				m.wait(n)
			}
		case *ast.CommClause:
			ofCase[n.Comm] = true
		case *ast.ForStmt:
			if m.asksAgain(n) {
				m.replace(IfForFor, n.Cond, edit{n.For, n.For + token.Pos(len("for")), "if"})
			}
		case *ast.SelectStmt:
			m.cases(n.Body.List)
		case *ast.CallExpr:
			if madeChan(n) != nil && len(n.Args) == 2 {
				m.replace(NoBuffer, n, edit{n.Args[0].End(), n.Rparen, ""})
			}
		}
		return true
	})
}

func (m *maker) wait(s *ast.ExprStmt) {
	call := callOf(s)
	switch {
	case isReceive(s):
		m.move(ReceiveDropped, s, nil)
	case isMethod(call, "Wait"):
		m.move(WaitDropped, s, nil)
	case isMethod(call, "Broadcast"):
		name := call.Fun.(*ast.SelectorExpr).Sel
		m.replace(SignalForAll, s, edit{name.Pos(), name.End(), "Signal"})
	}
}

// isReceive reports whether a statement is "<-c", of which nothing is kept.
func isReceive(s ast.Stmt) bool {
	x, ok := s.(*ast.ExprStmt)
	if !ok {
		return false
	}
	from, ok := x.X.(*ast.UnaryExpr)
	return ok && from.Op == token.ARROW
}

// asksAgain reports whether a loop waits, and then asks its condition once more.
func (m *maker) asksAgain(s *ast.ForStmt) bool {
	if s.Init != nil || s.Cond == nil || s.Post != nil {
		return false
	}
	waits, jumps := false, false
	inspect(s.Body, func(n ast.Node) {
		switch n := n.(type) {
		case *ast.ExprStmt:
			waits = waits || isReceive(n) || isMethod(callOf(n), "Wait")
		case *ast.BranchStmt:
			jumps = true
		}
	})
	return waits && !jumps
}

// cases drops from a select each case that waits for a word to go on without what it wants.
func (m *maker) cases(list []ast.Stmt) {
	for _, s := range list {
		if c := s.(*ast.CommClause); len(list) > 1 && isReceive(c.Comm) {
			m.replace(CaseDropped, c.Comm, edit{c.Pos(), c.End(), ""})
		}
	}
}
