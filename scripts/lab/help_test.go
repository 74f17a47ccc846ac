package main

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Every flag says what it does, and stands in the command's usage; what stands
// there is a flag.
func TestEveryFlagIsExplained(t *testing.T) {
	root, err := findRoot(must(os.Getwd()))
	require.NoError(t, err)
	for _, c := range commands() {
		var out bytes.Buffer
		a := &app{ctx: t.Context(), out: &out, err: &out, root: root, cwd: root}
		var wanted helpWanted
		if !assert.True(t, errors.As(c.run(a, []string{"-h"}), &wanted), "%s -h", c.name) {
			continue
		}
		shown := map[string]bool{}
		for _, m := range regexp.MustCompile(`-([a-z]+)\b`).FindAllStringSubmatch(c.usage, -1) {
			shown[m[1]] = true
		}
		wanted.flags.VisitAll(func(f *flag.Flag) {
			assert.NotEmpty(t, f.Usage, "%s -%s", c.name, f.Name)
			some := strings.HasSuffix(c.usage, "…") // the rest is below the usage line
			assert.True(t, shown[f.Name] || some, "%s -%s is not in the usage line %q", c.name, f.Name, c.usage)
			delete(shown, f.Name)
		})
		assert.Empty(t, shown, "%s has no such flag", c.name)
		assert.Empty(t, out.String(), "%s -h does nothing else", c.name)
	}
}
