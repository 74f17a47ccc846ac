package program

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
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
	t.Helper()
	files, err := txtar.ParseFile("../build/testdata/many.txtar")
	require.NoError(t, err)
	root := tree(t)
	require.NoError(t, txtar.Write(files, root))
	return root
}
