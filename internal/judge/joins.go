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

// whyAlone says why a candidate may not be in one binary with others, "" if it may. All
// that are in it are initialised in each process, so what a candidate does there must be
// nothing that another could notice: it has no init function, and the values that its
// variables begin with call nothing but errors.New, make and new, and receive nothing.
// It is in the lab's package, whatever is built, and has no C. What this cannot tell
// of a file is a reason to build it alone.
func whyAlone(file, lab string) string {
	syntax, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments|parser.SkipObjectResolution)
	switch {
	case err != nil:
		return doesNotCompile
	case syntax.Name.Name != lab:
		return "it is in package " + syntax.Name.Name
	case imports(syntax, "C"):
		return "it imports C"
	case constrained(syntax):
		return "it has a build constraint"
	}
	return whatItStarts(syntax)
}

const doesNotCompile = "it does not compile with the others"

func constrained(file *ast.File) bool {
	return slices.ContainsFunc(file.Comments, func(group *ast.CommentGroup) bool {
		return slices.ContainsFunc(group.List, func(c *ast.Comment) bool { return constraint.IsGoBuild(c.Text) || constraint.IsPlusBuild(c.Text) })
	})
}

// whatItStarts says what a file does when its package is initialised, "" if nothing.
func whatItStarts(file *ast.File) string {
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil && d.Name.Name == "init" {
				return "it has an init function"
			}
		case *ast.GenDecl:
			if d.Tok == token.VAR && !harmlessValues(d) {
				return "a variable of its package begins with a call, or with what a channel hands over"
			}
		}
	}
	return ""
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

// whyAllAlone says why a lab's tests may not be in one binary with several candidates, ""
// if they may: they are in the lab's package, run as tests, are not initialised by a
// function, and have nothing to do with processes: one that a test makes of its own
// binary would not know whose it is.
func whyAllAlone(tests *ast.File) string {
	switch {
	case strings.HasSuffix(tests.Name.Name, "_test"):
		return "the lab's tests are in a package of their own"
	case imports(tests, "os/exec"):
		return "the lab's tests import os/exec"
	}
	for _, d := range tests.Decls {
		f, ok := d.(*ast.FuncDecl)
		switch {
		case !ok || f.Recv != nil:
		case f.Name.Name == "init":
			return "the lab's tests have an init function"
		case strings.HasPrefix(f.Name.Name, "Example"):
			return "the lab's tests have an example"
		case strings.HasPrefix(f.Name.Name, "Fuzz"):
			return "the lab's tests have a fuzz target"
		}
	}
	return ""
}
