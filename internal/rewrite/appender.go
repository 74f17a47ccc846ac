package rewrite

import (
	"fmt"
	"go/ast"
	"go/types"
	"slices"
	"strings"
)

// appenders are functions of packages that are not rewritten which append to their first
// argument: how their full names begin, and what that is.
var appenders = []struct{ name, list string }{
	{"strconv.Append", "[]byte"}, {"unicode/utf8.AppendRune", "[]byte"}, {"unicode/utf16.AppendRune", "[]uint16"},
	{"(time.Time).AppendFormat", "[]byte"},
}

// appenderCall returns the call e of a function that may write into the spare room of a slice,
// which others may share, or "" if it is none. What is to be appended is made apart, and then
// appended as by the builtin function.
func (f *file) appenderCall(e *ast.CallExpr) string {
	sel, ok := ast.Unparen(e.Fun).(*ast.SelectorExpr)
	fn := f.callee(e)
	if !ok || fn == nil || fn.Pkg() == nil || len(e.Args) < 2 {
		return ""
	}
	name := fn.FullName()
	switch {
	case slices.Contains([]string{"slices.Insert", "slices.Replace"}, name):
		f.appends += fmt.Sprintf(" var _ = %s.%s[[]int];", f.source(sel.X), fn.Name()) // the import stays used
		parts := f.valueParts(e.Args[1:])
		if last := len(parts) - 1; e.Ellipsis.IsValid() && isA[*types.Slice](f.typeOf(e.Args[last+1])) {
			parts[last].text = f.call("Lend", e, parts[last].text)
		}
		head := f.call("Within", e, f.lines(e.Lparen, e.Args[0].Pos())+f.value(e.Args[0]))
		return head + "." + fn.Name() + "(" + f.lines(e.Args[0].End(), e.Args[1].Pos()) + f.stitch(e.Args[1].Pos(), e.End(), parts...)
	case name == "slices.AppendSeq":
		text := f.stitch(e.Pos(), e.End(), instead(sel.Sel, "Collect"), part{e.Args[0].Pos(), e.Args[1].Pos(), f.lines(e.Args[0].End(), e.Args[1].Pos())}, instead(e.Args[1], f.value(e.Args[1])))
		return f.call("Append", e, f.value(e.Args[0])) + ".All(" + text + ")"
	}
	for _, known := range appenders {
		if strings.HasPrefix(name, known.name) {
			parts := append(f.valueParts(e.Args[1:]), instead(e.Fun, f.value(e.Fun)), instead(e.Args[0], "nil"))
			return f.call("Append", e, known.list+"("+f.value(e.Args[0])+")") + ".All(" + f.stitch(e.Pos(), e.End(), parts...) + ")"
		}
	}
	return ""
}
