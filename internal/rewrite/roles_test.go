package rewrite

import (
	"go/parser"
	"go/token"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestATestMainThatDoesNothingIsLeftOut(t *testing.T) {
	for _, c := range []struct {
		body   string
		idle   bool
		reason string
	}{
		{`m.Run()`, true, "what go test does without one"},
		{`os.Exit(m.Run())`, true, "likewise"},
		{`goleak.VerifyTestMain(m)`, true, "the explorer sees what is left behind"},
		{`goleak.VerifyTestMain(m, goleak.IgnoreCurrent())`, true, "an option"},
		{`goleak.VerifyTestMain(m, goleak.Cleanup(clean))`, false, "it calls something"},
		{`goleak.VerifyTestMain(m, options...)`, false, "it might"},
		{`setUp(); m.Run()`, false, "it does something before"},
		{`os.Exit(run(m))`, false, "it calls something"},
		{`os.Exit(1)`, false, "it runs no test"},
		{``, false, "it runs no test"},
	} {
		source := "package x\n\nfunc TestMain(m *testing.M) { " + c.body + " }\n"
		file, err := parser.ParseFile(token.NewFileSet(), "", source, 0)
		require.NoError(t, err)
		found := Runnables(file)
		require.Len(t, found, 1)
		assert.Equal(t, c.idle, found[0].idle, "%s: %s", c.reason, c.body)
	}
}
