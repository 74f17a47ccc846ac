package shard

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Sources is a hash of what the go command builds and tests read in some folders:
// Go files and those of other languages beside them, go.mod, go.sum, go.work, and
// all in folders called testdata. Where the folders are does not count; hidden ones
// and other files, as what a scheduler logs, are left out.
func Sources(roots ...string) (string, error) {
	sum := sha256.New()
	for i, root := range roots {
		err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
			name := d.Name()
			switch {
			case err != nil:
				return err
			case d.IsDir() && file != root && (strings.HasPrefix(name, ".") || name == "node_modules"):
				return filepath.SkipDir
			case !d.Type().IsRegular():
				return nil
			}
			rel, err := filepath.Rel(root, file)
			if err != nil || !isSource(filepath.ToSlash(rel)) {
				return err
			}
			return addFile(sum, fmt.Sprintf("%d %s", i, filepath.ToSlash(rel)), file)
		})
		if err != nil {
			return "", fmt.Errorf("cannot read the sources: %w; make them readable, for shards are compared by them", err)
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

func isSource(rel string) bool {
	switch filepath.Ext(rel) {
	case ".go", ".s", ".S", ".c", ".h", ".cc", ".cpp", ".syso":
		return true
	}
	parts := strings.Split(rel, "/")
	return slices.Contains([]string{"go.mod", "go.sum", "go.work"}, parts[len(parts)-1]) || slices.Contains(parts[:len(parts)-1], "testdata")
}

func addFile(sum io.Writer, name, file string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err == nil {
		_, err = fmt.Fprintf(sum, "%s %d\n", name, info.Size())
	}
	if err == nil {
		_, err = io.Copy(sum, f)
	}
	return err
}

// Module is the folder of the module that a folder belongs to, or that folder.
func Module(dir string) string {
	for at := dir; ; at = filepath.Dir(at) {
		if info, err := os.Stat(filepath.Join(at, "go.mod")); err == nil && info.Mode().IsRegular() {
			return at
		}
		if at == filepath.Dir(at) {
			return dir
		}
	}
}
