package build

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// This file builds several versions of one package into one program: to link is most
// of what it takes to build one. Each version is a package of its own, in a folder
// that only the overlay has, below the one that it is a version of. A process begins
// one version and leaves the others alone, so it runs what a program of that version
// alone would run: the numbers of the places in it are the same, too.

// bankDir is the folder of the package that begins a version.
const bankDir = "zz_racelab_bank"

// A sibling is one of several versions.
type sibling struct {
	at   int // in the list that was asked for
	name string
	l    *loader
	pkg  *pkg // which is not the same in all versions; all others are
}

// A Version is one of several that were built together.
type Version struct {
	Child *Child // nil if it must be built alone
	Alone string // and why, in words for a reader; "" if the others are to blame
}

const doNotCompile = "as the explorer rewrites it, it does not compile with the others"

// Together builds the package in dir once for each of some overlays, of which those
// that can be are in one program. What it makes is in the folder work.
func Together(ctx context.Context, work, dir string, overlays []string) ([]Version, error) {
	made := make([]Version, len(overlays))
	groups := map[string][]sibling{}
	first, trouble := newLoader(ctx, Config{Dir: dir})
	for i, overlay := range overlays {
		l, err := first, trouble
		if err == nil {
			l, err = first.beside(overlay)
		}
		if err == nil {
			err = l.load()
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if made[i].Alone = l.whyAlone(err); made[i].Alone != "" {
			continue
		}
		key := l.company()
		groups[key] = append(groups[key], sibling{i, fmt.Sprintf("v%03d", i), l, l.own()[0]})
	}
	for n, key := range slices.Sorted(maps.Keys(groups)) {
		if len(groups[key]) == 1 {
			continue // in other company it might not be alone
		}
		err := buildTogether(filepath.Join(work, fmt.Sprint(n)), groups[key], made)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil { // whoever is to blame is told when it is built alone
			for _, v := range groups[key] {
				made[v.at] = Version{Alone: doNotCompile}
			}
		}
	}
	return made, nil
}

// beside is for another version of the package. What no version changes they share.
func (l *loader) beside(overlay string) (*loader, error) {
	files, err := newFiles(overlay)
	cfg := l.cfg
	cfg.Overlay = overlay
	return &loader{ctx: l.ctx, cfg: cfg, mod: l.mod, go_: l.go_.with(overlay), cache: l.cache, files: files, fset: l.fset, shelf: l.shelf}, err
}

// whyAlone says why a version that was loaded with err must be built alone, "" if it
// need not.
func (l *loader) whyAlone(err error) string {
	switch {
	case err != nil:
		return "the explorer cannot load it" // what is wrong is told when it is built alone
	case len(l.own()) != 1:
		return "it is more than one package"
	case l.noTwins:
		return "packages of the standard library that it uses are explored as they are"
	}
	return ""
}

// company stands for all that is in a program beside the package itself. Versions in
// which that is the same can be in one program, and find there what they find alone.
func (l *loader) company() string {
	words := []string{fmt.Sprint(l.reflects())}
	for _, p := range l.pkgs {
		if p.copied != "" {
			words = append(words, p.path)
		}
	}
	for _, t := range l.twinned {
		words = append(words, t.path)
	}
	return strings.Join(words, " ")
}

// buildTogether makes one program of some versions, and notes a child for each.
func buildTogether(work string, versions []sibling, made []Version) error {
	if err := os.MkdirAll(work, 0o755); err != nil {
		return err
	}
	l := versions[0].l
	w := &instrumenter{l: l, sim: newSimulator(l.cache.home, l.goroot(), l.mod, l.twinned), dir: work, replace: map[string]string{}}
	for _, p := range l.pkgs {
		if p.copied != "" {
			if err := w.rewrite(p); err != nil {
				return err
			}
		}
	}
	exe := filepath.Join(work, childFile())
	shared := w.sites
	for _, v := range versions {
		w.sites = slices.Clip(shared)
		if err := w.version(v); err != nil {
			return err
		}
		child := v.l.made(w.sites)
		child.Exe, child.Version, child.Folder = exe, v.name, filepath.Join(work, v.name)
		if err := os.Mkdir(child.Folder, 0o755); err != nil {
			return err
		}
		if err := child.write(child.Folder); err != nil {
			return err
		}
		made[v.at].Child = child
	}
	w.l = l
	return w.link(versions, exe)
}

// version rewrites one of several. Its tests are in a file that the go command takes
// for no test, since another package imports them.
func (w *instrumenter) version(v sibling) error {
	w.l = v.l
	texts, err := w.rewritten(v.pkg, true)
	if err != nil {
		return err
	}
	for name, text := range texts {
		name = strings.TrimSuffix(filepath.Base(name), "_test.go")
		if !strings.HasSuffix(name, ".go") {
			name += "_tests.go"
		}
		if err := w.add(filepath.Join(v.pkg.dir, v.name, name), text); err != nil {
			return err
		}
	}
	return nil
}

// link adds what the versions have in common and compiles all.
func (w *instrumenter) link(versions []sibling, exe string) error {
	if err := w.addOthers(); err != nil {
		return err
	}
	if err := w.add(filepath.Join(w.l.cfg.Dir, bankDir, "bank_test.go"), w.bank(versions)); err != nil {
		return err
	}
	overlay, err := w.overlay()
	if err != nil {
		return err
	}
	// A version is compiled for a few runs, and to inline what its accesses of memory have
	// become takes as long as all the rest. Nobody reads its debug information.
	flags := "-gcflags=" + versions[0].pkg.path + "/...=-l -dwarf=false"
	return w.l.compile(w.sim, overlay, exe, "./"+bankDir, flags)
}

// bank is the source of the package that begins a version.
func (w *instrumenter) bank(versions []sibling) []byte {
	var imports, table bytes.Buffer
	for _, v := range versions {
		fmt.Fprintf(&imports, "\t%s %q\n", v.name, v.pkg.path+"/"+v.name)
		fmt.Fprintf(&table, "\t\t%q: %s.SimBegin,\n", v.name, v.name)
	}
	return fmt.Appendf(nil, `package bank

import (
	child_ %q
	real_ "testing"

%s)

func TestMain(_ *real_.M) {
	child_.OneOf(map[string]func() map[string]any{
%s	})
}
`, w.sim.prefix+"/child", &imports, &table)
}
