package build

import (
	"fmt"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"maps"
)

// exports is what the packages of a list export. To read that is most of what it takes to
// load a lab, so versions of one package that import the same share it.
type exports struct {
	listed   map[string]*listed
	compiled types.Importer            // gives them
	lean     map[string]*types.Package // and what the lean copy of assert exports, once somebody asks
}

// A shelf has the exports of the lists that versions of one package asked for, by what
// their answers are kept under.
type shelf map[string]*exports

func newExports(fset *token.FileSet, list map[string]*listed) *exports {
	return &exports{listed: list, compiled: importerOf(fset, list)}
}

// importerOf gives packages as the go command compiled them.
func importerOf(fset *token.FileSet, list map[string]*listed) types.Importer {
	return importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) {
		p, ok := list[path]
		if !ok || p.Export == "" {
			return nil, fmt.Errorf("no export data for %s", path)
		}
		return p.open()
	})
}

// leanTypes are the packages of the copy c, which may be nil, by their paths.
func (e *exports) leanTypes(c *lean) (map[string]*types.Package, error) {
	if c != nil && e.lean == nil {
		var err error
		if e.lean, err = c.check(e.compiled.Import); err != nil {
			return nil, err
		}
	}
	if c == nil {
		return map[string]*types.Package{}, nil
	}
	return maps.Clone(e.lean), nil
}
