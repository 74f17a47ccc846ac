package main

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"racelab/internal/command"
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
	var out bytes.Buffer
	a := &app{ctx: t.Context(), out: &out, err: &out, root: root, cwd: root}
	for _, c := range a.commands() {
		var wanted command.HelpWanted
		if !assert.True(t, errors.As(c.Run([]string{"-h"}), &wanted), "%s -h", c.Name) {
			continue
		}
		shown := map[string]bool{}
		for _, m := range regexp.MustCompile(`-([a-z]+)\b`).FindAllStringSubmatch(c.Usage, -1) {
			shown[m[1]] = true
		}
		wanted.Flags.VisitAll(func(f *flag.Flag) {
			assert.NotEmpty(t, f.Usage, "%s -%s", c.Name, f.Name)
			some := strings.HasSuffix(c.Usage, "…") // the rest is below the usage line
			assert.True(t, shown[f.Name] || some, "%s -%s is not in the usage line %q", c.Name, f.Name, c.Usage)
			delete(shown, f.Name)
		})
		assert.Empty(t, shown, "%s has no such flag", c.Name)
		assert.Empty(t, out.String(), "%s -h does nothing else", c.Name)
	}
}
