package rewrite

import (
	"fmt"
	"go/ast"
	"go/types"
	"path"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"
)

// findTests finds what go test would call. It must not, because the functions
// take the simulator's testing.T, which only the simulator can make.
func (p *pass) findTests(files []*file) {
	for _, f := range files {
		if !f.isTest() {
			continue
		}
		for _, d := range f.ast.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || fn.Recv != nil || !taken(fn.Name.Name) {
				continue
			}
			p.rename(fn, "sim_"+fn.Name.Name+"_")
			if strings.HasPrefix(fn.Name.Name, "Test") && p.takesT(fn) {
				p.tests = append(p.tests, fn.Name.Name)
			}
		}
	}
}

// rename gives fn another name. If it is declared twice, the compiler says so.
func (p *pass) rename(fn *ast.FuncDecl, name string) {
	if obj := p.info.Defs[fn.Name]; obj != nil {
		p.renamed[obj] = name
	}
}

func (f *file) isTest() bool { return strings.HasSuffix(f.name, "_test.go") }

// taken reports whether go test gives functions of this name a meaning.
// Examples take no arguments and may stay.
func taken(name string) bool {
	for _, prefix := range []string{"Test", "Benchmark", "Fuzz"} {
		if rest, ok := strings.CutPrefix(name, prefix); ok {
			r, _ := utf8.DecodeRuneInString(rest)
			return rest == "" || !unicode.IsLower(r)
		}
	}
	return false
}

// takesT reports whether fn is a func(*testing.T).
func (p *pass) takesT(fn *ast.FuncDecl) bool {
	obj, ok := p.info.Defs[fn.Name].(*types.Func)
	if !ok {
		return false
	}
	params := obj.Signature().Params()
	return params.Len() == 1 && obj.Signature().Results().Len() == 0 &&
		params.At(0).Type().String() == "*testing.T"
}

func (p *pass) table() string {
	var entries []string
	for _, name := range p.tests {
		entries = append(entries, fmt.Sprintf("%q: sim_%s_", name, name))
	}
	return "{" + strings.Join(entries, ", ") + "}"
}

// addTests hands the tests over to the package that has the TestMain.
func (p *pass) addTests(files []*file) {
	if !p.cfg.MoreTests || len(p.tests) == 0 {
		return
	}
	for _, f := range files {
		if f.isTest() {
			f.appends += " func init() { sim_.Tests(map[string]any" + p.table() + ") };"
			return
		}
	}
}

// addTestMain adds the file that makes the test binary the explorer's child.
func (p *pass) addTestMain(out map[string][]byte, files []*file) {
	if p.cfg.MoreTests {
		return
	}
	for _, f := range files {
		if f.isTest() {
			out[filepath.Join(filepath.Dir(f.name), "zz_sim_test.go")] = []byte(p.testMain())
			return
		}
	}
}

func (p *pass) testMain() string {
	return fmt.Sprintf(`package %s

import (
	child_ %q
	testing_ %q
	real_ "testing"
)

func TestMain(_ *real_.M) { child_.Main(map[string]func(*testing_.T)%s) }
`, p.pkg.Name(), path.Dir(p.cfg.SimPath)+"/child", p.cfg.SimPath+"/std/testing", p.table())
}
