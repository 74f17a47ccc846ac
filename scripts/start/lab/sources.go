package main

import (
	"hash/fnv"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
)

// isCourse reports whether text is a go.mod of module racelab.
func isCourse(text string) bool {
	for line := range strings.Lines(text) {
		if words := strings.Fields(line); len(words) >= 2 && words[0] == "module" {
			return strings.Trim(words[1], `"`) == "racelab"
		}
	}
	return false
}

// mark is a short name for text.
func mark(text string) string {
	h := fnv.New64a()
	h.Write([]byte(text))
	return strconv.FormatUint(h.Sum64(), 36)
}

// sources is a short name for what the command is made of: the version of Go,
// and the size and date of each file that could be part of it.
func sources(root string) string {
	text := []string{runtime.Version(), runtime.GOOS, runtime.GOARCH, os.Getenv("GOFLAGS")}
	for _, part := range []string{"go.mod", "go.sum", "internal", filepath.Join("scripts", "lab")} {
		// What cannot be read the go command will complain of.
		_ = filepath.WalkDir(filepath.Join(root, part), func(path string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return nil
			case d.IsDir() && d.Name() == "testdata":
				return filepath.SkipDir
			case d.IsDir() || strings.HasSuffix(path, "_test.go"):
				return nil
			}
			if info, err := d.Info(); err == nil {
				text = append(text, path, strconv.FormatInt(info.Size(), 36), strconv.FormatInt(info.ModTime().UnixNano(), 36))
			}
			return nil
		})
	}
	return mark(strings.Join(text, "\n"))
}
