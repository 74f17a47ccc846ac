// Package internal_test keeps the house in order: the layout, the direction
// of imports, and what every lab must come with.
package internal_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/course"
)

// mayImport says which packages of this module each folder may import; a folder
// with a slash at its end stands for all below it. The longest entry that a file
// is below counts.
//
// The schedule explorer flows sim → search → child, which is a program's own
// process, and rewrite → build → program, which makes and runs it; explore, its
// face, is what labs use.
var mayImport = map[string][]string{
	"internal/course":   {},
	"internal/console":  {},
	"internal/stage":    {"internal/trace", "internal/tell"},
	"internal/trace":    {},
	"internal/brief":    {},
	"internal/scenario": {"internal/trace"},
	"internal/linear":   {"internal/trace", "internal/scenario"},
	"internal/tell":     {"internal/trace", "internal/brief"},
	"internal/speed":    {},
	"internal/markdown": {"internal/console"},
	"internal/belief":   {"internal/course", "internal/judge", "internal/trace"},
	"internal/watch":    {"internal/course", "internal/console", "internal/markdown"},
	"internal/account":  {"internal/course", "internal/console", "internal/judge", "internal/program", "internal/render", "internal/trace"},
	"internal/command":  {"internal/console"},
	"internal/shard":    {},
	"internal/event":    {"internal/audit", "internal/trace"},
	"internal/attempt": {"internal/account", "internal/belief", "internal/build", "internal/command", "internal/console", "internal/course", "internal/event",
		"internal/judge", "internal/program", "internal/remark", "internal/render", "internal/trace"},
	"internal/target":   {"internal/command", "internal/course", "internal/judge", "internal/survey"},
	"internal/overview": {"internal/course", "internal/console", "internal/markdown"},
	"internal/bench":    {"internal/course", "internal/console", "internal/group"},
	"internal/rewrite":  {"internal/trace", "internal/sim/std"}, // the list of models
	"internal/group":    {},
	"internal/mutant":   {"internal/course", "internal/judge"},
	"internal/remark":   {},
	"internal/judge":    {"internal/course", "internal/trace", "internal/brief", "internal/group", "internal/console", "internal/build", "internal/program", "internal/render"},
	"internal/audit":    {"internal/belief", "internal/course", "internal/console", "internal/judge", "internal/trace", "internal/build", "internal/program", "internal/render"},
	"internal/demo":     {"internal/course", "internal/console", "internal/markdown", "internal/judge", "internal/build", "internal/program", "internal/render", "internal/trace", "internal/speed"},
	"internal/search":   {"internal/trace", "internal/sim/"},
	"internal/diagnose": {"internal/trace", "internal/sim/"},
	"internal/child":    {"internal/trace", "internal/brief", "internal/sim/", "internal/search", "internal/diagnose"},
	"internal/render":   {"internal/trace", "internal/console"},
	"internal/build":    {"internal/rewrite", "internal/sim/std", "internal/group"},
	"internal/program":  {"internal/render", "internal/trace", "internal/brief", "internal/tell", "internal/rewrite", "internal/build", "internal/group", "internal/linear"},
	"internal/survey":   {"internal/command", "internal/build", "internal/program", "internal/render", "internal/trace", "internal/console"},
	"internal/pairs":    {},
	"internal/growth":   {"internal/build", "internal/console", "internal/program", "internal/trace"},
	"internal/export":   {"internal/pairs", "internal/page", "internal/render", "internal/survey", "internal/trace", "internal/build"},
	"internal/explore":  {"internal/trace", "internal/tell", "internal/console", "internal/build", "internal/program", "internal/render", "internal/scenario", "internal/linear"},
	"internal/page":     {"internal/trace", "internal/console", "internal/render"},
	"internal/play":     {"internal/console", "internal/trace", "internal/render", "internal/build", "internal/program", "internal/page"},

	// Within the simulator: models → sim → kernel.
	"internal/sim/kernel": {"internal/trace"},
	"internal/sim":        {"internal/trace", "internal/sim/kernel"},
	"internal/sim/std":    {"internal/trace", "internal/scenario", "internal/linear", "internal/sim", "internal/sim/kernel", "internal/sim/std/"},

	"labs":                 {"internal/stage", "internal/explore"},
	"solutions":            {"internal/stage", "internal/explore"},
	"scripts/start":        {},
	"scripts/contributing": {},
	"scripts/kernels":      {"internal/build", "internal/program", "internal/trace"},
	"scripts/modules":      {"internal/render", "internal/survey", "internal/trace"},
	"scripts/seeded":       {"internal/mutant", "internal/survey", "internal/trace"},
	"scripts/vet":          {},
	"scripts/lab": {
		"internal", "internal/account", "internal/attempt", "internal/audit", "internal/belief", "internal/bench", "internal/build", "internal/command",
		"internal/console", "internal/course", "internal/demo", "internal/event", "internal/export", "internal/group", "internal/growth", "internal/markdown",
		"internal/overview", "internal/pairs", "internal/play", "internal/program", "internal/render", "internal/shard", "internal/survey", "internal/target",
		"internal/trace", "internal/watch",
	},
}

