package judge

import (
	"go/parser"
	"go/token"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTestsThatJoin(t *testing.T) {
	for source, want := range map[string]string{
		"package a\nfunc TestX(*T) {}\nfunc TestMain(*M) {}":     "",
		"package a_test\nfunc TestX(*T) {}":                      "the lab's tests are in a package of their own",
		"package a\nimport \"os/exec\"\nvar _ = exec.Command":    "the lab's tests import os/exec", // their own binary would not know which candidate it has
		"package a\nfunc init() {}":                              "the lab's tests have an init function",
		"package a\nfunc ExampleX() {}":                          "the lab's tests have an example",
		"package a\nfunc FuzzX(*F) {}":                           "the lab's tests have a fuzz target",
		"package a\nfunc (x) init() {}":                          "",
		"package a\nimport \"os\"\nvar _ = os.Getenv\nvar x int": "",
	} {
		file, err := parser.ParseFile(token.NewFileSet(), "a_test.go", source, 0)
		require.NoError(t, err)
		assert.Equal(t, want, whyAllAlone(file), source)
	}
}
