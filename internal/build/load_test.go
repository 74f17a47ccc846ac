package build

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func write(t *testing.T, path, text string) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
	require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
}

func contextFor(t *testing.T, d time.Duration) (context.Context, context.CancelFunc) {
	return context.WithTimeout(t.Context(), d)
}

// tree writes files, given as pairs of name and text, to a new folder.
func tree(t *testing.T, files ...string) string {
	t.Helper()
	root, err := filepath.EvalSymlinks(t.TempDir())
	require.NoError(t, err)
	for i := 0; i < len(files); i += 2 {
		write(t, filepath.Join(root, filepath.FromSlash(files[i])), files[i+1])
	}
	return root
}

func loaded(t *testing.T, cfg Config) (*loader, error) {
	t.Helper()
	if cfg.Cache == "" {
		cfg.Cache = t.TempDir()
	}
	l, err := newLoader(t.Context(), cfg)
	require.NoError(t, err)
	return l, l.load()
}

func pathsOf(l *loader) string {
	var paths []string
	for _, p := range l.pkgs {
		paths = append(paths, p.path)
	}
	return strings.Join(paths, " ")
}

func TestLabIsLoaded(t *testing.T) {
	l, err := loaded(t, Config{Dir: "../../labs/cakebox"})
	require.NoError(t, err)
	assert.Equal(t, "racelab/labs/cakebox", pathsOf(l), "the stage and testify stay as they are")
	assert.Contains(t, l.tests(), "TestOneCakePerBox")
}

// many is a module in which everything occurs that loading must get right.
func many(t *testing.T) string {
	t.Helper()
	files, err := txtar.ParseFile("testdata/many.txtar")
	require.NoError(t, err)
	root := tree(t)
	require.NoError(t, txtar.Write(files, root))
	return root
}

func TestForeignModuleIsLoaded(t *testing.T) {
	l, err := loaded(t, Config{Dir: filepath.Join(many(t), "box")})
	require.NoError(t, err)
	assert.Equal(t, "example.net/group example.org/many/oven example.org/many/box example.net/files example.net/plain "+
		"example.org/many/use example.org/many/box_test", pathsOf(l))
	assert.Equal(t, "example.org/many/zz_racelab_copies/example.net/group", l.pkgs[0].copied)
	assert.Equal(t, []string{"TestFill"}, l.tests())
	assert.True(t, l.secondTests(l.pkgs[6]), "in_test.go is where the TestMain goes")
	assert.Equal(t, "go1.23", l.pkgs[0].version)
}

func TestOverlayStandsBeforeTheDisk(t *testing.T) {
	root := many(t)
	other := filepath.Join(t.TempDir(), "oven.go")
	write(t, other, "package oven\n\nfunc Heat() int { return 1 }\n")
	overlay := filepath.Join(t.TempDir(), "overlay.json")
	write(t, overlay, `{"Replace":{"`+filepath.Join(root, "oven", "oven.go")+`":"`+other+`","`+filepath.Join(root, "box", "in_test.go")+`":""}}`)
	write(t, filepath.Join(root, "box", "out_test.go"), "package box_test\n\nimport \"testing\"\n\nfunc TestOther(t *testing.T) {}\n")
	l, err := loaded(t, Config{Dir: filepath.Join(root, "box"), Overlay: overlay})
	require.NoError(t, err)
	assert.Equal(t, []string{"TestOther"}, l.tests())
	for _, p := range l.pkgs {
		if p.path == "example.org/many/oven" {
			assert.Empty(t, p.imports)
		}
	}
}

func TestBrokenSourceSpeaksWithTheCompilersWords(t *testing.T) {
	for reason, c := range map[string]struct{ source, want string }{
		"a syntax error":     {"package box\n\nfunc f( {\n", "box.go:3:9"},
		"a type error":       {"package box\n\nfunc f() int {\n\treturn cake\n}\n", "box.go:4:9: undefined: cake"},
		"an unknown package": {"package box\n\nimport _ \"example.com/nowhere\"\n", "box.go:3:8"},
		"two packages":       {"package crate\n", "box_test.go"},
	} {
		t.Run(reason, func(t *testing.T) {
			root := tree(t, "go.mod", "module example.org/m\n\ngo 1.24\n", "box.go", c.source, "box_test.go", "package box\n\nimport \"testing\"\n\nfunc TestX(t *testing.T) {}\n")
			_, err := loaded(t, Config{Dir: root})
			var source *SourceError
			require.ErrorAs(t, err, &source)
			assert.Contains(t, source.Output, c.want)
		})
	}
}

func TestWhatCannotBeExplored(t *testing.T) {
	for reason, c := range map[string]struct{ dir, want string }{
		"no module":    {tree(t, "x.go", "package x\n"), "is not inside a Go module"},
		"no such dir":  {filepath.Join(t.TempDir(), "none"), "cannot find the package"},
		"the explorer": {".", "cannot explore itself"},
		"no Go files":  {tree(t, "go.mod", "module m\n\ngo 1.24\n"), "no Go files in"},
		"no tests":     {tree(t, "go.mod", "module m\n\ngo 1.24\n", "x.go", "package x\n"), "has no tests"},
	} {
		_, err := Package(t.Context(), Config{Dir: c.dir, Cache: t.TempDir()})
		assert.ErrorContains(t, err, c.want, reason)
		assert.ErrorContains(t, err, "hint:", reason)
	}
}

