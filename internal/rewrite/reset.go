package rewrite

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// varDecl rewrites the variables of a package and remembers the new text of
// their initial values, which reset evaluates again.
func (f *file) varDecl(d *ast.GenDecl) { f.parts = append(f.parts, f.varSpecs(d)...) }

func (f *file) varSpecs(d *ast.GenDecl) []part {
	if d.Tok != token.VAR {
		return nil
	}
	var parts []part
	for _, s := range d.Specs {
		spec := s.(*ast.ValueSpec)
		names := make([]ast.Expr, len(spec.Names))
		for i, id := range spec.Names {
			names[i] = id
		}
		for i, v := range f.right(names, spec.Values) {
			f.values[spec.Values[i]] = v.text
			v.text = f.initial(spec.Values[i], v.text)
			parts = append(parts, v)
		}
	}
	return parts
}

// findInits gives the init functions names by which reset can call them.
func (p *pass) findInits(files []*file) {
	for _, f := range files {
		if registers(f) {
			continue
		}
		for _, d := range f.ast.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
				name := fmt.Sprintf("sim_init_%d_", len(p.inits)+1)
				p.rename(fn, name)
				p.inits = append(p.inits, name)
			}
		}
	}
}

// addReset adds a function that makes the package as new, and registers it:
// all variables are zeroed, their initial values evaluated in the language's
// order, and the init functions run. To put back only what has changed would
// be wrong, since an initial value can hold on to what another one led to.
func (p *pass) addReset(files []*file) {
	var todo strings.Builder
	for _, f := range files {
		f.zero(&todo)
	}
	n := 0
	for _, init := range p.info.InitOrder {
		if f := p.fileOf(files, init.Rhs); f != nil && !p.kept[init.Lhs[0]] && f.setUp(init, n+1) {
			n++
			fmt.Fprintf(&todo, " sim_var_%d_();", n)
		}
	}
	for _, name := range p.inits {
		todo.WriteString(" " + name + "();")
	}
	if hasFuncs(files) {
		p.begin(files, "sim_.Rewritten()")
	}
	if todo.Len() > 0 {
		register := "OnReset"
		if p.cfg.Quiet {
			register = "OnLibraryReset"
		}
		p.begin(files, "sim_."+register+"(func() {"+strings.TrimSuffix(todo.String(), ";")+" })")
	}
}

// begin has the process do something before it uses the package.
func (p *pass) begin(files []*file, call string) {
	if p.cfg.Version {
		p.begins += " " + call + ";"
		return
	}
	files[0].appends += " func init() { " + call + " };"
}

// addBegin adds the function that does so for one of several versions.
func (p *pass) addBegin(files []*file) {
	if p.cfg.Version {
		files[0].appends += " func SimBegin() map[string]any {" + p.begins + " return " + p.table() + " };"
	}
}

// findKept finds the variables that are not set up anew.
func (p *pass) findKept(files []*file) {
	p.kept = map[types.Object]bool{}
	if p.cfg.Library {
		p.kept = p.frozen()
	}
	for _, f := range files {
		if registers(f) {
			f.keep()
		}
	}
}

func hasFuncs(files []*file) bool {
	return slices.ContainsFunc(files, func(f *file) bool {
		return slices.ContainsFunc(f.ast.Decls, func(d ast.Decl) bool {
			fn, ok := d.(*ast.FuncDecl)
			return ok && fn.Body != nil
		})
	})
}

func (p *pass) fileOf(files []*file, n ast.Node) *file {
	for _, f := range files {
		if f.ast.FileStart <= n.Pos() && n.Pos() < f.ast.FileEnd {
			return f
		}
	}
	return nil
}

// zero adds calls that zero the variables of f, but not what the linker fills or what is kept.
func (f *file) zero(todo *strings.Builder) {
	for _, d := range f.ast.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.VAR || embeds(g.Doc) {
			continue
		}
		for _, s := range g.Specs {
			spec := s.(*ast.ValueSpec)
			for _, id := range spec.Names {
				if id.Name != "_" && !embeds(spec.Doc) && !f.kept[f.info.Defs[id]] {
					fmt.Fprintf(todo, " sim_.Zero(&%s);", id.Name)
				}
			}
		}
	}
}

func embeds(doc *ast.CommentGroup) bool {
	if doc == nil {
		return false
	}
	for _, c := range doc.List {
		if strings.HasPrefix(c.Text, "//go:embed ") {
			return true
		}
	}
	return false
}

// setUp adds a function that evaluates an initial value once more. It is in
// f, since only there the imports mean the same. It reports whether there is
// anything to evaluate.
func (f *file) setUp(init *types.Initializer, n int) bool {
	text, ok := f.values[init.Rhs]
	if !ok {
		return false
	}
	var names []string
	for _, v := range init.Lhs {
		names = append(names, v.Name())
	}
	left := strings.Join(names, ", ")
	if tv := f.info.Types[init.Rhs]; left == "_" && (tv.IsNil() || tv.Value != nil) {
		return false
	}
	pos := f.fset.PositionFor(init.Rhs.Pos(), false)
	f.appends += fmt.Sprintf(" func sim_var_%d_() { %s = /*line :%d:%d*/%s };", n, left, pos.Line, pos.Column, text)
	return true
}
