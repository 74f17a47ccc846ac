package program

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"racelab/internal/trace"
)

// nameTasks gives each task a name that reminds of its place in the source. A
// number follows where several tasks would have the same.
func (p *Program) nameTasks(tasks []trace.Task) {
	bases := make([]string, len(tasks))
	count := map[string]int{}
	for i, t := range tasks {
		bases[i] = p.nameOf(t)
		count[bases[i]]++
	}
	if slices.ContainsFunc(tasks, func(t trace.Task) bool { return t.Name == "test" && t.Parent == 0 }) {
		bases[0] = "TestMain" // which runs the test
		count["test"]--
	}
	seen := map[string]int{}
	for i, base := range bases {
		tasks[i].Name = base
		if count[base] > 1 {
			seen[base]++
			tasks[i].Name = fmt.Sprintf("%s-%d", base, seen[base])
		}
	}
}

func (p *Program) nameOf(t trace.Task) string {
	switch {
	case t.Clock:
		return "clock"
	case t.Name != "":
		return lower(t.Name)
	case t.ID == 0:
		return "test"
	}
	at := t.Where
	p.position(&at)
	text, err := p.child.Source(at.File)
	if err != nil {
		return "goroutine"
	}
	return nameAt(text, at.Line, at.Col)
}

// nameAt names the goroutine that the source starts at a line. col is a help
// where several start on one line, and 0 if it is not known.
func nameAt(source []byte, line, col int) string {
	fset := token.NewFileSet()
	file, _ := parser.ParseFile(fset, "", source, parser.SkipObjectResolution)
	if file == nil {
		return "goroutine"
	}
	name := ""
	ast.Inspect(file, func(n ast.Node) bool {
		if n == nil {
			return false
		}
		from, to := fset.PositionFor(n.Pos(), false), fset.PositionFor(n.End(), false)
		if line < from.Line || line > to.Line {
			return false
		}
		found := ""
		switch n := n.(type) {
		case *ast.GoStmt:
			found = called(n.Call)
		case *ast.CallExpr:
			found = handedOver(n)
		}
		// A call's frame has the line where the selector or the call begins or
		// ends, so the innermost match that starts nearest wins.
		if found != "" && (from.Line == line || selectorLine(fset, n) == line) && (name == "" || from.Column == col) {
			name = found
		}
		return true
	})
	if name == "" {
		return "goroutine"
	}
	if name == byPlace {
		return fmt.Sprintf("go:%d", line)
	}
	return name
}

// byPlace says that a goroutine has no better name than the line where it starts.
const byPlace = "go:"

// selectorLine is the line of the method's name in a chain of calls.
func selectorLine(fset *token.FileSet, n ast.Node) int {
	if call, ok := n.(*ast.CallExpr); ok {
		if sel, ok := call.Fun.(*ast.SelectorExpr); ok {
			return fset.PositionFor(sel.Sel.Pos(), false).Line
		}
	}
	return 0
}

// handedOver names the function that a call such as wg.Go(f) or
// time.AfterFunc(d, f) starts, or returns "".
func handedOver(call *ast.CallExpr) string {
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || len(call.Args) == 0 {
		return ""
	}
	last := call.Args[len(call.Args)-1]
	switch sel.Sel.Name {
	case "Go", "TryGo":
		if name := member(baseName(sel.X)); name != "" {
			return name
		}
		return running(last)
	case "AfterFunc":
		return running(last)
	}
	return ""
}

// member is the name of one of a group: baker for bakers. Names that say
// nothing about its members have none.
func member(group string) string {
	dull := []string{"", "wg", "waitgroup", "g", "eg", "group", "errgroup", "grp", "wait", "tasks", "goroutines", "s", "p"}
	if slices.Contains(dull, strings.ToLower(group)) || len(group) < 3 {
		return ""
	}
	name := lower(group)
	switch {
	case strings.HasSuffix(name, "ies"):
		return strings.TrimSuffix(name, "ies") + "y"
	case strings.HasSuffix(name, "elves"), strings.HasSuffix(name, "wolves"), strings.HasSuffix(name, "halves"):
		return strings.TrimSuffix(name, "ves") + "f"
	case strings.HasSuffix(name, "sses"), strings.HasSuffix(name, "shes"), strings.HasSuffix(name, "ches"), strings.HasSuffix(name, "xes"):
		return strings.TrimSuffix(name, "es")
	case strings.HasSuffix(name, "ss"):
		return name
	}
	return strings.TrimSuffix(name, "s")
}

// called names the function of a go statement.
func called(call *ast.CallExpr) string { return running(call.Fun) }

// running names what a function does: by its own name, or, if it has none, by
// that of the only one that it calls.
func running(fn ast.Expr) string {
	lit, ok := ast.Unparen(fn).(*ast.FuncLit)
	if !ok {
		if call, ok := ast.Unparen(fn).(*ast.CallExpr); ok { // go makeWorker(1)()
			fn = call.Fun
		}
		if name := baseName(fn); name != "" {
			return lower(name)
		}
		return byPlace
	}
	if name := onlyCall(lit.Body); name != "" {
		return lower(name)
	}
	return byPlace
}

// onlyCall is the name of the function or method that a literal is there to call:
// of more than one, none tells what the goroutine does.
func onlyCall(body *ast.BlockStmt) (name string) {
	calls := 0
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.DeferStmt, *ast.FuncLit, *ast.GoStmt:
			return false
		case *ast.CallExpr:
			if telling := baseName(n.Fun); !slices.Contains(silent, telling) {
				name, calls = telling, calls+1
			}
		}
		return true
	})
	if calls > 1 {
		return ""
	}
	return name
}

// silent are the calls that are in every goroutine and say nothing about one.
var silent = []string{"", "Lock", "Unlock", "RLock", "RUnlock", "Add", "Done", "Wait", "Store", "Load", "CompareAndSwap", "Swap",
	"Sleep", "Gosched", "append", "len", "cap", "make", "new", "close", "delete", "min", "max", "panic", "recover", "print", "println", "copy", "clear",
	"Error", "Errorf", "Fatal", "Fatalf", "Log", "Logf", "Println", "Printf", "Sprintf", "Helper", "Err", "string", "int", "int64", "error"}

// baseName is the last name in an expression: Bake in s.kitchen.Bake[int].
func baseName(e ast.Expr) string {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.IndexExpr:
		return baseName(e.X)
	case *ast.IndexListExpr:
		return baseName(e.X)
	case *ast.StarExpr:
		return baseName(e.X)
	case *ast.UnaryExpr:
		return baseName(e.X)
	}
	return ""
}

// lower is name with a small first letter.
func lower(name string) string {
	first, n := utf8.DecodeRuneInString(name)
	return string(unicode.ToLower(first)) + name[n:]
}
