package rewrite

import (
	"fmt"
	"go/ast"
	"go/token"
	"strings"
)

// selectStmt makes a switch of a select: all channels and values to send are
// evaluated first, then the simulator chooses. A break in a switch does what
// it does in a select, and a default clause ends a function as a select does.
func (f *file) selectStmt(s *ast.SelectStmt) string {
	if len(s.Body.List) == 0 {
		return "{ sim_.Block(" + f.site(s) + "); " + f.source(s) + " }"
	}
	if !wellFormed(s) {
		return f.source(s)
	}
	n, hasDefault := f.temp(), false
	var names, cases []string
	var parts []part
	for i, c := range s.Body.List {
		clause := c.(*ast.CommClause)
		if clause.Comm == nil {
			hasDefault = true
		} else {
			names = append(names, fmt.Sprintf("c_%d_%d", n, len(names)))
			cases = append(cases, f.selectCase(clause.Comm, s.Body.Pos()))
		}
		last := i == len(s.Body.List)-1 && !hasDefault
		parts = append(parts, instead(clause, f.selectClause(clause, names, last)))
	}
	head := "switch "
	if len(names) > 0 {
		head += strings.Join(names, ", ") + " := " + strings.Join(cases, ", ") + "; "
	}
	args := append([]string{f.site(s), fmt.Sprint(hasDefault)}, names...)
	head += "sim_.Select(" + strings.Join(args, ", ") + ") "
	return head + f.stitch(s.Body.Pos(), s.Body.End(), parts...)
}

// wellFormed reports whether each clause is what the compiler will accept.
func wellFormed(s *ast.SelectStmt) bool {
	for _, c := range s.Body.List {
		switch comm := c.(*ast.CommClause).Comm.(type) {
		case nil, *ast.SendStmt:
		default:
			if received(comm) == nil {
				return false
			}
		}
	}
	return true
}

// selectCase returns the operation of a clause for the head of the switch.
func (f *file) selectCase(comm ast.Stmt, at token.Pos) string {
	if send, ok := comm.(*ast.SendStmt); ok {
		ch, v := f.value(send.Chan), f.value(send.Value)
		return "sim_.SendCase(" + f.moved(ch, send.Chan.Pos(), at) + ").Of(" + f.moved(v, send.Value.Pos(), at) + ")"
	}
	ch := received(comm).X
	receive := "sim_.RecvCase(" + f.moved(f.value(ch), ch.Pos(), at) + ")"
	if _, drops := comm.(*ast.ExprStmt); drops {
		receive += ".Drop()"
	}
	return receive
}

// received returns the receive operation of a clause.
func received(comm ast.Stmt) *ast.UnaryExpr {
	var e ast.Expr
	switch comm := comm.(type) {
	case *ast.ExprStmt:
		e = comm.X
	case *ast.AssignStmt:
		e = comm.Rhs[0]
	}
	recv, _ := ast.Unparen(e).(*ast.UnaryExpr)
	return recv
}

func (f *file) selectClause(c *ast.CommClause, names []string, last bool) string {
	head, body := "default:", ""
	if c.Comm != nil {
		if !last {
			head = fmt.Sprintf("case %d:", len(names)-1)
		}
		if a, ok := c.Comm.(*ast.AssignStmt); ok {
			body = " " + f.receivedInto(a, names[len(names)-1]) + ";"
		}
	}
	var parts []part
	for _, s := range c.Body {
		parts = append(parts, instead(s, f.stmt(s)))
	}
	return head + body + f.missing(c.Pos(), c.Colon, body) + f.stitch(c.Colon+1, c.End(), parts...)
}

// receivedInto assigns what a clause received.
func (f *file) receivedInto(a *ast.AssignStmt, name string) string {
	values := []string{name + ".Val", name + ".OK"}[:len(a.Lhs)]
	var left, stores []string
	for i, l := range a.Lhs {
		left = append(left, f.source(l))
		if a.Tok == token.DEFINE {
			continue
		}
		if i == 1 && !isBlank(l) {
			values[i] += " == true" // it may be of any boolean type
		}
		stores = append(stores, f.storeAny(l, values[i]))
	}
	if a.Tok == token.DEFINE {
		return strings.Join(left, ", ") + " := " + strings.Join(values, ", ")
	}
	return strings.Join(stores, "; ")
}
