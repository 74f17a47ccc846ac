package build

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const usesMuch = `package p

import (
	"strings"
	"sync"
	"testing"
	"time"
)

type box struct{ sync.Mutex }

func f(b *box, m *sync.Map, t time.Time, tt *testing.T) {
	tt.Error()
	b.Lock()
	b.Unlock()
	m.Clear()
	m.Range(nil)
	sync.OnceFunc(nil)
	_, _ = t.Year(), strings.ToUpper("")
	time.AfterFunc(time.Second, nil).Stop()
}
`

// TestWhatModelsLackIsNamed has a program that uses more than a model of a part of the
// library has.
func TestWhatModelsLackIsNamed(t *testing.T) {
	home := t.TempDir()
	for name, text := range map[string]string{
		"sync/mutex.go":    "package sync\ntype Mutex struct { lock }\ntype lock struct{}\nfunc (*lock) Lock() {}\n",
		"sync/map.go":      "package sync\ntype Map struct{}\nfunc (m *Map) Range(f func(any, any) bool) {}\n",
		"sync/all_test.go": "package sync\nfunc (m *Map) Clear() {}\n",
		"testing/t.go":     "package testing\ntype T struct{}\n",
		"time/time.go":     "package time\ntype (\n\tTime = time.Time\n\tTimer struct{ alarm[int] }\n\talarm[T any] struct{}\n)\nconst Second = 1\nfunc (a *alarm[T]) Stop() bool { return true }\n",
	} {
		name = filepath.Join(home, "internal", "sim", "std", filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o755))
		require.NoError(t, os.WriteFile(name, []byte(text), 0o644))
	}
	l := &loader{fset: token.NewFileSet()}
	file, err := parser.ParseFile(l.fset, "dir/p.go", usesMuch, 0)
	require.NoError(t, err)
	p := &pkg{path: "p", info: &types.Info{Uses: map[*ast.Ident]types.Object{}}}
	cfg := types.Config{Importer: importer.ForCompiler(l.fset, "source", nil)}
	_, err = cfg.Check("p", l.fset, []*ast.File{file}, p.info)
	require.NoError(t, err)
	l.pkgs = []*pkg{p}
	assert.Equal(t, []string{
		"sync.Map.Clear at p.go:16",
		"sync.Mutex.Unlock at p.go:15",
		"sync.OnceFunc at p.go:18",
		"time.AfterFunc at p.go:20",
	}, l.lacking(home))
	assert.Empty(t, l.lacking(t.TempDir()), "without a model nothing is lacking")
}
