package build

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"slices"
	"strings"
)

// A stripping takes out of a package the functions that need a heavy one, and those that
// need them.
type stripping struct {
	fset    *token.FileSet
	files   []*stripped
	without []string // the names of those functions and methods
}

type stripped struct {
	path   string
	text   []byte
	syntax *ast.File
}

func (s *stripping) parse(file string) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	syntax, err := parser.ParseFile(s.fset, file, text, parser.ParseComments|parser.SkipObjectResolution)
	s.files = append(s.files, &stripped{file, text, syntax})
	return err
}

// mark finds out what must go.
func (s *stripping) mark() error {
	for more := true; more; {
		more = false
		for _, f := range s.files {
			for _, d := range f.syntax.Decls {
				if isImport(d) || s.goes(d) || !s.needs(f, d) {
					continue
				}
				fn, ok := d.(*ast.FuncDecl)
				if !ok {
					return errors.New("more than functions need what is left out")
				}
				s.without, more = append(s.without, fn.Name.Name), true
			}
		}
	}
	return nil
}

func isImport(d ast.Decl) bool {
	g, ok := d.(*ast.GenDecl)
	return ok && g.Tok == token.IMPORT
}

func (s *stripping) goes(d ast.Decl) bool {
	fn, ok := d.(*ast.FuncDecl)
	return ok && slices.Contains(s.without, fn.Name.Name)
}

// needs reports whether a declaration names a heavy package, or what goes.
func (s *stripping) needs(f *stripped, d ast.Decl) (needs bool) {
	ast.Inspect(d, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			needs = needs || slices.Contains(heavy, f.imported(n.X))
		case *ast.Ident:
			needs = needs || slices.Contains(s.without, n.Name)
		}
		return !needs
	})
	return needs
}

// imported is the path of the package that an expression names, or "".
func (f *stripped) imported(x ast.Expr) string {
	id, ok := x.(*ast.Ident)
	if !ok {
		return ""
	}
	paths := importsOf(f.syntax)
	for i, spec := range f.syntax.Imports {
		if called(spec, paths[i]) == id.Name {
			return paths[i]
		}
	}
	return ""
}

// called is the name by which a file knows a package.
func called(spec *ast.ImportSpec, importPath string) string {
	if spec.Name != nil {
		return spec.Name.Name
	}
	return path.Base(importPath)
}

// strip is the text of a file without what goes, and without the imports that only that
// needed. No line moves.
func (s *stripping) strip(f *stripped) []byte {
	text := slices.Clone(f.text)
	used := map[string]bool{}
	for _, d := range f.syntax.Decls {
		switch {
		case isImport(d):
		case s.goes(d):
			from := d.Pos()
			if doc := d.(*ast.FuncDecl).Doc; doc != nil {
				from = doc.Pos()
			}
			s.blank(text, from, d.End())
		default:
			ast.Inspect(d, func(n ast.Node) bool {
				if sel, ok := n.(*ast.SelectorExpr); ok {
					used[f.imported(sel.X)] = true
				}
				return true
			})
		}
	}
	for i, path := range importsOf(f.syntax) {
		if spec := f.syntax.Imports[i]; !used[path] && called(spec, path) != "_" {
			s.blank(text, spec.Pos(), spec.Path.End())
		}
	}
	return text
}

func (s *stripping) blank(text []byte, from, to token.Pos) {
	for i := s.fset.Position(from).Offset; i < s.fset.Position(to).Offset; i++ {
		if !strings.ContainsRune("\r\n", rune(text[i])) {
			text[i] = ' '
		}
	}
}
