package rewrite

import (
	"fmt"
	"go/ast"
	"regexp"
)

// reserved matches the names that rewritten code declares.
var reserved = regexp.MustCompile(`^(sim_.*|[cgkprt]_[0-9]+_[0-9]+)$`)

// refuse says why a file cannot be rewritten.
func (f *file) refuse() error {
	var err error
	ast.Inspect(f.ast, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && err == nil && reserved.MatchString(id.Name) {
			err = fmt.Errorf("%s: the explorer keeps the name %s for itself\nhint: rename it", f.fset.Position(id.Pos()), id.Name)
		}
		return err == nil
	})
	return err
}
