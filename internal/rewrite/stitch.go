package rewrite

import (
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strings"
)

// A part is new text for the source between two positions.
type part struct {
	from, to token.Pos
	text     string
}

// stitch returns the source from..to with the parts put in. All text that is
// not rewritten comes from here, byte by byte.
func (f *file) stitch(from, to token.Pos, parts ...part) string {
	slices.SortStableFunc(parts, func(a, b part) int { return int(a.from - b.from) })
	var out strings.Builder
	at := f.off(from)
	for _, p := range parts {
		out.WriteString(f.raw(at, f.off(p.from)))
		out.WriteString(p.text)
		at = f.off(p.to)
	}
	out.WriteString(f.raw(at, f.off(to)))
	return out.String()
}

func instead(n ast.Node, text string) part { return part{n.Pos(), n.End(), text} }

// inside returns the text of n with each of its direct children rewritten.
func (f *file) inside(n ast.Node) string {
	var parts []part
	ast.Inspect(n, func(c ast.Node) bool {
		if c == n {
			return true
		}
		if c != nil {
			parts = append(parts, instead(c, f.text(c)))
		}
		return false
	})
	return f.stitch(n.Pos(), n.End(), parts...)
}

// text returns the new text of any node.
func (f *file) text(n ast.Node) string {
	switch n := n.(type) {
	case ast.Expr:
		return f.value(n)
	case ast.Stmt:
		return f.stmt(n)
	case *ast.GenDecl:
		return f.stitch(n.Pos(), n.End(), f.varSpecs(n)...)
	}
	return f.source(n)
}

func (f *file) off(p token.Pos) int { return f.tok.Offset(p) }

// source is the text of n as it goes into the new file.
func (f *file) source(n ast.Node) string { return f.raw(f.off(n.Pos()), f.off(n.End())) }

// written is the text of n as the learner wrote it.
func (f *file) written(n ast.Node) string { return string(f.src[f.off(n.Pos()):f.off(n.End())]) }

// raw is the source between two offsets, but for constants that would be others.
func (f *file) raw(from, to int) string {
	var out strings.Builder
	for _, p := range f.sizes {
		if at, end := f.off(p.from), f.off(p.to); from <= at && end <= to {
			out.Write(f.src[from:at])
			out.WriteString(p.text)
			from = end
		}
	}
	out.Write(f.src[from:to])
	return out.String()
}

// lines returns the newlines of the source from..to, for text that does not
// keep that source. It must not stand where Go would put a semicolon.
func (f *file) lines(from, to token.Pos) string {
	return strings.Repeat("\n", strings.Count(string(f.src[f.off(from):f.off(to)]), "\n"))
}

// missing returns the newlines of the source from..to that text lacks.
func (f *file) missing(from, to token.Pos, text string) string {
	n := strings.Count(f.lines(from, to), "\n") - strings.Count(text, "\n")
	return strings.Repeat("\n", max(0, n))
}

// tail returns what separates the last of a list from its closing bracket if
// other text now stands between them.
func (f *file) tail(from, to token.Pos) string {
	if nl := f.lines(from, to); nl != "" {
		return "," + nl
	}
	return ""
}

// moved returns text, whose source begins at from, for use at to. If that is
// on another line, directives keep the compiler informed of its true place.
func (f *file) moved(text string, from, to token.Pos) string {
	a, b := f.fset.PositionFor(from, false), f.fset.PositionFor(to, false)
	if a.Line == b.Line && !strings.Contains(text, "\n") {
		return text
	}
	f.extra += strings.Count(text, "\n")
	return fmt.Sprintf("/*line :%d:%d*/%s/*line :%d:%d*/", a.Line, a.Column, text, b.Line, b.Column)
}

// call returns the call of a simulator function at the place of n.
func (f *file) call(name string, n ast.Node, arg string) string {
	return "sim_." + name + "(" + arg + ", " + f.site(n) + ")"
}
