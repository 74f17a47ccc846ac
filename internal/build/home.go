package build

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
)

// homeModule is the module that has the simulator.
const homeModule = "racelab"

// parts are the folders below internal that the child is made of, and
// machinery those whose change makes every cached child stale.
var (
	parts     = []string{"sim", "search", "diagnose", "child", "trace", "scenario", "brief"}
	machinery = append([]string{"rewrite", "build", "program", "explore", "render", "stage", "tell", "linear"}, parts...)
)

// A module is the main module of a build.
type module struct {
	root, path string
	goVersion  string // of the language, such as "go1.26.0"
}

var (
	moduleLine = regexp.MustCompile(`(?m)^module\s+"?([^\s"]+)"?`)
	goLine     = regexp.MustCompile(`(?m)^go\s+(\d\S*)`)
)

// moduleOf finds the module that dir belongs to.
func moduleOf(dir string) (module, error) {
	for at := dir; ; at = filepath.Dir(at) {
		text, err := os.ReadFile(filepath.Join(at, "go.mod"))
		if m := moduleLine.FindSubmatch(text); err == nil && m != nil {
			found := module{root: at, path: string(m[1]), goVersion: "go" + oldest}
			if v := goLine.FindSubmatch(text); v != nil {
				found.goVersion = "go" + string(v[1])
			}
			return found, nil
		}
		if at == filepath.Dir(at) {
			return module{}, &Error{What: dir + " is not inside a Go module", Hint: "run `go mod init NAME` in it, and `go mod tidy` if it imports other modules"}
		}
	}
}

// InModule returns an error if dir is in no module.
func InModule(dir string) error {
	_, err := moduleOf(dir)
	return err
}

// importPath is the path under which dir is imported.
func (m module) importPath(dir string) string {
	rel, err := filepath.Rel(m.root, dir)
	if err != nil || rel == "." {
		return m.path
	}
	return path.Join(m.path, filepath.ToSlash(rel))
}

// dirOf is the directory of an import path, if it belongs to this module and
// not to one that is nested in it.
func (m module) dirOf(importPath string) (string, bool) {
	rel, ours := strings.CutPrefix(importPath+"/", m.path+"/")
	if !ours {
		return "", false
	}
	dir := filepath.Join(m.root, filepath.FromSlash(rel))
	for at := dir; at != m.root; at = filepath.Dir(at) {
		if exists(filepath.Join(at, "go.mod")) {
			return "", false
		}
	}
	return dir, true
}

// ImportPath is the path under which the package in dir is imported.
func ImportPath(dir string) (string, error) {
	m, err := moduleOf(dir)
	if err != nil {
		return "", err
	}
	return m.importPath(dir), nil
}

// FaceOf returns where Face is in the module that dir belongs to, and its import path.
func FaceOf(dir string) (folder, importPath string, err error) {
	m, err := moduleOf(dir)
	return filepath.Join(m.root, Face), m.path + "/" + Face, err
}

// settings are the files that choose the versions of other modules.
func (m module) settings() []string {
	files := []string{filepath.Join(m.root, "go.mod"), filepath.Join(m.root, "go.sum"), filepath.Join(m.root, "vendor", "modules.txt")}
	for at := m.root; ; at = filepath.Dir(at) {
		files = append(files, filepath.Join(at, "go.work"), filepath.Join(at, "go.work.sum"))
		if at == filepath.Dir(at) {
			return files
		}
	}
}

// isHome reports whether the module has the simulator itself.
func (m module) isHome() bool {
	return m.path == homeModule && exists(filepath.Join(m.root, "internal", "sim"))
}

// findHome looks for the simulator's sources: in the module under test, where the
// caller said, where this file was compiled, and around the current directory.
func findHome(said string, under module) (string, error) {
	if under.isHome() {
		return under.root, nil
	}
	places := []string{said}
	if _, file, _, ok := runtime.Caller(0); ok && filepath.IsAbs(file) { // not so with -trimpath
		places = append(places, filepath.Join(filepath.Dir(file), "..", ".."))
	}
	if cwd, err := os.Getwd(); err == nil {
		if m, err := moduleOf(cwd); err == nil {
			places = append(places, m.root)
		}
	}
	places = slices.DeleteFunc(places, func(dir string) bool { return dir == "" })
	for _, dir := range places {
		if m, err := moduleOf(dir); err == nil && m.root == filepath.Clean(dir) && m.isHome() {
			return m.root, nil
		}
	}
	return "", &Error{What: "the explorer's own sources were not found in " + strings.Join(places, ", "),
		Hint: "run this inside the course's checkout, whose go.mod says module racelab"}
}

// sourcesBelow lists the Go and assembly files of a tree, tests left out.
func sourcesBelow(dir string) ([]string, error) {
	var found []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && d.Name() == "testdata":
			return filepath.SkipDir
		case isSource(path):
			found = append(found, path)
		}
		return nil
	})
	return found, err
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// Below returns file as seen from dir, with slashes, if it lies there.
func Below(dir, file string) (string, bool) {
	if !filepath.IsAbs(file) {
		return "", false
	}
	rel, err := filepath.Rel(dir, file)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return "", false
	}
	return filepath.ToSlash(rel), true
}
