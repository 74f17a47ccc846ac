package build

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// strip writes the packages of testify that the copy is made of, and compiles them.
func (l *loader) strip(c *lean) error {
	answer, err := l.go_.run(l.ctx, "list", "-find", "-json="+listedFields, assertPath, "github.com/stretchr/testify/internal/...")
	if err != nil {
		return err
	}
	all, err := parseList(answer)
	if err != nil {
		return err
	}
	var order []*listed // each after what it imports
	var visit func(p *listed) error
	visit = func(p *listed) error {
		if p == nil || slices.Contains(order, p) || slices.Contains(heavy, p.ImportPath) {
			return nil
		}
		if m := p.Module; m == nil || m.Version == "" || m.Replace != nil {
			return errors.New("its source may change")
		}
		for _, name := range p.GoFiles { // -find lists no imports
			file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(p.Dir, name), nil, parser.ImportsOnly)
			if err != nil {
				return err
			}
			for _, path := range importsOf(file) {
				if err := visit(all[path]); err != nil {
					return err
				}
			}
		}
		order = append(order, p)
		c.Packages = append(c.Packages, leanPackage{Path: p.ImportPath})
		return nil
	}
	if err := visit(all[assertPath]); err != nil {
		return err
	}
	for i, p := range order {
		if c.Packages[i], err = c.write(p); err != nil {
			return err
		}
	}
	return l.compiles(c)
}

// compiles reports whether the copy does.
func (l *loader) compiles(c *lean) error {
	overlay := filepath.Join(c.dir, "overlay.json")
	if err := Overlay(c.overlay()).Write(overlay); err != nil {
		return err
	}
	_, err := l.go_.run(l.ctx, "build", "-overlay="+overlay, c.place(assertPath))
	return err
}

// write writes one package of the copy.
func (c *lean) write(from *listed) (leanPackage, error) {
	p := leanPackage{Path: from.ImportPath, Dir: from.Dir}
	dir := filepath.Join(c.dir, filepath.FromSlash(p.Path))
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return p, err
	}
	s := stripping{fset: token.NewFileSet()}
	for _, name := range from.GoFiles {
		if err := s.parse(filepath.Join(from.Dir, name)); err != nil {
			return p, err
		}
	}
	if err := s.mark(); err != nil {
		return p, err
	}
	for _, f := range s.files {
		name, text := filepath.Base(f.path), s.strip(f)
		left, err := parser.ParseFile(token.NewFileSet(), "", text, parser.ImportsOnly)
		if err != nil {
			return p, err
		}
		if text, err = redirect(text, c.place); err == nil {
			err = os.WriteFile(filepath.Join(dir, name), text, 0o644)
		}
		if err != nil {
			return p, err
		}
		p.Files, p.Imports = append(p.Files, name), append(p.Imports, importsOf(left)...)
	}
	c.Without = append(c.Without, s.without...)
	return p, nil
}

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
