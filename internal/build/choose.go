package build

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
)

// choose picks the packages of other modules that are rewritten too; the
// package comment has the rule.
func choose(all map[string]*listed, mod module) []*listed {
	chosen := map[string]bool{}
	for path, p := range all {
		// The main module's own are rewritten in place or left out on purpose.
		_, main := mod.dirOf(path)
		chosen[path] = p.plain() && !main && !simulated(path)
	}
	for changed := true; changed; {
		changed = false
		for path := range chosen {
			if chosen[path] && !fits(all, chosen, path) {
				chosen[path], changed = false, true
			}
		}
	}
	matters := map[string]bool{}
	for path := range chosen {
		if chosen[path] && concurrent(all[path]) {
			addClosure(all, chosen, matters, path)
		}
	}
	var result []*listed
	for path := range matters {
		result = append(result, all[path])
	}
	slices.SortFunc(result, func(a, b *listed) int { return strings.Compare(a.ImportPath, b.ImportPath) })
	return result
}

// fits reports whether path can be a copy: everyone who imports it is rewritten,
// and it imports no internal package that a copy could not reach.
func fits(all map[string]*listed, chosen map[string]bool, path string) bool {
	for importer, p := range all {
		if slices.Contains(p.Imports, path) && !chosen[importer] {
			return false
		}
	}
	return !slices.ContainsFunc(all[path].Imports, func(imported string) bool {
		return isInternal(imported) && !all[imported].Standard && !chosen[imported]
	})
}

// addClosure adds path and those who import it: they must see the same types.
func addClosure(all map[string]*listed, chosen, matters map[string]bool, path string) {
	if matters[path] || !chosen[path] {
		return
	}
	matters[path] = true
	for importer, p := range all {
		if slices.Contains(p.Imports, path) {
			addClosure(all, chosen, matters, importer)
		}
	}
	for _, imported := range all[path].Imports {
		if isInternal(imported) {
			addClosure(all, chosen, matters, imported)
		}
	}
}

func isInternal(path string) bool {
	return strings.Contains("/"+path+"/", "/internal/")
}

// concurrent reports whether p has a say in the schedule.
func concurrent(p *listed) bool {
	if slices.ContainsFunc(p.Imports, func(path string) bool { return slices.Contains(speaks, path) }) {
		return true
	}
	found := false
	for _, name := range p.GoFiles {
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			return false
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n.(type) {
			case *ast.GoStmt, *ast.ChanType, *ast.SelectStmt:
				found = true
			}
			return !found
		})
	}
	return found
}

// simulated reports whether the simulator has its own version of path.
func simulated(path string) bool {
	return path == "go.uber.org/goleak" || path == homeModule+"/internal/stage" || path == homeModule+"/internal/explore"
}

func isOwn(path string, own []*pkg) bool {
	return slices.ContainsFunc(own, func(p *pkg) bool { return p.path == path })
}
