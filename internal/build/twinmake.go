package build

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"

	"racelab/internal/rewrite"
	"racelab/internal/sim/std"
)

// A twin's new text is the same in every program, so it is kept in the cache:
//
//	twins/SUM/       the rewritten files of one twin

// addTwins rewrites the twins that are not in the cache and enters all of them
// in the overlay.
func (w *instrumenter) addTwins() error {
	shared, err := w.twinWords()
	if err != nil {
		return err
	}
	for _, t := range w.l.twinned {
		dir := filepath.Join(w.l.cache.root, "twins", sum(append(slices.Clone(shared), t.path)))
		if w.l.ctx.Err() != nil {
			return w.l.ctx.Err()
		}
		if !exists(dir) {
			if err := w.makeTwin(t, dir); err != nil {
				return err
			}
		}
		now := time.Now()
		_ = os.Chtimes(dir, now, now)
		for _, name := range t.files {
			w.replace[filepath.Join(w.l.goroot(), "src", filepath.FromSlash(twinPath(t.path)), name)] = filepath.Join(dir, name)
		}
	}
	return nil
}

// twinWords is everything beside its path that the text of a twin depends on.
func (w *instrumenter) twinWords() ([]string, error) {
	words := []string{w.l.cache.environment, w.l.goroot(), w.sim.path()}
	for _, part := range []string{"rewrite", "build"} {
		found, err := sourcesBelow(filepath.Join(w.l.cache.home, "internal", part))
		if err != nil {
			return nil, &Error{What: "cannot read the explorer's own sources", Err: err, Hint: "restore the checkout, for instance with `git checkout internal`"}
		}
		for _, name := range found {
			text, err := w.l.files.read(name)
			if err != nil {
				return nil, &Error{What: "cannot read the explorer's own sources", Err: err, Hint: "restore the checkout, for instance with `git checkout internal`"}
			}
			words = append(words, name, string(text))
		}
	}
	return []string{sum(words)}, nil
}

// makeTwin writes the rewritten files of t to dir.
func (w *instrumenter) makeTwin(t *twin, dir string) error {
	texts, err := w.l.rewriteTwin(t, w.sim.path())
	if err != nil {
		return &Error{What: "cannot explore the package " + t.path + " of this Go release", Err: err,
			Hint: "this is a fault of the explorer; please report it with the output of `go version`"}
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return &Error{What: "cannot keep a rewritten package", Err: err, Hint: "make room in " + w.l.cache.root}
	}
	aside, err := os.MkdirTemp(filepath.Dir(dir), ".tmp-*")
	if err != nil {
		return &Error{What: "cannot keep a rewritten package", Err: err, Hint: "make room in " + w.l.cache.root}
	}
	defer os.RemoveAll(aside)
	for name, text := range texts {
		if err := w.write(filepath.Join(aside, filepath.Base(name)), text); err != nil {
			return err
		}
	}
	if err := moveInto(aside, dir); err != nil {
		return &Error{What: "cannot keep a rewritten package", Err: err, Hint: "make room in " + w.l.cache.root}
	}
	return nil
}

// rewriteTwin edits, checks and rewrites the source of one twin.
func (l *loader) rewriteTwin(t *twin, simPath string) (map[string][]byte, error) {
	fset := token.NewFileSet()
	files, sources, err := l.editedTwin(t, fset)
	if err != nil {
		return nil, err
	}
	info := newInfo()
	pkg, err := l.checkTwin(t, fset, files, info)
	if err != nil {
		return nil, err
	}
	texts, _, err := rewrite.Package(rewrite.Config{
		SimPath:      simPath,
		Redirect:     t.redirects(simPath),
		FirstSite:    firstSite(t.path),
		Quiet:        true,
		Library:      true,
		Instrumented: func(path string) bool { return path != t.path && hasTwin(path) && !std.IsModel(path) },
	}, fset, files, sources, info, pkg)
	return texts, err
}

// editedTwin parses the files of a twin as editTwin leaves them.
func (l *loader) editedTwin(t *twin, fset *token.FileSet) (files []*ast.File, sources map[string][]byte, err error) {
	sources = map[string][]byte{}
	for _, name := range t.files {
		full := filepath.Join(t.dir, name)
		text, err := []byte(loopback), error(nil)
		if name != loopbackFile {
			text, err = l.files.read(full)
		}
		if err == nil {
			text, err = editTwin(t.path, full, text)
		}
		if err != nil {
			return nil, nil, err
		}
		file, err := parser.ParseFile(fset, full, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return nil, nil, err
		}
		files, sources[full] = append(files, file), text
	}
	return files, sources, nil
}

// checkTwin finds out the types of a twin. What it imports it is checked against as
// that was compiled: a twin has the same interface.
func (l *loader) checkTwin(t *twin, fset *token.FileSet, files []*ast.File, info *types.Info) (*types.Package, error) {
	compiled := importerOf(fset, l.listed)
	var problems []string
	cfg := types.Config{
		GoVersion: languageOf(runtime.Version()),
		Sizes:     types.SizesFor("gc", runtime.GOARCH),
		Error:     func(err error) { problems = append(problems, err.Error()) },
		Importer: importFunc(func(path string) (*types.Package, error) {
			if to, ok := t.imports[path]; ok {
				path = to
			}
			return compiled.Import(path)
		}),
	}
	pkg, _ := cfg.Check(t.path, fset, files, info) // its error is the first of problems
	if len(problems) > 0 {
		return nil, fmt.Errorf("%s", strings.Join(problems[:min(len(problems), 10)], "\n"))
	}
	return pkg, nil
}

// redirects says where the imports of a twin lead, beside those that the
// rewriter knows.
func (t *twin) redirects(simPath string) map[string]string {
	to := map[string]string{}
	for written, path := range t.imports {
		if hasTwin(path) && !std.IsModel(path) {
			to[written] = twinPath(path)
		}
	}
	to[t.path] = t.path // the original
	to["sync"] = simPath + "/std/librarysync"
	if slices.Contains(caching, t.path) {
		to["sync"] = simPath + "/std/cachesync"
	}
	return to
}

// caching are the packages that keep only what they found out in a sync.Map.
var caching = []string{"encoding/binary", "encoding/json", "encoding/xml"}

// languageOf is the version of the language that a Go release speaks.
func languageOf(release string) string {
	if parts := strings.SplitN(release, ".", 3); strings.HasPrefix(release, "go1.") {
		return parts[0] + "." + parts[1]
	}
	return ""
}
