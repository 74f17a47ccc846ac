package judge

import (
	"go/parser"
	"go/token"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTestsThatJoin(t *testing.T) {
	for source, want := range map[string]bool{
		"package a\nfunc TestX(*T) {}\nfunc TestMain(*M) {}":     true,
		"package a_test\nfunc TestX(*T) {}":                      false,
		"package a\nimport \"os/exec\"\nvar _ = exec.Command":    false, // its own binary would not know which candidate it has
		"package a\nfunc init() {}":                              false,
		"package a\nfunc ExampleX() {}":                          false,
		"package a\nfunc FuzzX(*F) {}":                           false,
		"package a\nimport \"os\"\nvar _ = os.Getenv\nvar x int": true,
	} {
		file, err := parser.ParseFile(token.NewFileSet(), "a_test.go", source, 0)
		require.NoError(t, err)
		assert.Equal(t, want, joinsAll(file), source)
	}
}
