package rewrite

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// libraries are those that use the elements of the slices and maps that they
// are given, although they are not rewritten. What else they are given they
// may only keep.
var libraries = map[string]*lender{
	"fmt":     {},
	"strings": {},
	"slices": {
		writes: []string{"Delete", "DeleteFunc"},
		orders: []string{"Compact", "CompactFunc", "Reverse", "SortFunc", "SortStableFunc"},
		sorts:  []string{"Sort"},
		keeps:  []string{"Clip", "Grow"},
	},
	"sort": {
		orders: []string{"Slice", "SliceStable", "Sort", "Stable"},
		sorts:  []string{"Float64s", "Ints", "Strings"},
		keeps:  []string{"Reverse"},
	},
	"bytes":                               {keeps: []string{"NewBuffer", "NewReader", "Clone"}},
	"crypto/md5":                          {},
	"crypto/sha1":                         {},
	"crypto/subtle":                       {writes: []string{"XORBytes"}},
	"hash/adler32":                        {},
	"hash/crc32":                          {},
	"hash/crc64":                          {},
	"path":                                {only: []string{"Join"}},
	"path/filepath":                       {only: []string{"Join"}},
	"unicode/utf8":                        {writes: []string{"EncodeRune"}, keeps: []string{"AppendRune"}},
	"reflect":                             {only: []string{"DeepEqual"}},
	"encoding/json":                       {only: []string{"Marshal", "MarshalIndent"}},
	"github.com/stretchr/testify/assert":  {only: comparisons},
	"github.com/stretchr/testify/require": {only: comparisons},
}

var comparisons = []string{"Contains", "ElementsMatch", "Equal", "EqualValues", "NotContains", "NotEqual", "Subset"}

type lender struct {
	writes []string // functions that change the elements of the first argument
	orders []string // likewise, but not if there is one alone
	sorts  []string // likewise, nor if they ascend
	keeps  []string // functions that use no elements
	only   []string // if not nil, the functions that do
}

// use is the function of the simulator that says what a function does to the elements of
// its first argument.
func (l *lender) use(name string) string {
	switch {
	case slices.Contains(l.writes, name):
		return "LendW"
	case slices.Contains(l.orders, name):
		return "LendOrder"
	case slices.Contains(l.sorts, name):
		return "LendSort"
	}
	return "Lend"
}

// libraryCall returns the call e, and what it does to the elements of its
// arguments.
func (f *file) libraryCall(e *ast.CallExpr) string {
	for _, known := range []func(*ast.CallExpr) string{f.leavingCall, f.stringOf, f.reflectCall, f.unseenCall, f.appenderCall, f.pollCall} {
		if text := known(e); text != "" {
			return text
		}
	}
	if f.counts(e) {
		return f.countChannels(e)
	}
	if to := f.channelsTo(e); to != "" {
		return f.lendChannels(e, to)
	}
	fn := f.function(e.Fun)
	if fn == nil || fn.Pkg() == nil {
		return f.inside(e)
	}
	lib := libraries[fn.Pkg().Path()]
	if lib == nil || slices.Contains(lib.keeps, fn.Name()) || lib.only != nil && !slices.Contains(lib.only, fn.Name()) {
		return f.inside(e)
	}
	parts := []part{instead(e.Fun, f.value(e.Fun))}
	for i, arg := range e.Args {
		how := "Lend"
		if i == 0 {
			how = lib.use(fn.Name())
		}
		parts = append(parts, instead(arg, f.lent(arg, e.Args[i+1:], how)))
	}
	if fn.Pkg().Path() == "slices" && strings.HasPrefix(fn.Name(), "Sorted") {
		parts[1].text = f.unordered(e.Args[0], parts[1].text)
	}
	return f.stitch(e.Pos(), e.End(), parts...)
}

// leavingCall returns the call e of what ends the process, tells of all of it, or goes where
// the explorer cannot follow it, or "" if it is another one.
func (f *file) leavingCall(e *ast.CallExpr) string {
	text := ""
	if how := f.leaves(e); how != "" {
		text = fmt.Sprintf("sim_.Leave(%s, %q, %s)", f.value(e.Fun), how, f.site(e))
	} else if f.looksAround(e) {
		text = "sim_.LooksAround(" + f.value(e.Fun) + ")"
	} else if f.fullName(e.Fun) == "os.Exit" {
		text = "sim_.Exit(" + f.value(e.Fun) + ", " + f.site(e) + ")"
	} else {
		return ""
	}
	return f.stitch(e.Pos(), e.End(), append(f.valueParts(e.Args), instead(e.Fun, text))...)
}

