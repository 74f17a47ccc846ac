package build

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"racelab/internal/rewrite"
	"racelab/internal/sim/std"
)

// An instrumenter rewrites packages and lays their new text where an overlay
// can point to it.
type instrumenter struct {
	l       *loader
	sim     simulator
	dir     string // receives the new text
	replace map[string]string
	sites   []rewrite.Site
}

// instrument rewrites all that l has loaded and returns the overlay's file.
func instrument(l *loader, sim simulator, dir string) (overlay string, sites []rewrite.Site, err error) {
	w := &instrumenter{l: l, sim: sim, dir: dir, replace: map[string]string{}}
	for from, to := range l.files.overlay {
		w.replace[from] = to
	}
	for _, p := range l.pkgs {
		if l.ctx.Err() != nil {
			return "", nil, l.ctx.Err()
		}
		if err := w.rewrite(p); err != nil {
			return "", nil, err
		}
	}
	if err := w.addOthers(); err != nil {
		return "", nil, err
	}
	overlay, err = w.overlay()
	return overlay, w.sites, err
}

// addOthers enters what the program needs beside its own packages.
func (w *instrumenter) addOthers() error {
	if w.l.lean != nil {
		maps.Copy(w.replace, w.l.lean.overlay())
	}
	if err := w.addTwins(); err != nil {
		return err
	}
	if err := w.hookReflect(); err != nil {
		return err
	}
	if err := w.fixHashes(); err != nil {
		return err
	}
	return w.sim.overlay(w.l.files, w.add)
}

// overlay writes down what stands for what.
func (w *instrumenter) overlay() (string, error) {
	file := filepath.Join(w.dir, "overlay.json")
	return file, noRoom(Overlay(w.replace).Write(file))
}

func (w *instrumenter) rewrite(p *pkg) error {
	texts, err := w.rewritten(p, false)
	if err != nil {
		return err
	}
	for name, text := range texts {
		if p.copied != "" {
			name = filepath.Join(w.l.mod.root, copiesDir, filepath.FromSlash(p.path), filepath.Base(name))
		} else if !filepath.IsAbs(name) {
			name = filepath.Join(p.dir, name)
		}
		if err := w.add(name, text); err != nil {
			return err
		}
	}
	return nil
}

// rewritten is the new text of p, which may be one of several versions.
func (w *instrumenter) rewritten(p *pkg, version bool) (map[string][]byte, error) {
	within := ""
	if p.copied != "" {
		within = w.l.mod.goVersion
	}
	cfg := rewrite.Config{
		Within:       within,
		SimPath:      w.sim.path(),
		Redirect:     w.redirects(),
		FirstSite:    len(w.sites),
		Quiet:        p.copied != "",
		Instrumented: func(path string) bool { return isOwn(path, w.l.pkgs) || w.l.isTwin(path) },
		MoreTests:    w.l.secondTests(p),
		TicksFirst:   w.l.ticksFirst(),
		Version:      version,
	}
	sources := map[string][]byte{}
	for _, name := range p.files {
		sources[name], _ = w.l.files.read(name) // in memory since it was parsed
	}
	texts, sites, err := rewrite.Package(cfg, w.l.fset, p.syntax, sources, p.info, p.types)
	if err != nil {
		return nil, fmt.Errorf("cannot explore %s: %w", p.path, err)
	}
	w.sites = append(w.sites, sites...)
	return texts, nil
}

// Face is a folder in the module under test. A test that is made for a module which
// cannot import package explore imports what an overlay puts there.
const Face = "racelab_explore"

// redirects says which imports lead elsewhere, beside those of the simulator's
// standard library.
func (w *instrumenter) redirects() map[string]string {
	to := map[string]string{}
	for _, path := range std.Beside() {
		to[path] = w.sim.place(w.sim.path() + "/std/" + std.Of(path))
	}
	to[w.l.mod.path+"/"+Face] = w.sim.place(w.sim.path() + "/std/" + std.Of(homeModule+"/internal/explore"))
	for _, p := range w.l.pkgs {
		if p.copied != "" {
			to[p.path] = p.copied
		}
	}
	if c := w.l.lean; c != nil {
		to[assertPath] = c.place(assertPath)
	}
	for _, t := range w.l.twinned {
		if !std.IsModel(t.path) {
			to[t.path] = twinPath(t.path)
		}
	}
	return to
}

// add makes the go command see text at name.
func (w *instrumenter) add(name string, text []byte) error {
	file := filepath.Join(w.dir, fmt.Sprintf("%03d_%s", len(w.replace), filepath.Base(name)))
	w.replace[name] = file
	return w.write(file, text)
}

func (w *instrumenter) write(name string, text []byte) error {
	return noRoom(os.WriteFile(name, text, 0o644))
}

// noRoom says what to do where the explorer's program cannot be written.
func noRoom(err error) error {
	if err == nil {
		return nil
	}
	return &Error{What: "cannot write the rewritten source", Err: err, Hint: "make room in the folder that XDG_CACHE_HOME or HOME names"}
}

// secondTests reports whether p has external tests beside test files of the package itself: the go
// command lets only one of the two packages have the TestMain.
func (l *loader) secondTests(p *pkg) bool {
	return p.external() && slices.ContainsFunc(l.pkgs, func(q *pkg) bool {
		return q.path == p.tested() && slices.ContainsFunc(q.files, func(name string) bool { return strings.HasSuffix(name, "_test.go") })
	})
}

// external reports whether p holds the external tests of another package.
func (p *pkg) external() bool {
	return len(p.files) > 0 && strings.HasSuffix(p.syntax[0].Name.Name, "_test") && strings.HasSuffix(p.path, "_test")
}

func (p *pkg) tested() string { return strings.TrimSuffix(p.path, "_test") }

// runnables lists what go test would run of p, in the order of the source.
func (p *pkg) runnables() []rewrite.Runnable {
	var all []rewrite.Runnable
	for i, file := range p.syntax {
		if strings.HasSuffix(p.files[i], "_test.go") {
			all = append(all, rewrite.Runnables(file)...)
		}
	}
	return all
}
