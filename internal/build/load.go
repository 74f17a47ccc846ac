package build

import (
	"context"
	"errors"
	"go/ast"
	"go/build"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"
)

// A pkg is a package that is going to be rewritten.
type pkg struct {
	path    string
	dir     string
	copied  string // the import path of the copy, for a package of another module
	files   []string
	imports []string
	version string // of the language, such as "go1.26"
	cgo     bool   // some files import "C"; what is theirs has no type here

	syntax []*ast.File
	types  *types.Package
	info   *types.Info
}

// A loader finds, parses and type-checks all that is rewritten.
type loader struct {
	ctx     context.Context
	cfg     Config
	mod     module
	go_     *goTool
	cache   *cache
	files   *files
	fset    *token.FileSet
	listed  map[string]*listed
	exports *exports // of what is listed
	shelf   shelf    // for several versions of one package
	pkgs    []*pkg   // in an order in which each comes after its imports
	twinned []*twin
	noTwins bool     // there should be some
	embeds  []string // patterns of files that packages embed
	lean    *lean    // what own packages get for testify's assert; nil for the original
}

// load fills pkgs. The error is a *SourceError if the learner's source is to
// blame.
func (l *loader) load() error {
	own, err := l.findOwn()
	if err != nil {
		return err
	}
	if err := l.parse(own); err != nil {
		return err
	}
	if err := l.findLean(own); err != nil {
		return err
	}
	if err = l.listOthers(own); err != nil {
		return err
	}
	var chosen []*pkg
	for _, p := range choose(l.listed, own, l.mod) {
		chosen = append(chosen, l.foreign(p))
	}
	if err := l.parse(chosen); err != nil {
		return err
	}
	all := append(own, chosen...)
	l.pkgs = inOrder(all)
	if l.twinned, err = l.twins(l.pkgs); err != nil {
		return err
	}
	if inModuleCache(l.goroot()) { // where nothing can be added
		l.goWithoutTwins()
	}
	return l.check()
}

// findOwn finds the package under test, its external tests, and what they
// reach in their own module.
func (l *loader) findOwn() ([]*pkg, error) {
	var own []*pkg
	var visit func(dir string, tests bool) error
	seen := map[string]bool{}
	visit = func(dir string, tests bool) error {
		if seen[dir] {
			return nil
		}
		seen[dir] = true
		found, err := l.scan(dir, tests)
		if err != nil {
			return err
		}
		own = append(own, found...)
		for _, p := range found {
			for _, path := range p.imports {
				if next, ok := l.rewritten(path); ok {
					if err := visit(next, false); err != nil {
						return err
					}
				}
			}
		}
		return nil
	}
	err := visit(l.cfg.Dir, true)
	return own, err
}

// rewritten returns the directory of a package that is rewritten in place.
func (l *loader) rewritten(path string) (string, bool) {
	if !l.mod.isHome() {
		if simulated(path) {
			return "", false
		}
	} else if part, ok := strings.CutPrefix(path, homeModule+"/internal/"); ok {
		head, rest, _ := strings.Cut(part, "/")
		if slices.Contains(machinery, head) && !strings.HasPrefix(rest, "testdata/") {
			return "", false
		}
	}
	dir, ok := l.mod.dirOf(path)
	return dir, ok && exists(dir)
}

