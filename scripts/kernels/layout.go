package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// layOut makes a module of the kernels that are in the tests of the Go that is
// installed, with a test for each.
func layOut(dir string) error {
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return err
	}
	files, err := filepath.Glob(filepath.Join(strings.TrimSpace(string(goroot)), "src/runtime/testdata/testgoroutineleakprofile/goker/*.go"))
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return fmt.Errorf("this Go has no kernels in runtime/testdata; take Go 1.26 or newer, as go.dev has it")
	}
	tests := bytes.NewBufferString("package kernels\n\nimport \"testing\"\n\nconst yieldCount = 10 // how often some give way\n")
	for _, file := range files {
		if filepath.Base(file) == "main.go" {
			continue
		}
		text, names, err := kernelsOf(file)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, filepath.Base(file)), text, 0o600); err != nil {
			return err
		}
		for _, name := range names {
			fmt.Fprintf(tests, "\nfunc Test%s(t *testing.T) { %[1]s() }\n", name)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "kernels_test.go"), tests.Bytes(), 0o600); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module kernels\n\ngo 1.25\n"), 0o600)
}

// kernelsOf returns a file of kernels without the profiler, and the functions
// that it has registered.
func kernelsOf(file string) (text []byte, names []string, err error) {
	fset := token.NewFileSet()
	syntax, err := parser.ParseFile(fset, file, nil, parser.SkipObjectResolution)
	if err != nil {
		return nil, nil, err
	}
	syntax.Name.Name = "kernels"
	for _, decl := range syntax.Decls {
		if fn, ok := decl.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
			names = registered(fn)
			fn.Body.List = nil
		}
	}
	for _, decl := range syntax.Decls {
		if fn, ok := decl.(*ast.FuncDecl); ok && slices.Contains(names, fn.Name.Name) {
			once(fn.Body)
		}
	}
	dropImports(syntax)
	var out bytes.Buffer
	err = format.Node(&out, fset, syntax)
	return out.Bytes(), names, err
}

// registered returns the names in calls of register("NAME", NAME).
func registered(fn *ast.FuncDecl) (names []string) {
	ast.Inspect(fn, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && len(call.Args) == 2 {
			names = append(names, call.Args[1].(*ast.Ident).Name)
		}
		return true
	})
	return names
}

// once leaves the program of a kernel: without the profile that is written at the
// end, one time, and on the test's own goroutine. The number of that one is 1,
// for it may be a time to wait.
func once(body *ast.BlockStmt) {
	body.List = slices.DeleteFunc(body.List, func(s ast.Stmt) bool { return uses(s, "prof") })
	last := len(body.List) - 1
	if loop, ok := body.List[last].(*ast.ForStmt); ok {
		loop.Init.(*ast.AssignStmt).Rhs[0] = &ast.BasicLit{Kind: token.INT, Value: "1"}
		loop.Cond.(*ast.BinaryExpr).Op = token.LEQ
		loop.Cond.(*ast.BinaryExpr).Y = &ast.BasicLit{Kind: token.INT, Value: "1"}
		body = loop.Body
		last = len(body.List) - 1
	}
	if start, ok := body.List[last].(*ast.GoStmt); ok && len(body.List) == 1 {
		body.List[last] = &ast.ExprStmt{X: start.Call}
	}
}

func uses(n ast.Node, name string) (found bool) {
	ast.Inspect(n, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		found = found || ok && id.Name == name
		return !found
	})
	return found
}

// dropImports drops the imports that are no longer used.
func dropImports(file *ast.File) {
	for _, decl := range file.Decls {
		imports, ok := decl.(*ast.GenDecl)
		if !ok || imports.Tok != token.IMPORT {
			continue
		}
		imports.Specs = slices.DeleteFunc(imports.Specs, func(s ast.Spec) bool {
			path := strings.Trim(s.(*ast.ImportSpec).Path.Value, `"`)
			return !slices.ContainsFunc(file.Decls, func(d ast.Decl) bool { return d != decl && uses(d, path[strings.LastIndexByte(path, '/')+1:]) })
		})
	}
}
