package program

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

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

// many is a module in which everything occurs that loading must get right.
func many(t *testing.T) string {
	return tree(t,
		"go.mod", "module example.org/many\n\ngo 1.24\n\nrequire (\n\texample.net/group v0.0.0\n\texample.net/plain v0.0.0\n\texample.net/files v0.0.0\n)\n"+
			"replace example.net/group => ./third/group\nreplace example.net/plain => ./third/plain\nreplace example.net/files => ./third/files\n",
		"box/box.go", "package box\n\nimport (\n\t\"example.org/many/oven\"\n\t\"example.net/group\"\n)\n\nfunc Fill() int {\n\tvar g group.Group\n\tg.Go(func() { oven.Heat() })\n\tg.Wait()\n\treturn oven.Heat()\n}\n",
		"box/box_windows.go", "package box\n\nvar onlyThere = nothing\n",
		"box/in_test.go", "package box\n\nvar Inside = 1\n",
		"box/out_test.go", "package box_test\n\nimport (\n\t\"testing\"\n\t\"example.org/many/box\"\n\t\"example.org/many/use\"\n)\n\nfunc TestFill(t *testing.T) {\n\tif use.It() != box.Inside+1 {\n\t\tt.Fatal()\n\t}\n}\n",
		"use/use.go", "package use\n\nimport (\n\t\"example.org/many/box\"\n\t_ \"example.net/plain\"\n\t_ \"example.net/files\"\n)\n\nfunc It() int { return box.Fill() }\n",
		"oven/oven.go", "package oven\n\nimport \"sync\"\n\nvar mu sync.Mutex\nvar heat int\n\nfunc Heat() int {\n\tmu.Lock()\n\tdefer mu.Unlock()\n\theat++\n\treturn heat\n}\n",
		"third/group/go.mod", "module example.net/group\n\ngo 1.23\n",
		"third/group/group.go", "package group\n\nimport \"sync\"\n\ntype Group struct{ wg sync.WaitGroup }\n\nfunc (g *Group) Go(f func()) {\n\tg.wg.Add(1)\n\tgo func() {\n\t\tdefer g.wg.Done()\n\t\tf()\n\t}()\n}\n\nfunc (g *Group) Wait() { g.wg.Wait() }\n",
		"third/plain/go.mod", "module example.net/plain\n\ngo 1.23\n",
		"third/plain/plain.go", "package plain\n\nfunc Twice(n int) int { return 2 * n }\n",
		"third/files/go.mod", "module example.net/files\n\ngo 1.23\n",
		"third/files/files.go", "package files\n\nimport (\n\t\"os\"\n\t\"sync\"\n)\n\nvar Once sync.Once\nvar Home = os.Getenv(\"HOME\")\n",
	)
}
