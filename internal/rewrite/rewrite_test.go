package rewrite

import (
	"flag"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"racelab/internal/sim/std"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the goldens anew")

// library is shared, because it keeps what it has read.
var library = importer.ForCompiler(token.NewFileSet(), "source", nil)

// native is a Config for which the simulated packages are the real ones.
func native(sim string) Config {
	c := Config{SimPath: sim, Redirect: map[string]string{}}
	for _, path := range std.Models {
		c.Redirect[path] = path
	}
	return c
}

// rewritten parses, checks and rewrites the files of one package. A package
// may have type errors; they are returned as the third value.
func rewritten(cfg Config, path string, sources map[string][]byte) (map[string][]byte, []Site, []error, error) {
	fset := token.NewFileSet()
	var files []*ast.File
	for _, name := range slices.Sorted(keys(sources)) {
		file, err := parser.ParseFile(fset, name, sources[name], parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, nil, nil, err
		}
		files = append(files, file)
	}
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Instances: map[*ast.Ident]types.Instance{},
		Selections: map[*ast.SelectorExpr]*types.Selection{}, Scopes: map[ast.Node]*types.Scope{}, FileVersions: map[*ast.File]string{}}
	var wrong []error
	conf := types.Config{Importer: library, GoVersion: "go1.26", Error: func(err error) { wrong = append(wrong, err) }}
	pkg, _ := conf.Check(path, fset, files, info)
	out, sites, err := Package(cfg, fset, files, sources, info, pkg)
	return out, sites, wrong, err
}

func keys(m map[string][]byte) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// TestGoldens compares in.go with out.go in every archive: one construct each.
func TestGoldens(t *testing.T) {
	paths, err := filepath.Glob("testdata/golden/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) { golden(t, path) })
	}
}

func golden(t *testing.T, path string) {
	ar, err := txtar.ParseFile(path)
	require.NoError(t, err)
	in, want := map[string][]byte{}, map[string]string{}
	for _, f := range ar.Files {
		if name, ok := strings.CutPrefix(f.Name, "out/"); ok {
			want[name] = string(f.Data)
		} else {
			in[f.Name] = f.Data
		}
	}
	out, sites, wrong, err := rewritten(Config{}, "p", in)
	require.NoError(t, err)
	require.Empty(t, wrong, "the archive's own source has type errors")
	for i, s := range sites {
		assert.Equal(t, i, s.ID)
		assert.True(t, s.Pos.IsValid())
	}
	if *update {
		ar.Files = slices.DeleteFunc(ar.Files, func(f txtar.File) bool { return strings.HasPrefix(f.Name, "out/") })
		for _, name := range slices.Sorted(keys(out)) {
			ar.Files = append(ar.Files, txtar.File{Name: "out/" + name, Data: out[name]})
		}
		require.NoError(t, os.WriteFile(path, txtar.Format(ar), 0o644))
		return
	}
	assert.Len(t, out, len(want))
	for name, text := range want {
		assert.Equal(t, text, string(out[name]), "%s: if the new text is right, run go test -update", name)
	}
}
