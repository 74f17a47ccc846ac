// Package pairs writes the tests that hardly anybody writes: for each exported type
// of a package, any two of its methods at once on one value.
package pairs

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// loaded is a package, type-checked.
type loaded struct {
	pkg   *types.Package
	files []*ast.File
	info  types.Info
}

// Settled returns the folder of a package as an overlay must call it, for its paths are
// taken literally. In Go's module cache the go command takes no overlay.
func Settled(dir string) (string, error) {
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return "", err
	}
	cmd := exec.Command("go", "env", "GOMODCACHE")
	cmd.Dir = dir
	answer, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("cannot ask the go command where its module cache is: %w", err)
	}
	cache, err := filepath.EvalSymlinks(strings.TrimSpace(string(answer)))
	if err == nil && strings.HasPrefix(dir, cache+string(filepath.Separator)) {
		return "", fmt.Errorf("%s lies in Go's module cache, where no test can be laid beside it\nhint: copy the module to another folder, and make the copy writable", dir)
	}
	return dir, nil
}

// load type-checks the package in a folder against what it imports, as the go
// command compiled that.
func load(dir string, tags []string) (*loaded, error) {
	args := []string{"list", "-export", "-deps", "-json=ImportPath,Dir,Export,GoFiles,CgoFiles,DepOnly"}
	if len(tags) > 0 {
		args = append(args, "-tags="+strings.Join(tags, ","))
	}
	cmd := exec.Command("go", append(args, ".")...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "PWD="+dir)
	var problems bytes.Buffer
	cmd.Stderr = &problems
	answer, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("the package does not compile: %s\nhint: try `go build` in %s", strings.TrimSpace(problems.String()), dir)
	}
	exports := map[string]string{}
	var own struct {
		ImportPath, Dir, Export string
		GoFiles, CgoFiles       []string
		DepOnly                 bool
	}
	for d := json.NewDecoder(bytes.NewReader(answer)); ; {
		p := own
		p.GoFiles, p.CgoFiles, p.Export, p.DepOnly = nil, nil, "", false
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, fmt.Errorf("cannot understand `go list`: %w", err)
		}
		exports[p.ImportPath] = p.Export
		own = p // the last one is the package itself
	}
	return check(own.ImportPath, own.Dir, slices.Concat(own.GoFiles, own.CgoFiles), len(own.CgoFiles) > 0, exports)
}

// check type-checks a package that the compiler has accepted; in one with C code not all
// types are known.
func check(path, dir string, names []string, cgo bool, exports map[string]string) (*loaded, error) {
	fset := token.NewFileSet()
	l := &loaded{info: types.Info{Uses: map[*ast.Ident]types.Object{}, Types: map[ast.Expr]types.TypeAndValue{}}}
	for _, name := range names {
		file, err := parser.ParseFile(fset, filepath.Join(dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		l.files = append(l.files, file)
	}
	cfg := types.Config{FakeImportC: cgo, Importer: importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) {
		if exports[path] == "" {
			return nil, fmt.Errorf("no export data for %s", path)
		}
		return os.Open(exports[path])
	})}
	if cgo {
		cfg.Error = func(error) {}
	}
	var err error
	if l.pkg, err = cfg.Check(path, fset, l.files, &l.info); err != nil && !cgo {
		return nil, err
	}
	return l, nil
}
