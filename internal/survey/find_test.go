package survey

import (
	"os"
	"path/filepath"
	"racelab/internal/command"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestFindKnowsFoldersAndPatterns(t *testing.T) {
	root, err := filepath.EvalSymlinks(t.TempDir())
	require.NoError(t, err)
	for name, text := range map[string]string{
		"go.mod":            "module example.org/bakery\n\ngo 1.24\n",
		"bakery.go":         "package bakery\n",
		"bakery_test.go":    "package bakery\n",
		"oven/oven.go":      "package oven\n",
		"oven/oven_test.go": "package oven_test\n",
		"till/till.go":      "package till\n",
		"part/go.mod":       "module example.org/part\n",
		"part/part.go":      "package part\n",
	} {
		file := filepath.Join(root, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
	}
	all := []Package{
		{".", root, true},
		{"./oven", filepath.Join(root, "oven"), true},
		{"./till", filepath.Join(root, "till"), false},
	}
	found := func(cwd string, words ...string) []Package {
		t.Helper()
		packages, err := Find(t.Context(), cwd, words, nil)
		require.NoError(t, err)
		return packages
	}
	assert.Equal(t, all, found(root, "./..."), "a module below is another one")
	assert.Equal(t, all[1:2], found(root, "example.org/bakery/oven"))
	assert.Equal(t, []Package{{"./oven/", all[1].Dir, true}}, found(root, "./oven/", "./oven"), "as the reader calls it, and once")
	assert.Equal(t, []Package{{"../oven", all[1].Dir, true}}, found(all[2].Dir, "../oven/..."))
	assert.Equal(t, []Package{{"..", root, true}, {"../oven", all[1].Dir, true}, {".", all[2].Dir, false}}, found(all[2].Dir, "../..."))

	for _, word := range []string{"./shop", "./shop/...", "example.org/bakery/shop/..."} {
		_, err := Find(t.Context(), root, []string{word}, nil)
		var usage *command.UsageError
		assert.ErrorAs(t, err, &usage, word)
	}
}

// The root of a workspace may be in no module.
func TestFindLooksIntoAWorkspace(t *testing.T) {
	root, err := filepath.EvalSymlinks(t.TempDir())
	require.NoError(t, err)
	for name, text := range map[string]string{
		"go.work":           "go 1.24\n\nuse (\n\t./bakery\n\t./shop\n\t../till\n)\n",
		"bakery/go.mod":     "module example.org/bakery\n\ngo 1.24\n",
		"bakery/oven/a.go":  "package oven\n",
		"shop/go.mod":       "module example.org/shop\n\ngo 1.24\n",
		"shop/shop.go":      "package shop\n",
		"shop/shop_test.go": "package shop\n",
		"../till/go.mod":    "module example.org/till\n\ngo 1.24\n",
		"../till/till.go":   "package till\n",
		"other/go.mod":      "module example.org/other\n\ngo 1.24\n",
		"other/other.go":    "package other\n",
	} {
		file := filepath.Join(root, "space", name)
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
	}
	space := filepath.Join(root, "space")
	packages, err := Find(t.Context(), space, []string{"./..."}, nil)
	require.NoError(t, err)
	assert.Equal(t, []Package{
		{"./bakery/oven", filepath.Join(space, "bakery", "oven"), false},
		{"./shop", filepath.Join(space, "shop"), true},
	}, packages, "its modules below")
	_, err = Find(t.Context(), filepath.Join(space, "other"), []string{"./..."}, nil)
	assert.Error(t, err, "no module of the workspace")
}

func TestSplitPattern(t *testing.T) {
	for pattern, want := range map[string][2]string{
		"./...":        {".", "..."},
		"../a/b...":    {"../a", "b..."},
		"/m/x/.../y":   {"/m/x", ".../y"},
		"./a/.../b...": {"a", ".../b..."},
	} {
		base, rest := splitPattern(pattern)
		assert.Equal(t, want, [2]string{base, rest}, pattern)
	}
}
