package build

import (
	"slices"

	"racelab/internal/rewrite"
)

// This file says what is known about a child, from what was loaded.

func (l *loader) made(sites []rewrite.Site) *Child {
	return &Child{Module: l.mod.root, Goroot: l.goroot(), Home: l.mod.isHome(), Tests: l.tests(), NotRun: l.notRun(), Copies: l.copies(),
		Dirs: l.dirs(), NotSeen: l.notSeen(), Sites: sites, Dir: l.cfg.Dir}
}

// tests lists what is explored: tests, fuzz targets with their seeds, and
// examples that say what they print.
func (l *loader) tests() []string {
	var names []string
	for _, p := range l.pkgs {
		for _, r := range p.runnables() {
			if r.Role < rewrite.Benchmark {
				names = append(names, r.Name)
			}
		}
	}
	return names
}

// notRun counts what go test knows and the explorer does not run.
func (l *loader) notRun() (n NotRun) {
	for _, p := range l.pkgs {
		for _, r := range p.runnables() {
			switch r.Role {
			case rewrite.Benchmark:
				n.Benchmarks++
			case rewrite.Mute:
				n.Examples++
			}
		}
	}
	return n
}

func (l *loader) copies() []Copy {
	var all []Copy
	for _, p := range l.pkgs {
		if p.copied != "" {
			all = append(all, Copy{p.dir, p.path})
		}
	}
	return all
}

func (l *loader) dirs() []string {
	var all []string
	for _, p := range l.pkgs {
		all = append(all, p.dir)
	}
	slices.Sort(all)
	return slices.Compact(all)
}
