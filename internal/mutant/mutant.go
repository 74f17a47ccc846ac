// Package mutant makes the slips in a program that its readers make: a lock
// that is not given back, a Done that is forgotten, a channel closed too early.
// It is for measuring: the tests of a lab should miss none of them, and what
// they let pass is listed, each with the reason why it is right.
//
// It works on one file without types: whatever is called Unlock or Done is
// taken for what its name says.
package mutant

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"slices"
	"strings"
)

// A Kind is the slip that was made.
type Kind string

// The slips. An early return is one after which its function could go on.
const (
	UnlockDropped Kind = "unlock dropped"
	UnlockLate    Kind = "unlock below an early return"
	DoneDropped   Kind = "done dropped"
	CloseEarly    Kind = "close before send"
)

// A Mutant is a program with one slip in it.
type Mutant struct {
	Kind   Kind
	Line   int    // of the statement that was dropped or moved
	Text   string // that statement, its first line
	To     int    // the line below which it was moved; 0 if it was not
	Source []byte
}

// String names the mutant within its file.
func (m Mutant) String() string {
	if m.To > 0 {
		return fmt.Sprintf("%s: line %d %s, below line %d", m.Kind, m.Line, m.Text, m.To)
	}
	return fmt.Sprintf("%s: line %d %s", m.Kind, m.Line, m.Text)
}

// Of returns the mutants of a source file, in the order of their lines.
func Of(source []byte) ([]Mutant, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", source, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	m := &maker{source: source, file: fset.File(file.Pos())}
	for _, make := range []func(*ast.File){m.share, m.blocks, m.busy, m.empties, m.canceled, m.waits, m.steps, m.calls} {
		make(file)
	}
	slices.SortStableFunc(m.made, func(a, b Mutant) int { return cmp.Compare(a.Line, b.Line) })
	return m.made, m.err
}

type maker struct {
	source []byte
	file   *token.File
	made   []Mutant
	err    error
}

func (m *maker) blocks(file *ast.File) { lists(file, m.block) }

// lists calls do with the statements of every block within a node.
func lists(within ast.Node, do func([]ast.Stmt)) {
	ast.Inspect(within, func(n ast.Node) bool {
		do(listOf(n))
		return true
	})
}

// listOf are the statements of a block.
func listOf(n ast.Node) []ast.Stmt {
	switch n := n.(type) {
	case *ast.BlockStmt:
		return n.List
	case *ast.CaseClause:
		return n.Body
	case *ast.CommClause:
		return n.Body
	}
	return nil
}

// block makes the mutants of the statements of one block.
func (m *maker) block(list []ast.Stmt) {
	for i, s := range list {
		switch call := callOf(s); {
		case isMethod(call, "Unlock", "RUnlock"):
			m.move(UnlockDropped, s, nil)
			for _, after := range list[i+1:] {
				if after != list[len(list)-1] && returns(after) {
					m.move(UnlockLate, s, after)
				}
			}
		case isMethod(call, "Done") && len(call.Args) == 0:
			m.move(DoneDropped, s, nil)
		case isClose(call):
			m.closeEarly(list, i)
		}
	}
}

// closeEarly lets the channel that is closed by statement i be closed before what is
// sent on it in the statement before that.
func (m *maker) closeEarly(list []ast.Stmt, i int) {
	_, deferred := list[i].(*ast.DeferStmt)
	if channel := m.text(callOf(list[i]).Args[0]); !deferred && i > 0 && m.sends(list[i-1], channel) {
		m.replace(CloseEarly, list[i], edit{list[i-1].Pos(), list[i-1].Pos(), m.text(list[i]) + "\n"},
			edit{list[i].Pos(), list[i].End(), ""})
	}
}

// move drops a statement and, if after is not nil, puts it below that.
func (m *maker) move(kind Kind, s, after ast.Stmt) {
	if after == nil {
		m.replace(kind, s, edit{s.Pos(), s.End(), ""})
		return
	}
	m.replace(kind, s, edit{s.Pos(), s.End(), ""}, edit{after.End(), after.End(), "\n" + m.text(s)})
	m.made[len(m.made)-1].To = m.file.Line(after.End())
}

type edit struct {
	from, to token.Pos
	text     string
}

// replace makes a mutant of edits that are in order and apart.
func (m *maker) replace(kind Kind, s ast.Node, edits ...edit) {
	var b strings.Builder
	last := 0
	for _, e := range edits {
		b.Write(m.source[last:m.file.Offset(e.from)])
		b.WriteString(e.text)
		last = m.file.Offset(e.to)
	}
	b.Write(m.source[last:])
	made, err := format.Source([]byte(b.String()))
	m.err = cmp.Or(m.err, err)
	text, _, _ := strings.Cut(m.text(s), "\n")
	m.made = append(m.made, Mutant{Kind: kind, Line: m.file.Line(s.Pos()), Text: text, Source: made})
}

func (m *maker) text(n ast.Node) string {
	return string(m.source[m.file.Offset(n.Pos()):m.file.Offset(n.End())])
}

// callOf is the call that a statement makes, at once or deferred, or nil.
func callOf(s ast.Stmt) *ast.CallExpr {
	switch s := s.(type) {
	case *ast.DeferStmt:
		return s.Call
	case *ast.ExprStmt:
		call, _ := s.X.(*ast.CallExpr)
		return call
	}
	return nil
}

func isMethod(call *ast.CallExpr, names ...string) bool {
	if call == nil {
		return false
	}
	s, ok := call.Fun.(*ast.SelectorExpr)
	return ok && slices.Contains(names, s.Sel.Name)
}

func isClose(call *ast.CallExpr) bool {
	if call == nil || len(call.Args) != 1 {
		return false
	}
	name, ok := call.Fun.(*ast.Ident)
	return ok && name.Name == "close"
}

// returns reports whether a statement may leave its function.
func returns(s ast.Stmt) (found bool) {
	ast.Inspect(s, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			found = true
		}
		return !found
	})
	return found
}

// sends reports whether a statement sends on a channel, in this goroutine.
func (m *maker) sends(s ast.Stmt, channel string) (found bool) {
	ast.Inspect(s, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.SendStmt:
			found = found || m.text(n.Chan) == channel
		}
		return !found
	})
	return found
}
