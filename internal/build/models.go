package build

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// lacking says what the program uses of modelled packages that their models do not
// have, each with a place. A newer Go than the explorer was made for has such things.
func (l *loader) lacking(home string) []string {
	models := map[string]*model{}
	first := map[string]token.Position{}
	for _, p := range l.pkgs {
		for id, used := range p.info.Uses {
			if used.Pkg() == nil || !used.Exported() || isOwn(used.Pkg().Path(), l.pkgs) {
				continue
			}
			from := used.Pkg().Path()
			if _, ok := models[from]; !ok {
				models[from] = modelIn(filepath.Join(home, "internal", "sim", "std", filepath.FromSlash(from)))
			}
			name, at := nameIn(used), l.fset.Position(id.Pos())
			if models[from].has(name) {
				continue
			}
			name = from + "." + name
			if before, ok := first[name]; !ok || before.String() > at.String() {
				first[name] = at
			}
		}
	}
	var all []string
	for name, at := range first {
		all = append(all, fmt.Sprintf("%s at %s:%d", name, path.Base(filepath.ToSlash(at.Filename)), at.Line))
	}
	slices.Sort(all)
	return all
}

// nameIn is the name of a function, type, … within its package, or of a method as
// T.Method; "" if it is neither, such as a field, or a method of T that an unexported
// type gives it.
func nameIn(o types.Object) string {
	if o.Parent() == o.Pkg().Scope() {
		return o.Name()
	}
	f, ok := o.(*types.Func)
	if !ok {
		return ""
	}
	recv := f.Signature().Recv().Type()
	if p, ok := recv.(*types.Pointer); ok {
		recv = p.Elem()
	}
	if n, ok := types.Unalias(recv).(*types.Named); ok && n.Obj().Exported() {
		return n.Obj().Name() + "." + f.Name()
	}
	return ""
}

// A model is what the source of one says that it has. A nil model is that of a
// package which has none, and so lacks nothing.
type model struct {
	names  map[string]bool     // of all that is declared, methods as T.Method
	embeds map[string][]string // by type
	open   map[string]bool     // types that have what another package gives them
}

// modelIn reads the model in a folder.
func modelIn(dir string) *model {
	found, _ := filepath.Glob(filepath.Join(dir, "*.go"))
	m := &model{names: map[string]bool{}, embeds: map[string][]string{}, open: map[string]bool{}}
	read := 0
	for _, name := range found {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil
		}
		read++
		for _, d := range file.Decls {
			m.declare(d)
		}
	}
	if read == 0 {
		return nil
	}
	return m
}

func (m *model) declare(d ast.Decl) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		name := d.Name.Name
		if d.Recv != nil {
			name = baseName(d.Recv.List[0].Type) + "." + name
		}
		m.names[name] = true
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			switch spec := spec.(type) {
			case *ast.ValueSpec:
				for _, id := range spec.Names {
					m.names[id.Name] = true
				}
			case *ast.TypeSpec:
				m.declareType(spec)
			}
		}
	}
}

func (m *model) declareType(spec *ast.TypeSpec) {
	name := spec.Name.Name
	m.names[name] = true
	s, ok := spec.Type.(*ast.StructType)
	if !ok || spec.Assign.IsValid() {
		m.open[name] = true
		return
	}
	for _, f := range s.Fields.List {
		if len(f.Names) > 0 {
			continue
		}
		if of := baseName(f.Type); of != "" {
			m.embeds[name] = append(m.embeds[name], of)
		} else {
			m.open[name] = true
		}
	}
}

// baseName is the name of a type of the same package, without pointers and arguments.
func baseName(t ast.Expr) string {
	switch t := t.(type) {
	case *ast.Ident:
		return t.Name
	case *ast.StarExpr:
		return baseName(t.X)
	case *ast.IndexExpr:
		return baseName(t.X)
	case *ast.IndexListExpr:
		return baseName(t.X)
	}
	return ""
}

func (m *model) has(name string) bool {
	if m == nil || name == "" || m.names[name] {
		return true
	}
	of, method, ok := strings.Cut(name, ".")
	return ok && (m.open[of] || slices.ContainsFunc(m.embeds[of], func(e string) bool { return m.has(e + "." + method) }))
}
