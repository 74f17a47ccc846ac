package build

import (
	"bytes"
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"racelab/internal/sim/std"
)

// bridged are the twins whose interfaces packages of the base have in theirs.
// Such an interface, and an error that is compared with, is that of the
// original.
var bridged = []string{"io", "encoding/binary"}

// A twinFile is the source of one file of a twin, to which edits are made
// before it is type-checked. No line moves.
type twinFile struct {
	path   string // of the package
	text   []byte
	syntax *ast.File
	fset   *token.FileSet
	edits  []edit
	tail   string // what comes after the last line
}

type edit struct {
	from, to int
	text     string
}

// editTwin returns the source of one file as its twin has it.
func editTwin(path, name string, text []byte) ([]byte, error) {
	f := &twinFile{path: path, text: constraint.ReplaceAll(text, []byte("//")), fset: token.NewFileSet()}
	var err error
	if f.syntax, err = parser.ParseFile(f.fset, name, f.text, parser.ParseComments|parser.SkipObjectResolution); err != nil {
		return nil, err
	}
	f.linknames()
	if path == "net" {
		f.stayInMemory()
	}
	if slices.Contains(bridged, path) {
		f.bridge()
	}
	return f.apply(), nil
}

// constraint matches what decides whether a file belongs to the package, which
// has been decided.
var constraint = regexp.MustCompile(`(?m)^//go:build .*$`)

var linkname = regexp.MustCompile(`^//go:linkname (\S+)(?: (\S+))?$`)

// linknames sees to the functions that a package shares by name. Those that it
// has from another package it has from that one's twin. Those that it gives to
// others the original gives. What is not written in Go is the original's.
func (f *twinFile) linknames() {
	bodies, bare := map[string]bool{}, []string{}
	for _, d := range f.syntax.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil {
			bodies[fn.Name.Name] = fn.Body != nil
			if fn.Body == nil {
				bare = append(bare, fn.Name.Name)
			}
		}
	}
	for _, group := range f.syntax.Comments {
		for _, c := range group.List {
			m := linkname.FindStringSubmatch(c.Text)
			if m == nil {
				continue
			}
			local, target := m[1], m[2]
			switch {
			case bodies[local] && target != "", !bodies[local] && target == "":
				f.replace(c, "//")
			case !bodies[local] && target != "":
				bare = slices.DeleteFunc(bare, func(name string) bool { return name == local })
				f.replace(c, "//go:linkname "+local+" "+twinSymbol(target))
			}
		}
	}
	for _, name := range bare {
		f.tail += fmt.Sprintf("//go:linkname %s %s.%s\n", name, f.path, name)
	}
	if len(bare) > 0 {
		f.importAs("_", "unsafe")
		f.importAs("_", f.path)
	}
}

// twinSymbol is what a symbol is called in the twin, if its package has one.
func twinSymbol(symbol string) string {
	slash := strings.LastIndex(symbol, "/")
	dot := strings.Index(symbol[slash+1:], ".")
	if dot < 0 {
		return symbol
	}
	path, name := symbol[:slash+1+dot], symbol[slash+1+dot:]
	if path == "runtime" || std.IsModel(path) || !hasTwin(path) {
		return symbol
	}
	return twinPath(path) + name
}

const original = "rl_original"

// bridge makes exported interfaces and errors those of the original.
func (f *twinFile) bridge() {
	var gone []ast.Node
	for _, d := range f.syntax.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, spec := range g.Specs {
			switch s := spec.(type) {
			case *ast.TypeSpec:
				if f.isBridge(s) {
					lines := strings.Count(string(f.text[f.offset(s.Name.End()):f.offset(s.Type.End())]), "\n")
					f.edits = append(f.edits, edit{f.offset(s.Name.End()), f.offset(s.Type.End()), " = " + original + "." + s.Name.Name + strings.Repeat("\n", lines)})
					gone = append(gone, s.Type)
				}
			case *ast.ValueSpec:
				for i, v := range s.Values {
					if g.Tok == token.VAR && s.Names[i].IsExported() && isNewError(v) {
						f.replace(v, original+"."+s.Names[i].Name)
						gone = append(gone, v)
					}
				}
			}
		}
	}
	if len(gone) > 0 {
		f.blankUnused(gone)
		f.importAs(original, f.path)
	}
}

// isBridge reports whether s is an interface that the twin can have from the
// original: it names no type of the package but such interfaces.
func (f *twinFile) isBridge(s *ast.TypeSpec) bool {
	face, ok := s.Type.(*ast.InterfaceType)
	if !ok || !s.Name.IsExported() || s.TypeParams != nil || s.Assign.IsValid() {
		return false
	}
	for _, m := range face.Methods.List {
		for _, name := range m.Names {
			if !name.IsExported() {
				return false
			}
		}
	}
	return true
}

func isNewError(e ast.Expr) bool {
	call, ok := e.(*ast.CallExpr)
	if !ok {
		return false
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "New" {
		return false
	}
	id, ok := sel.X.(*ast.Ident)
	return ok && id.Name == "errors"
}

// blankUnused makes imports blank that only what is gone has used.
func (f *twinFile) blankUnused(gone []ast.Node) {
	used := map[string]bool{}
	ast.Inspect(f.syntax, func(n ast.Node) bool {
		if n != nil && slices.Contains(gone, n) {
			return false
		}
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if id, ok := sel.X.(*ast.Ident); ok {
				used[id.Name] = true
			}
		}
		return true
	})
	for _, spec := range f.syntax.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err == nil && spec.Name == nil && path != "unsafe" && !used[path[strings.LastIndex(path, "/")+1:]] {
			at := f.offset(spec.Path.Pos())
			f.edits = append(f.edits, edit{at, at, "_ "})
		}
	}
}

func (f *twinFile) importAs(name, path string) {
	at := f.offset(f.syntax.Name.End())
	f.edits = append(f.edits, edit{at, at, fmt.Sprintf("; import %s %q", name, path)})
}

func (f *twinFile) replace(n ast.Node, text string) {
	f.edits = append(f.edits, edit{f.offset(n.Pos()), f.offset(n.End()), text})
}

func (f *twinFile) offset(p token.Pos) int { return f.fset.PositionFor(p, false).Offset }

func (f *twinFile) apply() []byte {
	slices.SortStableFunc(f.edits, func(a, b edit) int { return cmp.Compare(a.from, b.from) })
	var out bytes.Buffer
	done := 0
	for _, e := range f.edits {
		out.Write(f.text[done:e.from])
		out.WriteString(e.text)
		done = e.to
	}
	out.Write(f.text[done:])
	if f.tail != "" {
		out.WriteString("\n" + f.tail)
	}
	return out.Bytes()
}
