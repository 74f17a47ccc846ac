package build

import (
	"context"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Testify's assert has some functions that look into what an HTTP handler or a text in YAML
// says. For these it brings net/http and a YAML reader along: a fifth of what it takes to
// link a program, and a quarter of a newcomer's first minute. Tests of this module that use
// none of them get a copy of assert without them, made once and kept in the cache:
//
//	lean/SUM/        its files, and lean.json
//
// What is left is testify's own text, line for line.

const assertPath = "github.com/stretchr/testify/assert"

// heavy are the packages that the copy does without.
var heavy = []string{"net/http", "net/http/httptest", "net/url", assertPath + "/yaml", "gopkg.in/yaml.v3"}

// A lean is such a copy.
type lean struct {
	Packages []leanPackage // assert, and packages of testify that nobody else may import
	Without  []string      // the names of what it does without; none if there is no copy to be had
	dir      string
	mod      module
}

type leanPackage struct {
	Path    string
	Dir     string // where the original is
	Files   []string
	Imports []string
}

// Lean makes tests in the folder dir that use testify's assert use the lean copy, if that
// has what they need. It returns their new text, in which no line moves, and what an
// overlay must add for them.
func Lean(ctx context.Context, dir string, tests []byte) (text []byte, overlay map[string]string, err error) {
	file, err := parser.ParseFile(token.NewFileSet(), "", tests, parser.SkipObjectResolution)
	if err != nil || !slices.Contains(importsOf(file), assertPath) {
		return tests, nil, nil // if it is not right, the compiler says so
	}
	l, err := newLoader(ctx, Config{Dir: dir})
	if err != nil {
		return nil, nil, err
	}
	if err := l.findLean([]*pkg{{imports: importsOf(file), syntax: []*ast.File{file}}}); err != nil || l.lean == nil {
		return tests, nil, err
	}
	text, err = redirect(tests, l.lean.place)
	return text, l.lean.overlay(), err
}

// findLean makes or finds the copy for the packages under test, if they can do with it.
func (l *loader) findLean(own []*pkg) error {
	uses := slices.ContainsFunc(own, func(p *pkg) bool { return slices.Contains(p.imports, assertPath) })
	if !uses || !l.mod.isHome() {
		return nil
	}
	c, err := l.leanCopy()
	if err != nil || len(c.Without) == 0 {
		return err
	}
	for _, p := range own {
		if slices.ContainsFunc(p.imports, func(path string) bool { return path != assertPath && under(path, "github.com/stretchr/testify") }) {
			return nil // those have assert as it is
		}
		if slices.ContainsFunc(p.syntax, c.lacks) {
			return nil
		}
	}
	l.lean = c
	return nil
}

// lacks reports whether a file names something that the copy does without.
func (c *lean) lacks(file *ast.File) (lacks bool) {
	ast.Inspect(file, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		lacks = lacks || ok && slices.Contains(c.Without, id.Name)
		return !lacks
	})
	return lacks
}

// place is where the program finds a package of testify.
func (c *lean) place(importPath string) string {
	if slices.ContainsFunc(c.Packages, func(p leanPackage) bool { return p.Path == importPath }) {
		return path.Join(c.mod.path, copiesDir, importPath)
	}
	return importPath
}

// overlay says where the files of the copy are.
func (c *lean) overlay() map[string]string {
	files := map[string]string{}
	for _, p := range c.Packages {
		for _, name := range p.Files {
			files[filepath.Join(c.mod.root, copiesDir, filepath.FromSlash(p.Path), name)] = filepath.Join(c.dir, filepath.FromSlash(p.Path), name)
		}
	}
	return files
}

// imports are what the copy needs of others.
func (c *lean) imports() (paths []string) {
	for _, p := range c.Packages {
		for _, path := range p.Imports {
			if c.place(path) == path {
				paths = append(paths, path)
			}
		}
	}
	return paths
}

// check finds out what the copy exports; importing gives what it imports.
func (c *lean) check(importing func(path string) (*types.Package, error)) (map[string]*types.Package, error) {
	checked := map[string]*types.Package{}
	for _, p := range c.Packages {
		fset := token.NewFileSet()
		var files []*ast.File
		for _, name := range p.Files {
			file, err := parser.ParseFile(fset, filepath.Join(c.dir, filepath.FromSlash(p.Path), name), nil, parser.SkipObjectResolution)
			if err != nil {
				return nil, err
			}
			files = append(files, file)
		}
		cfg := types.Config{IgnoreFuncBodies: true, Sizes: types.SizesFor("gc", runtime.GOARCH), Importer: importFunc(func(path string) (*types.Package, error) {
			path = strings.TrimPrefix(path, c.mod.path+"/"+copiesDir+"/")
			if found, ok := checked[path]; ok {
				return found, nil
			}
			return importing(path)
		})}
		pkg, err := cfg.Check(p.Path, fset, files, nil)
		if err != nil {
			return nil, err
		}
		checked[p.Path] = pkg
	}
	return checked, nil
}

// making keeps two of one process from making the same copy.
var making sync.Mutex

// leanCopy makes the copy, or finds it.
func (l *loader) leanCopy() (*lean, error) {
	making.Lock()
	defer making.Unlock()
	makers, err := sourcesBelow(filepath.Join(l.cache.home, "internal", "build"))
	if err != nil {
		return nil, &Error{What: "cannot read the explorer's own sources", Err: err, Hint: "restore the checkout, for instance with `git checkout internal`"}
	}
	key := sumFiles([]string{l.cache.environment, l.mod.root}, l.files, append(makers, l.mod.settings()...))
	c := &lean{dir: filepath.Join(l.cache.root, "lean", key), mod: l.mod}
	text, err := os.ReadFile(filepath.Join(c.dir, "lean.json"))
	if err == nil && json.Unmarshal(text, c) == nil {
		return c, nil
	}
	return c, l.makeLean(c)
}

// makeLean makes the copy. If that cannot be done as testify is today, an empty one is
// kept.
func (l *loader) makeLean(c *lean) error {
	keep := &Error{What: "cannot keep a package without what is not needed of it", Hint: "make room in " + l.cache.root}
	keep.Err = os.MkdirAll(filepath.Dir(c.dir), 0o755)
	aside, err := os.MkdirTemp(filepath.Dir(c.dir), ".tmp-*")
	if keep.Err = errors.Join(keep.Err, err); keep.Err != nil {
		return keep
	}
	defer os.RemoveAll(aside)
	to := c.dir
	c.dir = aside
	if err := l.strip(c); err != nil {
		if l.ctx.Err() != nil {
			return l.ctx.Err()
		}
		c.Packages, c.Without = nil, nil
	}
	text, err := json.Marshal(c)
	if err == nil {
		err = os.WriteFile(filepath.Join(aside, "lean.json"), text, 0o644)
	}
	if err == nil {
		err = moveInto(aside, to)
	}
	if c.dir = to; err != nil {
		keep.Err = err
		return keep
	}
	return nil
}

func importsOf(file *ast.File) (paths []string) {
	for _, spec := range file.Imports {
		if path, err := strconv.Unquote(spec.Path.Value); err == nil {
			paths = append(paths, path)
		}
	}
	return paths
}