func TestImportsFlowOneWay(t *testing.T) {
	known := map[string]bool{}
	for _, folder := range []string{"internal", "labs", "solutions", "scripts"} {
		forEachGoFile(t, folder, func(file string) {
			room := roomOf(filepath.ToSlash(strings.TrimPrefix(file, ".."+string(filepath.Separator))))
			if room == "" {
				house := filepath.Dir(file) == filepath.Join("..", "internal") && (strings.HasSuffix(file, "_test.go") || filepath.Base(file) == "sources.go")
				assert.True(t, house, "the folder of %s is not in mayImport; say there what it may import", file)
				return
			}
			known[room] = true
			checkImports(t, file, room)
		})
	}
	for room := range mayImport {
		assert.True(t, known[room], "there is no %s; take it off mayImport", room)
	}
}

// roomOf is the longest entry of mayImport that a file is below, or "".
func roomOf(file string) string {
	for dir := path.Dir(file); dir != "."; dir = path.Dir(dir) {
		if _, known := mayImport[dir]; known {
			return dir
		}
	}
	return ""
}

func checkImports(t *testing.T, file, room string) {
	syntax, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	require.NoError(t, err)
	for _, spec := range syntax.Imports {
		imported, ours := strings.CutPrefix(strings.Trim(spec.Path.Value, `"`), "racelab/")
		if ours && imported != room {
			assert.True(t, permits(mayImport[room], imported), "%s may not import %s; if it must, say so in mayImport", file, imported)
		}
	}
}

// permits reports whether imported is on the list, or below a folder that is
// there with a slash at its end.
func permits(allowed []string, imported string) bool {
	return slices.ContainsFunc(allowed, func(a string) bool {
		return imported == a || strings.HasSuffix(a, "/") && strings.HasPrefix(imported+"/", a)
	})
}

// The README's table has a line for each folder, and none for folders that have gone.
func TestTheReadmeKnowsEveryFolder(t *testing.T) {
	readme := read(t, "..", "README.md")
	for _, parent := range []string{"internal", "scripts"} {
		entries, err := os.ReadDir(filepath.Join("..", parent))
		require.NoError(t, err)
		for _, e := range entries {
			if e.IsDir() {
				assert.Contains(t, readme, "`"+parent+"/"+e.Name()+"`", "the table of folders in the README")
			}
		}
	}
	for _, m := range regexp.MustCompile("`((?:internal|scripts)/[a-z/]+)`").FindAllStringSubmatch(readme, -1) {
		_, err := os.Stat(filepath.Join("..", m[1]))
		assert.NoError(t, err, "the README names it")
	}
}

func TestTopLevel(t *testing.T) {
	entries, err := os.ReadDir("..")
	require.NoError(t, err)
	for _, e := range entries {
		known := slices.Contains([]string{"labs", "solutions", "internal", "scripts", "go.mod", "go.sum", "README.md"}, e.Name())
		assert.True(t, known || strings.HasPrefix(e.Name(), "."), "%s does not belong at the top level", e.Name())
	}
}

func TestEveryFolderIsInTheTable(t *testing.T) {
	folders, err := os.ReadDir("../labs")
	require.NoError(t, err)
	for _, f := range folders {
		_, known := course.Find(f.Name())
		assert.True(t, known, "labs/%s is not in the table of its chapter in internal/course", f.Name())
	}
}

func read(t *testing.T, path ...string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(path...))
	require.NoError(t, err)
	return string(data)
}

func forEachGoFile(t *testing.T, folder string, visit func(path string)) {
	t.Helper()
	err := filepath.WalkDir(filepath.Join("..", folder), func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && d.Name() == "testdata" {
			return filepath.SkipDir
		}
		if err == nil && strings.HasSuffix(path, ".go") {
			visit(path)
		}
		return err
	})
	require.NoError(t, err)
}
