package internal_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"path/filepath"
	"regexp/syntax"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// lookers are the functions that look for a text in another.
var lookers = []string{"Contains", "HasPrefix", "HasSuffix", "Index", "LastIndex", "Cut", "CutPrefix", "CutSuffix", "Split", "SplitN", "TrimPrefix", "TrimSuffix", "Count"}

// others are words that are looked for in what others print, although a package
// of ours has them too.
var others = map[string]string{
	"goroutine ":    "the runtime's dumps",
	"Goroutine ":    "the race detector and goleak",
	"tomic ":        "the race detector",
	"previous ":     "the race detector",
	", with ":       "goleak",
	"FAIL: ":        "package testing",
	"fatal error: ": "the runtime",
	"panic: ":       "the runtime",
	"func ":         "Go source",
	"package ":      "the go command",
	" package ":     "the go command",
	"defer ":        "Go source",
	"case ":         "Go source",
	"//go:build ":   "Go source",
	"//go:linkname": "Go source",
	"WRITE:":        "what an author is to replace in a new lab",
}

// words are the texts of one package: those that it looks for, and all others,
// which it may print.
type texts struct{ looked, said map[string]string } // → where

// A finding is data: what one package of ours words, no other one looks for. It is
// told by the literals: of all that any package looks for, none may be part of a
// text that another package writes, the tests of labs included.
func TestWordsAreForReaders(t *testing.T) {
	all := map[string]*texts{}
	for _, folder := range []string{"internal", "scripts", "labs"} {
		forEachGoFile(t, folder, func(file string) {
			if pkg := path.Dir(filepath.ToSlash(file)); folder == "labs" || !strings.HasSuffix(file, "_test.go") {
				if all[pkg] == nil {
					all[pkg] = &texts{map[string]string{}, map[string]string{}}
				}
				all[pkg].read(t, file)
			}
		})
	}
	for reader, r := range all {
		for word, where := range r.looked {
			for writer, w := range all {
				if at := w.says(word); at != "" && writer != reader {
					assert.NotEmpty(t, others[word], "%s looks for %q, and %s writes that; hand it over as data", where, word, at)
				}
			}
		}
	}
}

func TestReadingWordsIsNoticed(t *testing.T) {
	reads := &texts{map[string]string{}, map[string]string{}}
	reads.note(parsed(t, `package a
const word = "livelock: "
var _ = strings.HasPrefix(text, word)
var _ = regexp.MustCompile("(?i)^next: (.*)$")
var _ = strings.Cut(text, ": ")`))
	assert.ElementsMatch(t, []string{"livelock: ", "next: "}, keys(reads.looked), "punctuation alone is no word")
	writes := &texts{map[string]string{}, map[string]string{}}
	writes.note(parsed(t, `package b
var _ = fmt.Sprintf("%s\nNext: go tool lab hint %s", text, lab)`))
	assert.NotEmpty(t, writes.says("next: "))
	assert.Empty(t, writes.says("livelock: "))
}

func parsed(t *testing.T, source string) (*ast.File, string) {
	file, err := parser.ParseFile(token.NewFileSet(), "x.go", source, 0)
	require.NoError(t, err)
	return file, "x.go"
}

func keys(m map[string]string) (all []string) {
	for k := range m {
		all = append(all, k)
	}
	return all
}

// says is where a text has that word, in any case, or "".
func (p *texts) says(word string) string {
	for text, where := range p.said {
		if strings.Contains(strings.ToLower(text), strings.ToLower(word)) {
			return where
		}
	}
	return ""
}

func (p *texts) read(t *testing.T, file string) {
	syntax, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	require.NoError(t, err)
	p.note(syntax, file)
}

// note takes the texts of a file. A constant of the file stands for its text.
func (p *texts) note(file *ast.File, where string) {
	looked := map[ast.Expr]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		f, ok := call.Fun.(*ast.SelectorExpr)
		if !ok || len(call.Args) == 0 {
			return true
		}
		pkg, _ := f.X.(*ast.Ident)
		switch {
		case pkg == nil:
		case pkg.Name == "regexp":
			for _, word := range wordsOf(textOf(call.Args[0])) {
				p.look(word, where)
			}
			looked[call.Args[0]] = true
		case (pkg.Name == "strings" || pkg.Name == "bytes") && slices.Contains(lookers, f.Sel.Name) && len(call.Args) > 1:
			p.look(textOf(call.Args[1]), where)
			looked[source(call.Args[1])] = true
		}
		return true
	})
	ast.Inspect(file, func(n ast.Node) bool {
		if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING && !looked[lit] {
			p.said[textOf(lit)] = where
		}
		return true
	})
}

// look notes a word that is looked for, if it is one: four letters at least, and
// something that a name has not.
func (p *texts) look(word, where string) {
	letters := strings.IndexFunc(word, unicode.IsLetter) >= 0 && len(strings.FieldsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) })) > 0
	long := slices.ContainsFunc(strings.FieldsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }), func(w string) bool { return len(w) >= 4 })
	if letters && long && strings.ContainsAny(word, " :") {
		p.looked[word] = where
	}
}

// source is the literal behind an expression: itself, or that of a constant.
func source(e ast.Expr) ast.Expr {
	id, ok := e.(*ast.Ident)
	if !ok || id.Obj == nil {
		return e
	}
	if spec, ok := id.Obj.Decl.(*ast.ValueSpec); ok {
		for i, name := range spec.Names {
			if name.Name == id.Name && i < len(spec.Values) {
				return spec.Values[i]
			}
		}
	}
	return e
}

func textOf(e ast.Expr) string {
	lit, ok := source(e).(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return ""
	}
	text, _ := strconv.Unquote(lit.Value)
	return text
}

// wordsOf are the runs of plain text in a regular expression.
func wordsOf(expression string) (words []string) {
	parsed, err := syntax.Parse(expression, syntax.Perl)
	if err != nil {
		return nil
	}
	var visit func(*syntax.Regexp)
	visit = func(r *syntax.Regexp) {
		if r.Op == syntax.OpLiteral {
			words = append(words, strings.ToLower(string(r.Rune)))
		}
		for _, sub := range r.Sub {
			visit(sub)
		}
	}
	visit(parsed)
	return words
}
