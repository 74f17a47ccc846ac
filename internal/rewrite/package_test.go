package rewrite

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRefusals(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"reserved name": {"package p\n\nvar sim_ int\n", "p.go:3:5: the explorer keeps the name sim_ for itself\nhint: rename it"},
		"recover in a range over a channel": {"package p\n\nfunc f(c chan int) {\n\tfor range c {\n\t\trecover()\n\t}\n}\n",
			"p.go:4:2: the explorer cannot follow a recover in a range over a channel\nhint: call recover before the loop"},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, _, err := rewritten(Config{}, "p", map[string][]byte{"p.go": []byte(c.text)})
			assert.EqualError(t, err, c.want)
		})
	}
}

// TestLanguageOfCopies is about packages that come to lie in a module that is
// older than they are, or are older than what is made of them.
func TestLanguageOfCopies(t *testing.T) {
	for reason, c := range map[string]struct{ own, within, want string }{
		"old in old":         {"go1.15", "", "//go:build go1.23\n"},
		"old in new":         {"go1.15", "go1.26", "//go:build go1.23\n"},
		"new in old":         {"go1.25", "go1.20", "//go:build go1.25\n"},
		"new in new":         {"go1.25", "go1.25", ""},
		"with a minor":       {"go1.24.2", "go1.20", "//go:build go1.24\n"},
		"nobody knows which": {"", "", ""},
	} {
		fset := token.NewFileSet()
		src := []byte("package p\n")
		file, err := parser.ParseFile(fset, "p.go", src, 0)
		require.NoError(t, err)
		pkg, err := (&types.Config{GoVersion: c.own}).Check("p", fset, []*ast.File{file}, nil)
		require.NoError(t, err)
		out, _, err := Package(Config{Within: c.within}, fset, []*ast.File{file}, map[string][]byte{"p.go": src}, &types.Info{}, pkg)
		require.NoError(t, err)
		assert.Equal(t, c.want+"//line p.go:1\npackage p\n", string(out["p.go"]), reason)
	}
}

// TestTestsOfTwoPackages is about an external test package beside test files
// of the package itself: only one of them can have the TestMain.
func TestTestsOfTwoPackages(t *testing.T) {
	src := map[string][]byte{"x_test.go": []byte("package p_test\n\nimport \"testing\"\n\nfunc TestX(t *testing.T) {}\n")}
	out, _, _, err := rewritten(Config{SimPath: "m/sim", MoreTests: true}, "p_test", src)
	require.NoError(t, err)
	assert.Len(t, out, 1)
	assert.Contains(t, string(out["x_test.go"]), `func init() { sim_.Tests(map[string]any{"TestX": sim_TestX_}) }`)

	out, _, _, err = rewritten(Config{SimPath: "m/sim"}, "p_test", src)
	require.NoError(t, err)
	assert.Contains(t, string(out["zz_sim_test.go"]), `child_ "m/child"`)
	assert.Contains(t, string(out["zz_sim_test.go"]), `sim_ "m/sim"`)
}

func TestVariablesOfOtherPackages(t *testing.T) {
	src := map[string][]byte{"p.go": []byte("package p\n\nimport (\n\t\"flag\"\n\t\"os\"\n)\n\nvar _ = flag.Usage != nil && os.Args == nil\n")}
	cfg := Config{FirstSite: 7, Instrumented: func(path string) bool { return path == "flag" }, Redirect: map[string]string{"flag": "m/copies/flag"}}
	out, sites, _, err := rewritten(cfg, "p", src)
	require.NoError(t, err)
	assert.Contains(t, string(out["p.go"]), "sim_.Get(&flag.Usage, 7) != nil && os.Args == nil")
	assert.Contains(t, string(out["p.go"]), `flag "m/copies/flag"`)
	require.Len(t, sites, 1)
	assert.Equal(t, Site{ID: 7, Pos: token.Position{Filename: "p.go", Offset: 45, Line: 8, Column: 9}, Text: "flag.Usage"}, sites[0])
}

// TestKnowsNothing rewrites programs about whose types nothing is known, as
// after an error that kept the checker from doing anything.
func TestKnowsNothing(t *testing.T) {
	paths, err := filepath.Glob("testdata/programs/*.go")
	require.NoError(t, err)
	for _, path := range paths {
		src, err := os.ReadFile(path)
		require.NoError(t, err)
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, "main.go", src, parser.ParseComments)
		require.NoError(t, err)
		_, _, err = Package(Config{}, fset, []*ast.File{file}, map[string][]byte{"main.go": src}, &types.Info{}, types.NewPackage("main", "main"))
		assert.NoError(t, err)
	}
}

// TestSitesAreWhereTheyAre rewrites text with a byte order mark and carriage
// returns, which editors put there.
func TestSitesAreWhereTheyAre(t *testing.T) {
	src := "\ufeffpackage p\r\n\r\nvar n int\r\n\r\nfunc f() {\r\n\tn =\r\n\t\t1\r\n}\r\n"
	out, sites, wrong, err := rewritten(Config{}, "p", map[string][]byte{"p.go": []byte(src)})
	require.NoError(t, err)
	require.Empty(t, wrong)
	assert.Equal(t, 6, sites[0].Pos.Line)
	assert.NotContains(t, string(out["p.go"]), "\ufeff")
}

// TestQuiet rewrites a library: its sites are those of quiet accesses, which
// the table has like all others.
func TestQuiet(t *testing.T) {
	src := map[string][]byte{"p.go": []byte("package p\n\nvar n int\n\nfunc Add() { n++ }\n")}
	out, sites, _, err := rewritten(Config{FirstSite: 7, Quiet: true}, "p", src)
	require.NoError(t, err)
	assert.Contains(t, string(out["p.go"]), "sim_.Get(p_1_0, -9)")
	require.Len(t, sites, 2)
	assert.Equal(t, 7, sites[0].ID)
}

// TestLibraryKeepsItsTables rewrites a library: what cannot change is not set up
// anew, unless its initial value leaves something behind.
func TestLibraryKeepsItsTables(t *testing.T) {
	src := map[string][]byte{"p.go": []byte(`package p

import "errors"

var (
	table   = map[string]int{"a": 1}
	written = map[string]int{}
	errNone = errors.New("none")
	first   = register("first")
	all     []string
	size    = 7
	counter = 0
)

func register(name string) int { all = append(all, name); return len(all) }

func Use(k string) (int, error) { written[k] = table[k] + size + first; counter++; return written[k], errNone }
`)}
	out, _, _, err := rewritten(Config{Quiet: true, Library: true}, "p", src)
	require.NoError(t, err)
	reset := string(out["p.go"])
	for _, name := range []string{"written", "first", "all", "counter"} {
		assert.Contains(t, reset, "sim_.Zero(&"+name+")")
	}
	for _, name := range []string{"table", "errNone", "size"} {
		assert.NotContains(t, reset, "sim_.Zero(&"+name+")")
	}
}
