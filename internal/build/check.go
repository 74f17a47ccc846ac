package build

import (
	"go/ast"
	"go/types"
	"runtime"
	"strings"
)

// check type-checks all packages, in order, against their original imports:
// the simulator has the same interfaces.
func (l *loader) check() error {
	compiled := l.exports.compiled
	checked, err := l.exports.leanTypes(l.lean)
	if err != nil {
		return &Error{What: "the explorer cannot check the types of " + assertPath, Err: err, Hint: "this is a fault of the explorer; please report it"}
	}
	for _, p := range l.pkgs {
		if l.ctx.Err() != nil {
			return l.ctx.Err()
		}
		var problems []string
		cfg := types.Config{
			GoVersion: p.version, FakeImportC: p.cgo,
			Sizes: types.SizesFor("gc", runtime.GOARCH),
			Error: func(err error) { problems = append(problems, err.Error()) },
			Importer: importFunc(func(path string) (*types.Package, error) {
				if found, ok := checked[path]; ok {
					return found, nil
				}
				return compiled.Import(path)
			}),
		}
		p.info = newInfo()
		p.types, _ = cfg.Check(p.path, l.fset, p.syntax, p.info) // its error is the first of problems
		if len(problems) > 0 && !p.cgo {                         // with C code, only the compiler knows all types
			return l.go_.blame(l.ctx, &Error{What: "the explorer cannot check the types of " + p.path,
				Detail: strings.Join(problems[:min(len(problems), 10)], "\n"),
				Hint:   "the compiler accepts it, so this is a fault of the explorer; please report it"})
		}
		checked[p.path] = p.types
	}
	return nil
}

// newInfo is empty and has all that the rewriter wants to know.
func newInfo() *types.Info {
	return &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Instances: map[*ast.Ident]types.Instance{},
		Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
		Scopes: map[ast.Node]*types.Scope{}, FileVersions: map[*ast.File]string{},
	}
}

type importFunc func(path string) (*types.Package, error)

func (f importFunc) Import(path string) (*types.Package, error) { return f(path) }
