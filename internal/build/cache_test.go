package build

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestOldAndExcessiveEntriesGo(t *testing.T) {
	c := &cache{root: t.TempDir()}
	at := func(name string, age time.Duration) {
		dir := c.childDir(name)
		write(t, filepath.Join(dir, "child.json"), "{}")
		then := time.Now().Add(-age)
		require.NoError(t, os.Chtimes(dir, then, then))
	}
	at("ancient", keepFor+time.Hour)
	for i := range keepChildren {
		at(fmt.Sprintf("hour-old-%02d", i), time.Hour)
	}
	at("yesterday", 24*time.Hour)
	at("now", time.Second)
	at("explored for hours", 24*time.Hour)
	(&Child{Folder: c.childDir("explored for hours")}).Used()
	c.prune()
	assert.NoDirExists(t, c.childDir("ancient"))
	assert.NoDirExists(t, c.childDir("yesterday"), "there are too many, and it was used last")
	assert.DirExists(t, c.childDir("now"))
	assert.DirExists(t, c.childDir("explored for hours"), "it has just been started again")
}

func TestManyFreshEntriesStay(t *testing.T) {
	c := &cache{root: t.TempDir()}
	for i := range keepChildren + 5 {
		write(t, filepath.Join(c.childDir(fmt.Sprint(i)), "child.json"), "{}")
	}
	c.prune()
	entries, err := os.ReadDir(filepath.Join(c.root, "child"))
	require.NoError(t, err)
	assert.Len(t, entries, keepChildren+5, "another process may be about to start one of them")
}

func TestSumNoticesEveryKindOfChange(t *testing.T) {
	root := tree(t, "a/a.go", "package a\n", "b.txt", "b\n")
	c := &cache{root: t.TempDir(), home: t.TempDir(), environment: "go"}
	in := inputs{Dirs: []string{filepath.Join(root, "a")}, Files: []string{filepath.Join(root, "b.txt"), filepath.Join(root, "later.txt")}}
	seen := map[string]string{}
	check := func(change string) {
		t.Helper()
		f, err := newFiles("")
		require.NoError(t, err)
		name, err := c.sum("dir", in, f)
		require.NoError(t, err)
		again, err := c.sum("dir", in, f)
		require.NoError(t, err)
		assert.Equal(t, name, again, "nothing has changed")
		assert.Empty(t, seen[name], "after %s", change)
		seen[name] = change
	}
	check("the beginning")
	write(t, filepath.Join(root, "a", "a.go"), "package b\n")
	check("an edit")
	write(t, filepath.Join(root, "a", "new.go"), "package b\n")
	check("a new file")
	write(t, filepath.Join(root, "later.txt"), "")
	check("an empty file where there was none")
	write(t, filepath.Join(c.home, "internal", "sim", "sim.go"), "package sim\n")
	check("another explorer")
	c.environment = "go2"
	check("another toolchain")
}

func TestBrokenEntriesAreNotBelieved(t *testing.T) {
	c := &cache{root: t.TempDir()}
	write(t, filepath.Join(c.childDir("x"), "child.json"), "{")
	_, ok := c.find("x")
	assert.False(t, ok)
	write(t, filepath.Join(c.childDir("x"), "child.json"), "{}")
	_, ok = c.find("x")
	assert.False(t, ok, "the binary is missing")
	write(t, filepath.Join(c.root, "list", "k"), "no newline")
	_, _, ok = c.answer("k")
	assert.False(t, ok)
}
