package build

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"go/token"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"racelab/internal/rewrite"
)

func childFile() string {
	if runtime.GOOS == "windows" {
		return "child.exe"
	}
	return "child"
}

// find returns the child that was built from the present sources, if there is one.
func (c *cache) find(sum string) (*Child, bool) { return childIn(c.childDir(sum)) }

// childIn reads what is kept of a child and marks it as used just now.
func childIn(folder string) (*Child, bool) {
	text, err := os.ReadFile(filepath.Join(folder, "child.json"))
	found := &Child{Folder: folder}
	if err != nil || json.Unmarshal(text, found) != nil {
		return nil, false
	}
	found.Exe = cmp.Or(found.Exe, filepath.Join(folder, childFile()))
	if !exists(found.Exe) {
		return nil, false
	}
	found.Used()
	return found, true
}

// Built is the child that Package has built with an overlay, or none, and keeps in
// folder, without a look at whether anything has changed since.
func Built(folder, overlay string) (*Child, error) {
	found, ok := childIn(folder)
	if !ok {
		return nil, &Error{What: "there is no built program in " + folder, Hint: "run this again, and it is built anew"}
	}
	var err error
	found.files, err = newFiles(overlay)
	return found, err
}

// build makes the child from what l has loaded and keeps it under sum.
func (l *loader) build(sum string) (*Child, error) {
	work, err := os.MkdirTemp(filepath.Join(l.cache.root, "child"), ".tmp-*")
	if err != nil {
		return nil, &Error{What: "cannot make room for the child", Err: err, Hint: "set XDG_CACHE_HOME to a folder that you may write to"}
	}
	defer os.RemoveAll(work)
	sites, err := l.make(work)
	if err != nil {
		return nil, err
	}
	made := l.made(sites)
	if err = made.write(work); err == nil {
		err = moveInto(work, l.cache.childDir(sum))
	}
	if err != nil {
		return nil, &Error{What: "cannot keep the child", Err: err, Hint: "make room in " + l.cache.root}
	}
	l.cache.prune()
	return made, nil
}

// write writes down what is known of the child.
func (c *Child) write(folder string) error {
	text, err := json.Marshal(c)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "child.json"), text, 0o644)
}

// make rewrites all packages and compiles the child in work. A program may use
// the standard library in a way that its twins cannot take part in: hand a type
// of theirs to a package that is not rewritten. It is then explored without them.
func (l *loader) make(work string) ([]rewrite.Site, error) {
	sites, err := l.instrumented(work)
	var failure *goFailure
	if errors.As(err, &failure) && len(l.twinned) > 0 {
		l.goWithoutTwins()
		sites, err = l.instrumented(work)
	}
	if errors.As(err, &failure) {
		return nil, l.go_.blame(l.ctx, l.whyNot(failure))
	}
	return sites, err
}

// whyNot says why a package that is right does not compile as it was rewritten.
func (l *loader) whyNot(failure *goFailure) *Error {
	if lacking := l.lacking(l.cache.home); len(lacking) > 0 {
		return &Error{What: "the explorer's models lack something that the program uses",
			Detail: strings.Join(lacking, "\n"),
			Hint:   "it is newer than the models; leave it out of what is explored, or run these tests with `go test -race`"}
	}
	return misbuilt(failure.output)
}

func (l *loader) instrumented(work string) ([]rewrite.Site, error) {
	sim := newSimulator(l.cache.home, l.goroot(), l.mod, l.twinned)
	overlay, sites, err := instrument(l, sim, work)
	if err != nil {
		return nil, err
	}
	return sites, l.compile(sim, overlay, filepath.Join(work, childFile()), ".")
}

// compile makes the test binary of a package in l's folder or below it. It fails
// with a *goFailure if the source is not right.
func (l *loader) compile(sim simulator, overlay, exe, pkg string, flags ...string) error {
	done := l.go_.announce()
	defer done()
	l.go_.temp = filepath.Dir(exe) // so that a cancelled build leaves nothing behind
	// -s -w: the link is most of the wait. -vet would look at the rewritten source.
	// -checklinkname=0: twins use functions of their originals that are not written in Go, and
	// who takes one of the run-time by its name gets one of the simulator's.
	words := slices.Concat([]string{"-c", "-vet=off", "-ldflags=-s -w -checklinkname=0"}, sim.profiled(), flags)
	_, err := l.go_.run(l.ctx, "test", append(words, "-overlay="+overlay, "-o", exe, pkg)...)
	if err == nil && !exists(exe) {
		return errNoTests(l.cfg.Dir)
	}
	return err
}

