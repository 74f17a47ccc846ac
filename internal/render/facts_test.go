package render

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/trace"
)

// kinds lists the constants of a type that internal/trace declares.
func kinds(t *testing.T, typ string) (values []string) {
	t.Helper()
	tree, err := parser.ParseFile(token.NewFileSet(), "../trace/cause.go", nil, 0)
	require.NoError(t, err)
	ast.Inspect(tree, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok {
			if name, ok := spec.Type.(*ast.Ident); ok && name.Name == typ {
				value, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
				require.NoError(t, err)
				values = append(values, value)
			}
		}
		return true
	})
	require.NotEmpty(t, values, typ)
	return values
}

// TestEveryKindHasWords fails for a kind that was added to trace and forgotten
// here.
func TestEveryKindHasWords(t *testing.T) {
	n := names{map[int]trace.Task{1: {ID: 1, Name: "ada"}, 2: {ID: 2, Name: "bob"}}}
	for _, kind := range kinds(t, "CauseKind") {
		word, known := causes[trace.CauseKind(kind)]
		require.True(t, known, "cause %q has no words", kind)
		full := trace.Cause{
			Kind: trace.CauseKind(kind), Tasks: []int{1, 2}, Names: []string{"mu", "mu"}, Ops: []trace.Op{trace.OpRead, trace.OpWrite},
			Places: []trace.Place{{File: "a.go", Line: 1}, {File: "a.go", Line: 2}, {File: "a.go", Line: 3}, {File: "a.go", Line: 4}},
			Wait:   &trace.Wait{Kind: trace.WaitLock}, Count: 2, Text: "text",
		}
		for _, c := range []trace.Cause{full, {Kind: trace.CauseKind(kind)}} {
			said := word(sentence{c, n})
			assert.NotRegexp(t, `%!|  |^ | $`, said, "cause %q", kind)
		}
		assert.NotEmpty(t, strings.TrimSpace(word(sentence{full, n})), "cause %q", kind)
	}
	for _, kind := range kinds(t, "WaitKind") {
		assert.NotEmpty(t, waitWords(trace.Wait{Kind: trace.WaitKind(kind), Of: "TestX", Op: trace.OpSend}, ""), "wait %q", kind)
	}
	for _, kind := range kinds(t, "FactKind") {
		said := n.fact(trace.Fact{Kind: trace.FactKind(kind), Tasks: []int{1, 2}, N: 3, Of: 4})
		assert.NotEmpty(t, said, "fact %q", kind)
		assert.NotContains(t, said, "%", "fact %q", kind)
	}
}
