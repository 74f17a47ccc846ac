package build

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Keep keeps something that was found out about this very child, for as long as
// the child itself is kept. What is under the same name is replaced. Like all that
// is only kept for the next time, it may fail.
func (c *Child) Keep(name string, text []byte) { c.keep("kept", name, text) }

// Kept returns all that was kept, in no order that means anything.
func (c *Child) Kept() (all [][]byte) {
	entries, _ := os.ReadDir(c.beside("kept")) // most have none
	for _, e := range entries {
		if text, err := os.ReadFile(filepath.Join(c.beside("kept"), e.Name())); err == nil {
			all = append(all, text)
		}
	}
	return all
}

// An answer is what the child said when it was asked a question in the presence of
// some files and variables that its tests may read.

// KeepAnswer keeps what the child answered, as Keep does.
func (c *Child) KeepAnswer(question string, answer []byte) {
	if world, ok := c.world(); ok {
		c.keep("answers", question+world, answer)
	}
}

// Answer returns what the child answered to the same question in the same world.
func (c *Child) Answer(question string) (answer []byte, ok bool) {
	world, ok := c.world()
	if !ok {
		return nil, false
	}
	answer, err := os.ReadFile(filepath.Join(c.beside("answers"), sum([]string{question + world})))
	return answer, err == nil
}

func (c *Child) keep(folder, name string, text []byte) {
	if os.MkdirAll(c.beside(folder), 0o755) == nil {
		_ = writeAside(filepath.Join(c.beside(folder), sum([]string{name})), text)
	}
}

func (c *Child) beside(folder string) string { return filepath.Join(c.Folder, folder) }

// mostFiles is how many files a test may read before nothing is kept of it, and
// mostBytes how large they may be.
const (
	mostFiles = 2_000
	mostBytes = 32 << 20
)

// world stands for what the tests may read and is not a part of them: the files
// that lie beside them or in testdata, and those variables of the environment
// which the sources name. ok is false if that is too much to look at.
func (c *Child) world() (text string, ok bool) {
	paths := filesOf(filepath.Join(c.Dir, "testdata"))
	entries, _ := os.ReadDir(c.Dir) // it was built from there
	for _, e := range entries {
		if e.Type().IsRegular() {
			paths = append(paths, filepath.Join(c.Dir, e.Name()))
		}
	}
	if !fewBytes(paths) {
		return "", false
	}
	f, err := newFiles("")
	if err != nil {
		return "", false
	}
	return sumFiles(c.variables(), f, paths), true
}

func fewBytes(paths []string) bool {
	var size int64
	for _, path := range paths {
		if info, err := os.Stat(path); err == nil {
			size += info.Size()
		}
	}
	return len(paths) <= mostFiles && size <= mostBytes
}

// variables are those of the environment that stand as a string in some source.
func (c *Child) variables() (used []string) {
	var sources [][]byte
	for _, dir := range c.Dirs {
		paths, _ := filepath.Glob(filepath.Join(dir, "*.go"))
		for _, path := range paths {
			if text, err := os.ReadFile(path); err == nil {
				sources = append(sources, text)
			}
		}
	}
	for _, kv := range os.Environ() {
		name, _, _ := strings.Cut(kv, "=")
		quoted := []byte(`"` + name + `"`)
		if slices.ContainsFunc(sources, func(text []byte) bool { return bytes.Contains(text, quoted) }) {
			used = append(used, kv)
		}
	}
	slices.Sort(used)
	return used
}

// filesOf lists the files that a pattern matches, and all below the folders that it
// matches, up to one more than may be looked at.
func filesOf(pattern string) (all []string) {
	matches, _ := filepath.Glob(pattern) // the compiler complains of a bad one
	for _, match := range matches {
		_ = filepath.WalkDir(match, func(path string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return nil // it cannot be read by a test, either
			case len(all) > mostFiles:
				return fs.SkipAll
			case d.Type().IsRegular():
				all = append(all, path)
			}
			return nil
		})
	}
	return all
}