func errNoTests(dir string) error {
	return &Error{What: dir + " has no tests", Hint: "write a func TestX(t *testing.T) in a file that ends in _test.go"}
}

// goroot is where package runtime lies, which every program has. Not every standard package
// will do: of those that Go has copied (vendor/golang.org/x/…) the go command says the module's
// own folder, if go.mod names that module too.
func (l *loader) goroot() string {
	if p := l.listed["runtime"]; p != nil {
		return p.Root
	}
	return ""
}

// inputs says what the child was made of.
func (l *loader) inputs() inputs {
	in := inputs{Files: l.mod.settings(), Dirs: append(localDirs(l.listed), l.dirs()...), Embeds: l.embeds}
	slices.Sort(in.Dirs)
	in.Dirs = slices.Compact(in.Dirs)
	return in
}

// Package builds the package in cfg.Dir for exploring, or finds it in the cache
// if nothing has changed since. The error is a *SourceError if the package does
// not compile, ctx.Err() if ctx ended, and else an *Error that says what to do.
func Package(ctx context.Context, cfg Config) (*Child, error) {
	l, err := newLoader(ctx, cfg)
	if err != nil {
		return nil, err
	}
	if found, err := l.find(); found != nil || err != nil {
		return found, err
	}
	if err := l.load(); err != nil {
		return nil, err
	}
	if len(l.tests()) == 0 {
		return nil, errNoTests(l.cfg.Dir)
	}
	in := l.inputs()
	name, err := l.cache.sum(l.cfg.Dir, in, l.files)
	if err != nil {
		return nil, err
	}
	made, ok := l.cache.find(name)
	if !ok {
		if made, err = l.build(name); err != nil {
			return nil, err
		}
	}
	l.cache.keepInputs(l.key(), in)
	return l.child(made, name), nil
}

// Find is what Package has built of the present sources, nil if that is nothing.
func Find(ctx context.Context, cfg Config) (*Child, error) {
	l, err := newLoader(ctx, cfg)
	if err != nil {
		return nil, err
	}
	return l.find()
}

func (l *loader) find() (*Child, error) {
	in, ok := l.cache.inputs(l.key())
	if !ok {
		return nil, nil
	}
	name, err := l.cache.sum(l.cfg.Dir, in, l.files)
	if err != nil {
		return nil, err
	}
	if found, ok := l.cache.find(name); ok {
		return l.child(found, name), nil
	}
	return nil, nil
}

// key is what the inputs of the child are kept under.
func (l *loader) key() string {
	return sum(append([]string{l.cache.environment, l.cfg.Dir, l.cache.home}, l.files.replaced()...))
}

func (l *loader) child(c *Child, sum string) *Child {
	c.Folder = l.cache.childDir(sum)
	c.Exe, c.files = filepath.Join(c.Folder, childFile()), l.files
	return c
}

func newLoader(ctx context.Context, cfg Config) (*loader, error) {
	dir, err := filepath.Abs(cfg.Dir)
	if err == nil {
		// The go command takes an overlay's paths literally: behind a link the
		// package would be built as it is, and run under one schedule.
		dir, err = filepath.EvalSymlinks(dir)
	}
	if err != nil {
		return nil, &Error{What: "cannot find the package", Err: err, Hint: "name the folder of a Go package"}
	}
	if len(cfg.Tags) == 0 {
		cfg.Tags = TagsIn(os.Getenv("GOFLAGS"))
	}
	l := &loader{ctx: ctx, fset: token.NewFileSet(), shelf: shelf{}}
	if l.go_, err = newGoTool(ctx, dir, cfg); err != nil {
		return nil, err
	}
	if dir, err = l.go_.writable(ctx, cmp.Or(cfg.Cache, defaultCache())); err != nil {
		return nil, err
	}
	cfg.Dir = dir
	l.cfg = cfg
	if l.mod, err = moduleOf(dir); err != nil {
		return nil, err
	}
	home, err := findHome(cfg.Home, l.mod)
	if err != nil {
		return nil, err
	}
	if rel, ok := strings.CutPrefix(l.mod.importPath(dir)+"/", homeModule+"/internal/"); ok && l.mod.isHome() && !strings.Contains(rel, "/testdata/") {
		if part, _, _ := strings.Cut(rel, "/"); slices.Contains(machinery, part) {
			return nil, &Error{What: "the explorer cannot explore itself", Hint: "test it with `go test -race`"}
		}
	}
	if l.files, err = newFiles(cfg.Overlay); err != nil {
		return nil, err
	}
	l.cache, err = newCache(cfg.Cache, l.go_, home)
	return l, err
}
