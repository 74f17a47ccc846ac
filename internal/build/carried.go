package build

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
)

// Carried unpacks the explorer's sources, for a command that runs where there is no
// checkout, and returns a folder that serves as Config.Home. sources is what
// lies in the folder internal. The folder is in the cache below root, or below the
// user's if root is empty, under a name that stands for the sources' text.
func Carried(sources fs.FS, root string) (home string, err error) {
	if root == "" {
		root = defaultCache()
	}
	texts, words := map[string][]byte{}, []string{}
	err = eachSource(sources, func(name string, text []byte) error {
		texts[name], words = text, append(words, name, string(text))
		return nil
	})
	for _, part := range machinery {
		if _, there := fs.Stat(sources, part); there != nil {
			return "", fmt.Errorf("the command does not carry internal/%s, which decides how a program is built", part)
		}
	}
	if err == nil {
		home = filepath.Join(root, "home", sum(words))
		err = unpack(texts, home)
	}
	if err != nil {
		return "", &Error{What: "cannot unpack the explorer's sources", Err: err, Hint: "set XDG_CACHE_HOME (or HOME) to a folder that you may write to"}
	}
	now := time.Now()
	_ = os.Chtimes(home, now, now) // it is in use
	return home, nil
}

// SameAs fails if the sources that a command carries are not those of the checkout in which it
// stands: a program would be rewritten by one version, and linked with another.
func SameAs(sources fs.FS, checkout string) error {
	return eachSource(sources, func(name string, text []byte) error {
		file := filepath.Join(checkout, "internal", filepath.FromSlash(name))
		if there, err := os.ReadFile(file); err != nil || bytes.Equal(there, text) {
			return nil
		}
		return &Error{What: "this command was built from another version of the race lab than the one around it: they differ in " + file,
			Hint: "say go tool lab here, or build the command anew: go build -o FILE ./scripts/lab"}
	})
}

// eachSource hands out the files that count.
func eachSource(sources fs.FS, use func(name string, text []byte) error) error {
	return fs.WalkDir(sources, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && d.Name() == "testdata":
			return fs.SkipDir
		case d.IsDir() || !isSource(name):
			return nil
		}
		text, err := fs.ReadFile(sources, name)
		if err != nil {
			return err
		}
		return use(name, text)
	})
}

// unpack writes a module with these files below its folder internal, unless it is
// there.
func unpack(texts map[string][]byte, home string) error {
	if exists(home) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(home), 0o755); err != nil {
		return err
	}
	aside, err := os.MkdirTemp(filepath.Dir(home), ".tmp-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(aside)
	files := map[string][]byte{"go.mod": []byte("module " + homeModule + "\n")}
	for name, text := range texts {
		files[path.Join("internal", name)] = text
	}
	for name, text := range files {
		file := filepath.Join(aside, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, text, 0o644); err != nil {
			return err
		}
	}
	return moveInto(aside, home)
}

// isSource reports whether a file is a part of the program, or says how it is compiled; tests
// are left out.
func isSource(name string) bool {
	return strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") || strings.HasSuffix(name, ".s") || strings.HasSuffix(name, ".pgo")
}