// scan reads which files a directory's packages have.
func (l *loader) scan(dir string, tests bool) ([]*pkg, error) {
	c := build.Default
	c.BuildTags = append(slices.Clone(c.BuildTags), l.cfg.Tags...)
	c.OpenFile = func(path string) (io.ReadCloser, error) { return l.files.open(path) }
	c.ReadDir = l.files.readDir
	b, err := c.ImportDir(dir, 0)
	var none *build.NoGoError
	switch {
	case errors.As(err, &none):
		return nil, &Error{What: "no Go files in " + dir, Hint: "name the folder of a Go package"}
	case err != nil:
		return nil, l.go_.blame(l.ctx, &Error{What: "cannot read " + dir, Err: err, Hint: "make it readable"})
	}
	for _, pattern := range slices.Concat(b.EmbedPatterns, b.TestEmbedPatterns, b.XTestEmbedPatterns) {
		l.embeds = append(l.embeds, filepath.Join(dir, filepath.FromSlash(strings.TrimPrefix(pattern, "all:"))))
	}
	path := l.mod.importPath(dir)
	p := &pkg{path: path, dir: dir, version: l.mod.goVersion, cgo: len(b.CgoFiles) > 0,
		files: slices.Concat(b.GoFiles, b.CgoFiles), imports: b.Imports}
	if !tests {
		return []*pkg{p}, nil
	}
	p.files = append(p.files, b.TestGoFiles...)
	p.imports = append(p.imports, b.TestImports...)
	found := []*pkg{p}
	if len(b.XTestGoFiles) > 0 {
		found = append(found, &pkg{path: path + "_test", dir: dir, version: l.mod.goVersion,
			files: b.XTestGoFiles, imports: append(b.XTestImports, path)})
	}
	if len(p.files) == 0 {
		found = found[1:]
	}
	return found, nil
}

// listOthers asks for the export data of what own imports and is not of it.
func (l *loader) listOthers(own []*pkg) error {
	others := map[string]bool{}
	for _, p := range own {
		for _, path := range p.imports {
			if !isOwn(path, own) && path != "C" && path != "unsafe" {
				others[path] = true
			}
		}
	}
	if l.lean != nil {
		delete(others, assertPath)
		for _, path := range l.lean.imports() {
			others[path] = true
		}
	}
	if len(others) == 0 {
		others["sync"] = true // for GOROOT
	}
	paths := slices.Sorted(maps.Keys(others))
	words := slices.Concat([]string{l.cache.environment, l.cfg.Dir}, l.files.replaced(), paths)
	key := sumFiles(words, l.files, l.mod.settings())
	if l.exports = l.shelf[key]; l.exports == nil {
		list, err := l.go_.list(l.ctx, l.cache, l.files, key, paths)
		if err != nil {
			return err
		}
		l.exports = newExports(l.fset, list)
		l.shelf[key] = l.exports
	}
	l.listed = l.exports.listed
	return nil
}

func (l *loader) foreign(p *listed) *pkg {
	version := "go" + oldest
	if p.Module != nil && p.Module.GoVersion != "" {
		version = "go" + p.Module.GoVersion
	}
	return &pkg{path: p.ImportPath, dir: p.Dir, copied: l.mod.path + "/" + copiesDir + "/" + p.ImportPath,
		version: version, files: slices.Clone(p.GoFiles), imports: slices.Clone(p.Imports)}
}

func (l *loader) parse(all []*pkg) error {
	for _, p := range all {
		if err := l.parseOne(p); err != nil {
			return err
		}
	}
	return nil
}

func (l *loader) parseOne(p *pkg) error {
	for i, name := range p.files {
		full := filepath.Join(p.dir, name)
		p.files[i] = full
		text, err := l.files.read(full)
		if err != nil {
			return &Error{What: "cannot read the source", Err: err, Hint: "make it readable, or run again if it was being saved"}
		}
		file, err := parser.ParseFile(l.fset, full, text, parser.ParseComments|parser.SkipObjectResolution)
		if list, ok := err.(scanner.ErrorList); ok {
			return l.go_.blame(l.ctx, &SourceError{Output: list.Error()})
		}
		p.syntax = append(p.syntax, file)
	}
	return nil
}

// inOrder sorts packages so that each comes after those it imports.
func inOrder(all []*pkg) []*pkg {
	var sorted []*pkg
	done := map[*pkg]bool{}
	var visit func(p *pkg)
	visit = func(p *pkg) {
		if done[p] {
			return
		}
		done[p] = true
		for _, path := range p.imports {
			if i := slices.IndexFunc(all, func(q *pkg) bool { return q.path == path }); i >= 0 {
				visit(all[i])
			}
		}
		sorted = append(sorted, p)
	}
	for _, p := range all {
		visit(p)
	}
	return sorted
}
