package judge

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// pristine is a lab's test file as the course ships it.
type pristine struct {
	path     string
	tests    []string // by the go command's rules
	explored []string // those of them that explore
	ahead    bool     // the judge can explore them before they run
	telling  []byte   // the file, with tests that tell how they end
	main     bool     // it has a TestMain
	alone    string   // why it cannot be in one binary with candidates for it; "" if it can
}

func readPristine(path string) (*pristine, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, path, text, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	p := &pristine{path: path, alone: whyAllAlone(file), ahead: true}
	edits := []insertion{{fset.Position(file.Name.End()).Offset, teller}}
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		p.main = p.main || ok && f.Recv == nil && f.Name.Name == "TestMain"
		if !ok || f.Recv != nil || f.Name.Name == "TestMain" || !isTest(f.Name.Name) {
			continue
		}
		p.tests = append(p.tests, f.Name.Name)
		t, err := parameter(f)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", fset.Position(f.Pos()), err)
		}
		if calls, ahead := callsExplore(f, t); calls {
			p.explored, p.ahead = append(p.explored, f.Name.Name), p.ahead && ahead
		}
		edits = append(edits, insertion{fset.Position(f.Body.Lbrace).Offset + 1, fmt.Sprintf(tells, t)})
	}
	if len(p.tests) == 0 {
		return nil, fmt.Errorf("%s declares no tests", path)
	}
	p.telling = insert(text, edits)
	return p, nil
}

// What is put into the file: no line moves, and nothing of it can be named in
// another file, such as the candidate's.
const (
	teller = `; import racelabJudge "racelab/internal/tell"`
	tells  = ` racelabJudge.Test(%s);`
)

// parameter is the name of a test's *testing.T.
func parameter(f *ast.FuncDecl) (string, error) {
	if list := f.Type.Params.List; len(list) == 1 && len(list[0].Names) == 1 && list[0].Names[0].Name != "_" {
		return list[0].Names[0].Name, nil
	}
	return "", fmt.Errorf("the parameter of %s has no name", f.Name.Name)
}

// An insertion puts text before the byte at an offset.
type insertion struct {
	at   int
	text string
}

// insert makes insertions that are sorted by their place.
func insert(source []byte, edits []insertion) []byte {
	var out []byte
	from := 0
	for _, e := range edits {
		out = append(append(out, source[from:e.at]...), e.text...)
		from = e.at
	}
	return append(out, source[from:]...)
}

// explorers are the functions of package explore that explore.
var explorers = []string{"Test", "Pairs", "Apart", "Linearizable"}

// callsExplore reports whether a test explores, and whether what it explores is known
// before it runs: itself, by its parameter t, and not subtests that it makes up on the way.
// Linearizable has more to it than an answer: it judges what it sees natively, too.
func callsExplore(f *ast.FuncDecl, t string) (calls, ahead bool) {
	named, direct := 0, 0
	var look func(n ast.Node, within bool)
	look = func(n ast.Node, within bool) {
		ast.Inspect(n, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncLit:
				look(n.Body, true)
				return false
			case *ast.CallExpr:
				if name := explorer(n.Fun); !within && name != "" && name != "Linearizable" && len(n.Args) > 0 && isNamed(n.Args[0], t) {
					direct++
				}
			case *ast.SelectorExpr:
				if explorer(n) != "" {
					named++
				}
			}
			return true
		})
	}
	look(f.Body, false)
	return named > 0, named == direct
}

// explorer is the function of package explore that x is, or "".
func explorer(x ast.Expr) string {
	s, ok := x.(*ast.SelectorExpr)
	if !ok || !slices.Contains(explorers, s.Sel.Name) || !isNamed(s.X, "explore") {
		return ""
	}
	return s.Sel.Name
}

func isNamed(x ast.Expr, name string) bool {
	id, ok := x.(*ast.Ident)
	return ok && id.Name == name
}

// isTest tells TestCake and Test from Testament.
func isTest(name string) bool {
	rest, ok := strings.CutPrefix(name, "Test")
	if !ok {
		return false
	}
	r, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || !unicode.IsLower(r)
}
