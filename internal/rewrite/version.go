package rewrite

import (
	"go/ast"
	"go/build/constraint"
	"go/version"
	"strings"
)

// needed is the language that rewritten source is written in: it ranges over
// functions.
const needed = "go1.23"

// languageOf is the version of the language that a is written in.
func (p *pass) languageOf(a *ast.File) string {
	if v := p.info.FileVersions[a]; v != "" {
		return v
	}
	return p.pkg.GoVersion()
}

// loopVariables reports whether a loop of a has one set of variables, not one
// for each iteration, as in all Go before 1.22. The rewritten file is compiled
// as newer Go, so that the variables must be declared before the loop; see
// hoist.go.
func (p *pass) loopVariables(a *ast.File) bool {
	v := p.languageOf(a)
	return v != "" && version.Compare(v, "go1.22") < 0
}

// constrain makes the compiler take the file for new enough, if it is not. It
// returns a line for the file's beginning, or a part that replaces the
// constraint that the file has.
func (f *file) constrain() (line string, instead []part) {
	own, around := f.languageOf(f.ast), f.cfg.Within
	if own == "" || version.Compare(own, needed) >= 0 && (around == "" || version.Compare(around, own) >= 0) {
		return "", nil
	}
	want := needed
	if version.Compare(own, want) > 0 {
		want = version.Lang(own)
	}
	for _, group := range f.ast.Comments {
		for _, c := range group.List {
			if c.Pos() > f.ast.Package || !constraint.IsGoBuild(c.Text) {
				continue
			}
			had := strings.TrimSpace(strings.TrimPrefix(c.Text, "//go:build"))
			return "", []part{{c.Pos(), c.End(), "//go:build (" + had + ") && " + want}}
		}
	}
	return "//go:build " + want + "\n", nil
}
