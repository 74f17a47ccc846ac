package rewrite

import (
	"fmt"
	"go/ast"
	"path"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"racelab/internal/trace"
)

// findTests finds what go test would call. It must not, because the functions
// take the simulator's testing.T, which only the simulator can make. Examples
// take nothing and may stay.
func (p *pass) findTests(files []*file) {
	for _, f := range files {
		if !trace.IsTest(f.name) {
			continue
		}
		for _, d := range f.ast.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && taken(fn.Name.Name) {
				p.rename(fn, "sim_"+fn.Name.Name+"_")
			}
		}
		for _, r := range Runnables(f.ast) {
			switch {
			case r.idle:
			case r.Role == Test, r.Role == Fuzz, r.Role == Main:
				p.tests = append(p.tests, fmt.Sprintf("%q: sim_%s_", r.Name, r.Name))
			case r.Role == Example:
				p.tests = append(p.tests, fmt.Sprintf("%q: sim_.Example(%s, %q, %t)", r.Name, r.Name, r.output, r.unordered))
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

// taken reports whether go test looks at functions of this name.
func taken(name string) bool {
	return begins(name, "Test") || begins(name, "Benchmark") || begins(name, "Fuzz")
}

// begins reports whether name is prefix, or prefix and what does not go on in
// lower case.
func begins(name, prefix string) bool {
	rest, ok := strings.CutPrefix(name, prefix)
	first, _ := utf8.DecodeRuneInString(rest)
	return ok && (rest == "" || !unicode.IsLower(first))
}

// table is a map of all that is run, in Go.
func (p *pass) table() string { return "map[string]any{" + strings.Join(p.tests, ", ") + "}" }

// addTests hands the tests over to the package that has the TestMain.
func (p *pass) addTests(files []*file) {
	if !p.cfg.MoreTests || len(p.tests) == 0 {
		return
	}
	for _, f := range files {
		if trace.IsTest(f.name) {
			f.appends += " func init() { sim_.Tests(" + p.table() + ") };"
			return
		}
	}
}

// addTestMain adds the file that makes the test binary the explorer's child.
func (p *pass) addTestMain(out map[string][]byte, files []*file) {
	if p.cfg.MoreTests || p.cfg.Version {
		return
	}
	for _, f := range files {
		if trace.IsTest(f.name) {
			out[filepath.Join(filepath.Dir(f.name), "zz_sim_test.go")] = []byte(p.testMain())
			return
		}
	}
}

func (p *pass) testMain() string {
	return fmt.Sprintf(`//go:build %s

package %s

import (
	child_ %q
	sim_ %q
	real_ "testing"
)

var _ = sim_.Tests

func TestMain(_ *real_.M) { child_.Main(%s) }
`, needed, p.pkg.Name(), path.Dir(p.cfg.SimPath)+"/child", p.cfg.SimPath, p.table())
}
