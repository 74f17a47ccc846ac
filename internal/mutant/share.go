package mutant

import (
	"fmt"
	"go/ast"
	"go/token"
	"slices"
)

// OfThePackage: what belongs to one value of a type belongs to all of them.
const OfThePackage Kind = "state of the package"

// share makes one value of each exported type stand for all: every constructor
// fills the same variable of the package and returns that, or if there is none,
// for a type whose zero value is ready, every method works on it.
func (m *maker) share(file *ast.File) {
	for _, d := range file.Decls {
		types, ok := d.(*ast.GenDecl)
		if !ok || types.Tok != token.TYPE {
			continue
		}
		for _, s := range types.Specs {
			t := s.(*ast.TypeSpec)
			if _, ok := t.Type.(*ast.StructType); !ok || !t.Name.IsExported() || t.TypeParams != nil {
				continue
			}
			edits := made(file, t.Name.Name)
			helper := fmt.Sprintf("\n\nvar everybodys %s\n\nfunc shared(one *%[1]s) *%[1]s {\n\teverybodys = *one\n\treturn &everybodys\n}\n", t.Name.Name)
			if len(edits) == 0 {
				edits, helper = methods(file, t.Name.Name), fmt.Sprintf("\n\nvar everybodys %s\n", t.Name.Name)
			}
			if len(edits) > 0 {
				end := file.Decls[len(file.Decls)-1].End()
				m.replace(OfThePackage, t.Name, append(edits, edit{end, end, helper})...)
			}
		}
	}
}

// made wraps each &T{…} of the file's functions that are no methods.
func made(file *ast.File, name string) (edits []edit) {
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Recv != nil || f.Body == nil {
			continue
		}
		ast.Inspect(f.Body, func(n ast.Node) bool {
			address, ok := n.(*ast.UnaryExpr)
			if !ok || address.Op != token.AND {
				return true
			}
			literal, ok := address.X.(*ast.CompositeLit)
			if id, named := typeOf(literal).(*ast.Ident); ok && named && id.Name == name {
				edits = append(edits, edit{address.Pos(), address.Pos(), "shared("}, edit{address.End(), address.End(), ")"})
			}
			return true
		})
	}
	return edits
}

func typeOf(literal *ast.CompositeLit) ast.Expr {
	if literal == nil {
		return nil
	}
	return literal.Type
}

// methods begins each method of *T with the one that all share.
func methods(file *ast.File, name string) (edits []edit) {
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Recv == nil || f.Body == nil || len(f.Recv.List[0].Names) == 0 {
			continue
		}
		pointer, ok := f.Recv.List[0].Type.(*ast.StarExpr)
		if !ok {
			continue
		}
		if id, named := pointer.X.(*ast.Ident); named && id.Name == name {
			at := f.Body.Lbrace + 1
			edits = append(edits, edit{at, at, fmt.Sprintf("\n%s = &everybodys\n", f.Recv.List[0].Names[0].Name)})
		}
	}
	slices.SortFunc(edits, func(a, b edit) int { return int(a.from - b.from) })
	return edits
}
