package build

import (
	"cmp"
	"encoding/json"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestBase looks through what every package of the base exports in this Go
// release. A type of a package that has a twin would be another type there, so
// that a program which uses both did not compile. Interfaces may occur if they
// are those of bridged packages. Of what only the standard library can import, that
// goes for what a twin imports.
func TestBase(t *testing.T) {
	t.Parallel()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-export", "-json=ImportPath,Export,Imports", "std").Output()
	require.NoError(t, err)
	exports, lent := map[string]string{}, map[string]bool{}
	for d := json.NewDecoder(strings.NewReader(string(out))); d.More(); {
		var p struct {
			ImportPath, Export string
			Imports            []string
		}
		require.NoError(t, d.Decode(&p))
		exports[p.ImportPath] = p.Export
		for _, path := range p.Imports {
			lent[path] = lent[path] || hasTwin(p.ImportPath)
		}
	}
	imp := importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) {
		return os.Open(cmp.Or(exports[path], exports["vendor/"+path]))
	})
	checked := 0
	for path := range exports {
		if !inBase(path) || path == "unsafe" || (isInternal(path) || strings.HasPrefix(path, "vendor/")) && !lent[path] {
			continue
		}
		pkg, err := imp.Import(path)
		require.NoError(t, err)
		w := &walker{pkg: pkg, seen: map[types.Type]bool{}, leaks: map[string]bool{}}
		for _, name := range pkg.Scope().Names() {
			if o := pkg.Scope().Lookup(name); o.Exported() {
				w.walk(o.Type())
			}
		}
		for leak := range w.leaks {
			assert.Equal(t, "go/types bytes.Buffer", path+" "+leak, "a type of a twin in the base; the one exception is that of WriteExpr, which goes to a buffer of the original's")
		}
		checked++
	}
	assert.Greater(t, checked, 50)
}

// A walker looks for types of other packages in what pkg exports.
type walker struct {
	pkg   *types.Package
	seen  map[types.Type]bool
	leaks map[string]bool
}

func (w *walker) walk(t types.Type) {
	if t == nil || w.seen[t] {
		return
	}
	w.seen[t] = true
	switch t := t.(type) {
	case *types.Alias:
		w.walk(types.Unalias(t))
	case *types.Named:
		w.named(t)
	case interface{ Elem() types.Type }: // *types.Pointer, Slice, Array, Chan, Map
		w.walk(t.Elem())
		if m, ok := t.(*types.Map); ok {
			w.walk(m.Key())
		}
	case *types.Signature:
		w.walk(t.Params())
		w.walk(t.Results())
	case *types.Tuple:
		for v := range t.Variables() {
			w.walk(v.Type())
		}
	case *types.Struct:
		for v := range t.Fields() {
			if v.Exported() {
				w.walk(v.Type())
			}
		}
	case *types.Interface:
		for m := range t.Methods() {
			w.walk(m.Type())
		}
	}
}

func (w *walker) named(t *types.Named) {
	from := t.Obj().Pkg()
	switch {
	case from == nil:
	case from == w.pkg:
		for m := range t.Methods() {
			if m.Exported() {
				w.walk(m.Type())
			}
		}
		w.walk(t.Underlying())
	case hasTwin(from.Path()) && !(types.IsInterface(t) && slices.Contains(bridged, from.Path())):
		w.leaks[from.Path()+"."+t.Obj().Name()] = true
	}
}
