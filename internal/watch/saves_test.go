package watch

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// looks reports how many of n looks say that the file was saved.
func looks(f *file, n int) int {
	said := 0
	for range n {
		if f.look() {
			said++
		}
	}
	return said
}

func write(t *testing.T, path, text string) {
	t.Helper()
	require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
}

func onDisk(t *testing.T) (string, *file) {
	path := filepath.Join(t.TempDir(), "box.go")
	write(t, path, "one")
	return path, newFile(path)
}

func TestASaveIsToldOnce(t *testing.T) {
	path, f := onDisk(t)
	assert.Zero(t, looks(f, 20), "nothing was saved")
	write(t, path, "two cakes")
	assert.False(t, f.look(), "it may not be all")
	assert.True(t, f.look(), "it stays the same")
	assert.Zero(t, looks(f, 20))
}

func TestSavesInTheSameTickOfTheClock(t *testing.T) {
	path, f := onDisk(t)
	info, err := os.Stat(path)
	require.NoError(t, err)
	write(t, path, "two") // of the same size
	require.NoError(t, os.Chtimes(path, info.ModTime(), info.ModTime()))
	assert.Equal(t, 1, looks(f, 5))
}

func TestASaveOfTheSameTextIsASave(t *testing.T) {
	path, f := onDisk(t)
	require.NoError(t, os.Chtimes(path, time.Now(), time.Now().Add(time.Second)))
	assert.Equal(t, 1, looks(f, 5))
}

func TestWhileItChangesNothingIsTold(t *testing.T) {
	path, f := onDisk(t)
	for _, text := range []string{"", "pack", "package", "package b", "package box"} {
		write(t, path, text)
		assert.False(t, f.look(), "half a file: %q", text)
	}
	assert.Equal(t, 1, looks(f, 5))
}

func TestRenamedIntoPlace(t *testing.T) {
	path, f := onDisk(t)
	require.NoError(t, os.Rename(path, path+"~"))
	assert.Zero(t, looks(f, 3), "for a moment there is no file")
	write(t, path+".tmp", "two")
	require.NoError(t, os.Rename(path+".tmp", path))
	assert.Equal(t, 1, looks(f, 20))
}

func TestGoneAndBack(t *testing.T) {
	path, f := onDisk(t)
	require.NoError(t, os.Remove(path))
	assert.Equal(t, 1, looks(f, 20))
	write(t, path, "one")
	assert.Equal(t, 1, looks(f, 20))
}

func TestAFolderInItsPlace(t *testing.T) {
	path, f := onDisk(t)
	require.NoError(t, os.Remove(path))
	require.NoError(t, os.Mkdir(path, 0o755))
	assert.Equal(t, 1, looks(f, 20), "it is said once, and never read")
}

func TestAFileThatIsYetToCome(t *testing.T) {
	path := filepath.Join(t.TempDir(), "box.go")
	f := newFile(path)
	write(t, path, "one")
	assert.Equal(t, 1, looks(f, 20))
}

func TestLongAfterASaveTimeAndSizeAreEnough(t *testing.T) {
	path, f := onDisk(t)
	looks(f, 2*quiet)
	f.last.sum++ // would be noticed if it were compared
	f.told.sum++
	assert.Zero(t, looks(f, 5))
	write(t, path, "two cakes")
	assert.Equal(t, 1, looks(f, 5), "and a save is told as before")
}
