package program

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
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
		return placeName(path.Base(filepath.ToSlash(at.File)), at.Line)
	}
	return nameAt(text, at.Line, at.Col, p.standard)
}

// standard reports whether a package is of the standard library.
func (p *Program) standard(path string) bool {
	_, err := os.Stat(filepath.Join(p.child.Goroot, "src", filepath.FromSlash(path)))
	return err == nil
}

// placeName is for a goroutine that has no better name than where it starts.
func placeName(where string, line int) string {
	if line == 0 {
		return "goroutine"
	}
	return fmt.Sprintf("%s:%d", where, line)
}

// nameAt names the goroutine that the source starts at a line. col is a help
// where several start on one line, and 0 if it is not known. standard says which
// packages are of the standard library.
func nameAt(source []byte, line, col int, standard func(path string) bool) string {
	fset := token.NewFileSet()
	file, _ := parser.ParseFile(fset, "", source, parser.SkipObjectResolution)
	if file == nil {
		return placeName("go", line)
	}
	name, start := "", "" // of a goroutine that is started here, and of a call that may start one
	names := namer{libraries(file, standard)}
	ast.Inspect(file, func(n ast.Node) bool {
		if n == nil {
			return false
		}
		from, to := fset.PositionFor(n.Pos(), false), fset.PositionFor(n.End(), false)
		if line < from.Line || line > to.Line {
			return false
		}
		found := ""
		// A call's frame has the line where the selector or the call begins or
		// ends, so the innermost match that starts nearest wins.
		here := from.Line == line || selectorLine(fset, n) == line
		switch n := n.(type) {
		case *ast.GoStmt:
			found = names.running(n.Call.Fun)
		case *ast.CallExpr:
			if found = names.handedOver(n); here && start == "" {
				start = names.starter(n)
			}
		}
		if found != "" && here && (name == "" || from.Column == col) {
			name = found
		}
		return true
	})
	if name = cmp.Or(name, start); name == "" || name == byPlace {
		return placeName("go", line)
	}
	return name
}

// byPlace says that a goroutine has no better name than the line where it starts.
const byPlace = "go:"

// A namer names what goroutines do. It knows by which names a file has packages of
// the standard library: that one of their functions is called says nothing.
type namer struct{ library map[string]bool }

func libraries(file *ast.File, standard func(path string) bool) map[string]bool {
	names := map[string]bool{}
	for _, spec := range file.Imports {
		of, err := strconv.Unquote(spec.Path.Value)
		switch {
		case err != nil || !standard(of):
		case spec.Name != nil:
			names[spec.Name.Name] = true
		default:
			names[path.Base(of)] = true
		}
	}
	return names
}

// ofLibrary reports whether fn is a function of the standard library.
func (n namer) ofLibrary(fn ast.Expr) bool {
	sel, ok := ast.Unparen(fn).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	x, ok := sel.X.(*ast.Ident)
	return ok && n.library[x.Name]
}

// starter names a goroutine that a call may have started by way of other functions:
// by what it is given to run, or by what the call is of.
func (n namer) starter(call *ast.CallExpr) string {
	if len(call.Args) > 0 {
		if lit, ok := call.Args[len(call.Args)-1].(*ast.FuncLit); ok {
			return n.running(lit)
		}
	}
	if n.ofLibrary(call.Fun) {
		return ""
	}
	return lower(baseName(call.Fun))
}

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
func (n namer) handedOver(call *ast.CallExpr) string {
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
		return n.running(last)
	case "AfterFunc":
		return n.running(last)
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

// running names what a function does: by its own name, or, if it has none, by
// that of the only one that it calls.
func (n namer) running(fn ast.Expr) string {
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
	if name := n.onlyCall(lit.Body); name != "" {
		return lower(name)
	}
	return byPlace
}

// onlyCall is the name of the function or method that a literal is there to call:
// of more than one, none tells what the goroutine does.
func (n namer) onlyCall(body *ast.BlockStmt) (name string) {
	calls := 0
	ast.Inspect(body, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.DeferStmt, *ast.FuncLit, *ast.GoStmt:
			return false
		case *ast.CallExpr:
			if telling := baseName(node.Fun); !slices.Contains(silent, telling) && !n.ofLibrary(node.Fun) {
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