func TestListIsAskedOnce(t *testing.T) {
	cache := t.TempDir()
	root := many(t)
	cfg := Config{Dir: filepath.Join(root, "box"), Cache: cache}
	_, err := loaded(t, cfg)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(root, "oven", "oven.go"), []byte("package oven\n\nfunc Heat() int { return 3 }\n"), 0o644))
	l, err := newLoader(t.Context(), cfg)
	require.NoError(t, err)
	l.go_.exe = filepath.Join(root, "no-such-go")
	assert.ErrorContains(t, l.load(), "cannot run the go command", "one import fewer is another question")

	_, err = loaded(t, cfg)
	require.NoError(t, err)
	l, err = newLoader(t.Context(), cfg)
	require.NoError(t, err)
	l.go_.exe = filepath.Join(root, "no-such-go")
	assert.NoError(t, l.load(), "the same imports need no second answer")

	write(t, filepath.Join(root, "third", "plain", "plain.go"), "package plain\n\nfunc Thrice(n int) int { return 3 * n }\n")
	l, err = newLoader(t.Context(), cfg)
	require.NoError(t, err)
	l.go_.exe = filepath.Join(root, "no-such-go")
	assert.Error(t, l.load(), "a replaced module may change under the same go.mod")
}

func TestFlagsForTheChild(t *testing.T) {
	env := goEnvironment([]string{"GOFLAGS=-race -mod=mod -tags=oven -buildvcs=false --cover", "PWD=/x", "A=b"})
	assert.Equal(t, []string{"GOFLAGS=-tags=oven -buildvcs=false", "A=b"}, env)
	assert.Equal(t, []string{"oven", "box"}, TagsIn("-v --tags=oven,box"))
}

func TestImportsMove(t *testing.T) {
	foreign := simulator{home: "/home", prefix: "racelab_sim", virtual: "/go/src/racelab_sim"}
	text, err := redirect([]byte("package x; import sim_ \"racelab/internal/sim\"\n\nimport (\n\t\"fmt\"\n\te \"racelab/internal/sim/std/racelab/internal/explore\"\n)\n\nvar s = \"racelab/internal/sim\"\n"), foreign.place)
	require.NoError(t, err)
	assert.Equal(t, "package x; import sim_ \"racelab_sim/sim\"\n\nimport (\n\t\"fmt\"\n\te \"racelab_sim/sim/std/racelab/explore\"\n)\n\nvar s = \"racelab/internal/sim\"\n", string(text))
	own := simulator{home: "/home", prefix: "racelab/internal"}
	assert.Equal(t, "racelab/internal/sim/std/sync", own.place("racelab/internal/sim/std/sync"))
	assert.Equal(t, "racelab/internal/sim/std/racelab/stage", own.place("racelab/internal/sim/std/racelab/internal/stage"))
}

// TestRealTypesForUnseenCode has a package that cannot be rewritten, since it has
// assembly, and that wants what the simulator has its own version of.
func TestRealTypesForUnseenCode(t *testing.T) {
	root := tree(t, "go.mod", "module example.org/m\n\ngo 1.24\n\nrequire example.net/asm v0.0.0\n\nreplace example.net/asm => ./asm\n",
		"x_test.go", "package m\n\nimport (\n\t\"sync\"\n\t\"testing\"\n\n\t\"example.net/asm\"\n)\n\nfunc TestX(t *testing.T) {\n\tvar wg sync.WaitGroup\n\tasm.Wait(&wg)\n}\n",
		"asm/go.mod", "module example.net/asm\n\ngo 1.24\n",
		"asm/asm.go", "package asm\n\nimport \"sync\"\n\nfunc Wait(wg *sync.WaitGroup) { wg.Wait() }\n",
		"asm/asm.s", "// Nothing yet.\n")
	_, err := Package(t.Context(), Config{Dir: root, Cache: t.TempDir()})
	assert.ErrorContains(t, err, "x_test.go:12: asm.Wait is given a *sync.WaitGroup, and the explorer does not see the package")
}

// Versions of a package share what their imports export, and nothing that one may change.
func TestVersionsBesideEachOther(t *testing.T) {
	dir, err := filepath.Abs(filepath.Join("..", "..", "labs", "errand"))
	require.NoError(t, err)
	fix, err := filepath.Abs(filepath.Join("..", "..", "solutions", "errand", "testdata", "accepted", "errgroup", "errand.go"))
	require.NoError(t, err)
	text, err := json.Marshal(map[string]any{"Replace": map[string]string{filepath.Join(dir, "errand.go"): fix}})
	require.NoError(t, err)
	overlay := filepath.Join(t.TempDir(), "overlay.json")
	require.NoError(t, os.WriteFile(overlay, text, 0o600))
	first, err := newLoader(t.Context(), Config{Dir: dir})
	require.NoError(t, err)
	for range 2 {
		l, err := first.beside(overlay)
		require.NoError(t, err)
		require.NoError(t, l.load())
		assert.True(t, slices.ContainsFunc(l.pkgs, func(p *pkg) bool { return p.path == "golang.org/x/sync/errgroup" }))
	}
}
