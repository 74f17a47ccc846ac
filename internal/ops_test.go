package internal_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What sets one operation apart from another one is in the table trace.Uses: who
// compares operations by name has a second table, and forgets the next operation.
func TestOperationsAreToldApartByTheTable(t *testing.T) {
	for _, folder := range []string{"internal", "scripts"} {
		forEachGoFile(t, folder, func(file string) {
			if strings.HasSuffix(file, "_test.go") || strings.HasSuffix(filepath.ToSlash(file), "sim/kernel/kind.go") {
				return // which says what the kernel's kinds are called
			}
			tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
			require.NoError(t, err)
			for _, op := range singledOut(tree) {
				assert.Fail(t, "an operation is singled out", "%s: by trace.%s; give trace.Use a field for what is special about it", file, op)
			}
		})
	}
}

func TestSinglingOutIsNoticed(t *testing.T) {
	source := func(text string) *ast.File { tree, _ := parsed(t, text); return tree }
	assert.ElementsMatch(t, []string{"OpRead", "OpLock", "OpSend"}, singledOut(source(`package a
var verbs = map[trace.Op]string{trace.OpSend: "sends"}
func f(s trace.Step) bool {
	switch s.Op {
	case trace.OpLock:
	}
	return s.Op == trace.OpRead
}`)))
	assert.Empty(t, singledOut(source(`package a
var step = trace.Step{Op: trace.OpFail}
var ops = []trace.Op{trace.OpReturn}
func f() trace.Op { return trace.OpStuck }`)), "a step needs an operation")
}

// singledOut lists the operations that a file compares with, or has a table of.
func singledOut(tree *ast.File) (ops []string) {
	note := func(of ...ast.Expr) {
		for _, e := range of {
			if s, ok := e.(*ast.SelectorExpr); ok {
				if x, ok := s.X.(*ast.Ident); ok && x.Name == "trace" && strings.HasPrefix(s.Sel.Name, "Op") && s.Sel.Name != "Op" {
					ops = append(ops, s.Sel.Name)
				}
			}
		}
	}
	ast.Inspect(tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if n.Op == token.EQL || n.Op == token.NEQ {
				note(n.X, n.Y)
			}
		case *ast.CaseClause:
			note(n.List...)
		case *ast.KeyValueExpr:
			note(n.Key)
		}
		return true
	})
	return ops
}
