package trace

import (
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// declared lists the values of the constants of a type that a file declares.
func declared(t *testing.T, file, typ string) (values []string) {
	t.Helper()
	tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	require.NoError(t, err)
	ast.Inspect(tree, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok {
			if name, ok := spec.Type.(*ast.Ident); ok && name.Name == typ {
				lit := spec.Values[0].(*ast.BasicLit)
				values = append(values, constant.StringVal(constant.MakeFromLiteral(lit.Value, lit.Kind, 0)))
			}
		}
		return true
	})
	return values
}

func TestEveryOperationIsInTheTable(t *testing.T) {
	ops := declared(t, "op.go", "Op")
	assert.Greater(t, len(ops), 25)
	for _, op := range ops {
		use, known := Uses[Op(op)]
		assert.True(t, known, "%q has no entry in Uses", op)
		assert.NotEmpty(t, use.Does, "%q: what a goroutine does", op)
		assert.LessOrEqual(t, strings.Count(use.Does, "%s"), 1, op)
		assert.False(t, use.Plain && !use.Memory, "%q: only a variable is read without more", op)
		assert.False(t, use.Exclusive && use.Shared, "%q: a lock lets others in, or it does not", op)
		assert.False(t, use.Frees && !use.Exclusive && !use.Shared, "%q: what is freed was a lock", op)
		assert.False(t, use.Unnamed == "" && strings.HasPrefix(use.Does, "uses"), "%q: says nothing without a name", op)
		assert.False(t, use.Memory && !use.Reads && !use.Writes, "%q: a variable is read or written", op)
		assert.False(t, use.Keeps && use.Writes, "%q: who writes changes something", op)
		assert.False(t, use.Asks && !use.InVain, "%q: to ask for a turn is part of asking in vain", op)
		_, err := regexp.Compile(use.Methods)
		assert.NoError(t, err, op)
	}
	listed := slices.Sorted(maps.Keys(Uses))
	for _, op := range listed {
		assert.True(t, slices.Contains(ops, string(op)), "Uses[%s] is no operation", strconv.Quote(string(op)))
	}
}
