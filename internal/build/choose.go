package build

import (
	"slices"
	"strings"

	"racelab/internal/sim/std"
)

// choose picks the packages of other modules that are rewritten too; the
// package comment has the rule. own are those that are rewritten in place.
func choose(all map[string]*listed, own []*pkg, mod module) []*listed {
	reached := reach(all, own, mod)
	chosen := map[string]bool{}
	for path := range reached {
		chosen[path] = all[path].plain()
	}
	for changed := true; changed; {
		changed = false
		for path := range reached {
			if chosen[path] && !fits(all, reached, chosen, path) {
				chosen[path], changed = false, true
			}
		}
	}
	var result []*listed
	for path := range reached {
		if chosen[path] {
			result = append(result, all[path])
		}
	}
	slices.SortFunc(result, func(a, b *listed) int { return strings.Compare(a.ImportPath, b.ImportPath) })
	return result
}

// reach finds the packages that the program's goroutines can call, directly or
// through each other, without those of the main module, of which own are the
// ones that count. What only the tests' own machinery needs is none of them.
func reach(all map[string]*listed, own []*pkg, mod module) map[string]bool {
	reached := map[string]bool{}
	var visit func(paths []string)
	visit = func(paths []string) {
		for _, path := range paths {
			p := all[path]
			if _, main := mod.dirOf(path); p == nil || reached[path] || main || simulated(path) || checks(path) {
				continue
			}
			reached[path] = true
			visit(p.Imports)
		}
	}
	for _, p := range own {
		visit(p.imports)
	}
	return reached
}

// checks reports whether path belongs to a library that compares values for a
// test and is called by nobody else. It stays as it is: its steps are no one's,
// and it brings net/http along.
func checks(path string) bool {
	return path == "github.com/stretchr/testify/assert" || path == "github.com/stretchr/testify/require"
}

// fits reports whether path can be a copy: everyone who imports it is rewritten,
// and it imports no internal package that a copy could not reach.
func fits(all map[string]*listed, reached, chosen map[string]bool, path string) bool {
	for importer := range reached {
		if !chosen[importer] && !all[importer].Standard && slices.Contains(all[importer].Imports, path) {
			return false
		}
	}
	return !slices.ContainsFunc(all[path].Imports, func(imported string) bool {
		return isInternal(imported) && !all[imported].Standard && !chosen[imported]
	})
}

func isInternal(path string) bool {
	return strings.Contains("/"+path+"/", "/internal/")
}

// simulated reports whether the simulator has its own version of path, which is
// not a package of the standard library.
func simulated(path string) bool { return slices.Contains(std.Beside(), path) }

func isOwn(path string, own []*pkg) bool {
	return slices.ContainsFunc(own, func(p *pkg) bool { return p.path == path })
}
