package internal_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal"
	"racelab/internal/build"
)

// What the command carries is what it was built with: of each folder, every source
// and no test.
func TestWhatIsCarriedIsWhatIsThere(t *testing.T) {
	root := t.TempDir()
	home, err := build.Carried(internal.Sources, root)
	require.NoError(t, err)
	folders, err := os.ReadDir(filepath.Join(home, "internal"))
	require.NoError(t, err)
	require.NotEmpty(t, folders)
	for _, folder := range folders {
		assert.Equal(t, sourcesIn(t, folder.Name()), sourcesIn(t, filepath.Join(home, "internal", folder.Name())))
	}

	again, err := build.Carried(internal.Sources, root)
	require.NoError(t, err)
	assert.Equal(t, home, again)
	entries, err := os.ReadDir(filepath.Dir(home))
	require.NoError(t, err)
	assert.Len(t, entries, 1, "nothing is left over")
}

// sourcesIn returns the text of each source below a folder.
func sourcesIn(t *testing.T, folder string) map[string]string {
	texts := map[string]string{}
	require.NoError(t, filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && d.Name() == "testdata" {
			return fs.SkipDir
		}
		if err == nil && strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
			rel, err := filepath.Rel(folder, path)
			require.NoError(t, err)
			texts[rel] = read(t, path)
		}
		return err
	}))
	return texts
}
