package judge

import (
	"go/ast"
	"go/build/constraint"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
)

// joins reports whether a candidate may be in one binary with others. All that are in
// it are initialised in each process, so what a candidate does there must be nothing
// that another could notice: it has no init function, and the values that its
// variables begin with call nothing but errors.New, make and new, and receive nothing.
// It is in the lab's package, whatever is built, and has no C. What this cannot tell
// of a file is a reason to build it alone.
func joins(file, lab string) bool {
	syntax, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments|parser.SkipObjectResolution)
	return err == nil && syntax.Name.Name == lab && quiet(syntax)
}

// quiet reports whether a file does nothing when its package is initialised.
func quiet(file *ast.File) bool {
	if imports(file, "C") {
		return false
	}
	for _, group := range file.Comments {
		if slices.ContainsFunc(group.List, func(c *ast.Comment) bool { return constraint.IsGoBuild(c.Text) || constraint.IsPlusBuild(c.Text) }) {
			return false
		}
	}
	return !slices.ContainsFunc(file.Decls, func(d ast.Decl) bool {
		switch d := d.(type) {
		case *ast.FuncDecl:
			return d.Recv == nil && d.Name.Name == "init"
		case *ast.GenDecl:
			return d.Tok == token.VAR && !harmlessValues(d)
		}
		return true
	})
}

func imports(file *ast.File, path string) bool {
	return slices.ContainsFunc(file.Imports, func(s *ast.ImportSpec) bool { return s.Path.Value == strconv.Quote(path) })
}

func harmlessValues(d *ast.GenDecl) bool {
	harmless := true
	ast.Inspect(d, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false // it is called later, or a call of it is found
		case *ast.CallExpr:
			harmless = harmless && creates(n)
		case *ast.UnaryExpr:
			harmless = harmless && n.Op != token.ARROW
		}
		return harmless
	})
	return harmless
}

// creates reports whether a call only makes a value.
func creates(call *ast.CallExpr) bool {
	switch fn := call.Fun.(type) {
	case *ast.Ident:
		return fn.Name == "make" || fn.Name == "new"
	case *ast.SelectorExpr:
		x, ok := fn.X.(*ast.Ident)
		return ok && x.Name == "errors" && fn.Sel.Name == "New"
	}
	return false
}

// joinsAll reports whether a lab's tests may be in one binary with several candidates:
// they are in the lab's package, run as tests, are not initialised by a function, and
// have nothing to do with processes: one that a test makes of its own binary would not
// know whose it is.
func joinsAll(tests *ast.File) bool {
	return !strings.HasSuffix(tests.Name.Name, "_test") && !imports(tests, "os/exec") && !slices.ContainsFunc(tests.Decls, func(d ast.Decl) bool {
		f, ok := d.(*ast.FuncDecl)
		return ok && f.Recv == nil && (f.Name.Name == "init" || strings.HasPrefix(f.Name.Name, "Example") || strings.HasPrefix(f.Name.Name, "Fuzz"))
	})
}