// looksAround reports whether e tells the program, and not only who reads what it prints, of
// all goroutines or the memory of its process.
func (f *file) looksAround(e *ast.CallExpr) bool {
	switch f.fullName(e.Fun) {
	case "(*runtime/pprof.Profile).Count", "runtime/debug.ReadGCStats", "runtime/metrics.Read":
		return true
	case "(*runtime/pprof.Profile).WriteTo":
		to, printed := ast.Unparen(e.Args[0]).(*ast.SelectorExpr)
		return !printed || to.Sel.Name != "Stdout" && to.Sel.Name != "Stderr"
	}
	return false
}

// stringOf returns the conversion e of bytes to a string, which reads them, or "" if it is
// another call.
func (f *file) stringOf(e *ast.CallExpr) string {
	if f.info.Types[e.Fun].IsType() && isA[*types.Basic](f.typeOf(e)) && isA[*types.Slice](f.typeOf(e.Args[0])) {
		return f.stitch(e.Pos(), e.End(), instead(e.Args[0], f.lent(e.Args[0], nil, "Lend")))
	}
	return ""
}

// leaves says how e goes where the explorer cannot follow it, if it does.
func (f *file) leaves(e *ast.CallExpr) string { return exits[f.fullName(e.Fun)] }

// fullName is the name of the function or method that e selects, such as
// os.Exit, or "".
func (f *file) fullName(e ast.Expr) string {
	if sel, ok := ast.Unparen(e).(*ast.SelectorExpr); ok {
		if fn, ok := f.info.Uses[sel.Sel].(*types.Func); ok {
			return fn.FullName()
		}
	}
	return ""
}

const (
	starts  = "starts a process"
	ends    = "ends the process"
	reaches = "reaches for a network outside itself"
)

var exits = map[string]string{
	"(*os/exec.Cmd).CombinedOutput": starts, "(*os/exec.Cmd).Output": starts, "(*os/exec.Cmd).Run": starts, "(*os/exec.Cmd).Start": starts,
	"os.StartProcess": starts, "syscall.Exec": starts, "syscall.ForkExec": starts, "syscall.StartProcess": starts,
	"(net.simWorld).reached": reaches, // in the twin of package net; see package build
	"log.Fatal":              ends, "log.Fatalf": ends, "log.Fatalln": ends,
}

// lent returns the text of an argument whose elements are used, unless one of
// those after it may take time: the use comes after that.
func (f *file) lent(arg ast.Expr, rest []ast.Expr, how string) string {
	text := f.value(arg)
	if slices.ContainsFunc(rest, f.takesTime) {
		return text
	}
	switch core(f.typeOf(arg)).(type) {
	case *types.Slice:
		return f.call(how, arg, text)
	case *types.Map:
		return f.call("MapR", arg, text)
	}
	return text
}

// unordered returns the text of the iterator e for somebody who sorts what
// comes of it. Which order the keys of a map come in then matters to nobody.
func (f *file) unordered(e ast.Expr, text string) string {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok || f.cfg.Redirect["maps"] != "" {
		return text
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	fn := f.function(call.Fun)
	if !ok || fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != "maps" || fn.Name() != "Keys" && fn.Name() != "Values" {
		return text
	}
	name := part{sel.Sel.Pos(), sel.Sel.End(), "Sim" + fn.Name()}
	return f.stitch(e.Pos(), e.End(), append(f.valueParts(call.Args), name)...)
}

// takesTime reports whether something else may happen while e is evaluated.
func (f *file) takesTime(e ast.Expr) (takes bool) {
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.CallExpr:
			fn := f.function(n.Fun)
			quick := f.info.Types[n.Fun].IsType() || f.info.Types[n.Fun].IsBuiltin() ||
				fn != nil && fn.Pkg() != nil && libraries[fn.Pkg().Path()] != nil
			takes = takes || !quick
		case *ast.UnaryExpr:
			takes = takes || n.Op == token.ARROW
		}
		return true
	})
	return takes
}
