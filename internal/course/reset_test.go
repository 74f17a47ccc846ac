package course

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestResetBringsBackAFolderThatHasGone(t *testing.T) {
	c, l := Checkout{Root: t.TempDir()}, Lab{Name: "teapot"}
	put := func(file, text string) {
		require.NoError(t, os.MkdirAll(filepath.Dir(c.Path(file)), 0o755))
		require.NoError(t, os.WriteFile(c.Path(file), []byte(text), 0o644))
	}
	put(l.Pristine(), "package teapot // broken\n")
	put(l.Tests(), "package teapot // tests\n")
	tests := filepath.Join("labs", "teapot", "teapot_test.go")
	has := func(file, text string) {
		got, err := os.ReadFile(c.Path(file))
		require.NoError(t, err)
		assert.Equal(t, text, string(got))
	}

	kept, err := c.Reset(l)
	require.NoError(t, err)
	assert.Empty(t, kept, "there was no work")
	has(l.File(), "package teapot // broken\n")
	has(tests, "package teapot // tests\n")

	put(l.File(), "package teapot // mine\n")
	put(tests, "package teapot // my tests\n")
	kept, err = c.Reset(l)
	require.NoError(t, err)
	has(kept, "package teapot // mine\n")
	has(tests, "package teapot // my tests\n")

	_, err = c.Reset(l)
	assert.ErrorIs(t, err, ErrBroken)
}
