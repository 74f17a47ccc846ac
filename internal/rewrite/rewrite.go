// Package rewrite turns the source of one Go package into source that tells a
// simulator about everything another goroutine could notice: shared memory,
// channels, goroutines and loops that wait.
//
// It replaces pieces of the learner's text and never prints a syntax tree, so
// every line stays where it was and every message names the learner's own.
//
// A shared place is a package variable, a local variable that is assigned
// after its declaration and captured by a closure that may run elsewhere, a
// local variable whose address is taken, and whatever a pointer, slice or map
// leads to. An unexported package variable that nobody assigns is not one.
//
// Limits: what a library that is not rewritten does with memory it is handed
// is seen only of the elements of slices and maps, and only of some libraries;
// see lend.go. Not seen are accesses through
// package unsafe or reflect, bare returns of a named result, the copy of a loop variable
// into its next iteration, and the elements of a range whose body calls
// recover. Of an assignment, the left side is
// evaluated and checked (nil, bounds) before the right side. A loop made of
// goto is not known to be one that may wait.
//
// Between two runs all package variables are set up anew and the init
// functions run again; variables that package flag or go:embed fills keep what
// they have. An init function that registers something for the whole process,
// such as a flag, fails when it runs again.
//
// A file may be written in any version of Go. What is made of it needs one that
// can range over functions, and a constraint at its top says so; see version.go.
// The variables of its loops stay what they were; see hoist.go.
//
// In a package that uses cgo, what has a type of C's is rewritten as far as that
// is known; calls of C stay as they are.
package rewrite

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"path/filepath"
	"strings"
)

// Config says how a package is rewritten. Its zero value is ready to use.
type Config struct {
	// SimPath is the import path of the simulator, racelab/internal/sim by
	// default. Redirected imports live below it, in std/, and the main function
	// of the instrumented test binary beside it, in child.
	SimPath string
	// Redirect says under which path other rewritten packages are to be found,
	// where that is not their own.
	Redirect map[string]string
	// Within is the language version of the module in which the new text will
	// lie, such as "go1.20", if it is not that of the package.
	Within string
	// FirstSite is the ID of the first site. Packages that run in one process
	// need ranges that do not overlap.
	FirstSite int
	// Instrumented says whether another package is rewritten too, so that its
	// variables are shared places here. Nil means that none is, except for the
	// one that an external test package tests.
	Instrumented func(path string) bool
	// Quiet means that the package is a library's: its accesses of memory are
	// checked, but are no steps. Its sites are called -2-ID in the new text.
	Quiet bool
	// Library means, besides, that it belongs to the standard library: none of
	// its loops waits for others without a lock or channel, and of its variables
	// only those are set up anew that can change.
	Library bool
	// MoreTests means that another package of the same test binary has the
	// TestMain. The tests found here are then handed over by sim_.Tests.
	MoreTests bool
	// TicksFirst means that testify's Eventually and its kin ask for the first time after a
	// tick, as they did up to version 1.10, and not at once.
	TicksFirst bool
	// Version means that the package is one of several versions in one program, of
	// which a process uses one: it registers nothing by itself, but has a function
	// SimBegin, which does, and returns the tests.
	Version bool
}

// Site is one place in the source where the program calls the simulator.
type Site struct {
	ID   int            `json:"id"`
	Pos  token.Position `json:"pos"`
	Text string         `json:"text"` // first line of the construct's source
}

// Package rewrites files, which must be all files of pkg in the order in which
// the compiler gets them, parsed with comments and type-checked into info (with
// all its maps). sources holds their text under the names that
// fset knows. The result holds the new text under the same names, and one file
// more, zz_sim_test.go, if the package has test files. Sites are in order of
// ID, without gaps.
//
// A package with type errors is rewritten as far as its types are known, so
// that the compiler says what is wrong with it. Errors name file:line and end
// with a hint.
func Package(cfg Config, fset *token.FileSet, files []*ast.File, sources map[string][]byte,
	info *types.Info, pkg *types.Package) (map[string][]byte, []Site, error) {
	if cfg.SimPath == "" {
		cfg.SimPath = "racelab/internal/sim"
	}
	p := &pass{cfg: cfg, fset: fset, info: info, pkg: pkg, renamed: map[types.Object]string{}, values: map[ast.Expr]string{}}
	var open []*file
	for _, a := range files {
		f, err := p.open(a, sources)
		if err != nil {
			return nil, nil, err
		}
		open = append(open, f)
	}
	p.findShared(files)
	p.findStarted(files)
	if cfg.Library {
		p.findOnlyRead(files)
	}
	p.findTests(open)
	p.findInits(open)
	p.findKept(open)
	p.findLate()
	for _, f := range open {
		f.rewrite()
	}
	p.addReset(open)
	p.addTests(open)
	p.addBegin(open)
	out, err := p.finish(open)
	return out, p.sites, err
}

// finish prints the files, and what is added to them.
func (p *pass) finish(open []*file) (map[string][]byte, error) {
	out := make(map[string][]byte, len(open)+1)
	for _, f := range open {
		text, err := f.finish()
		if err != nil {
			return nil, err
		}
		out[f.name] = text
	}
	p.addTestMain(out, open)
	return out, p.err
}

// A pass is what the files of one package have in common.
type pass struct {
	cfg      Config
	fset     *token.FileSet
	info     *types.Info
	pkg      *types.Package
	sites    []Site
	temps    int
	shared   map[*types.Var]bool
	changed  map[*types.Var]bool     // assigned after the declaration, or addressed
	onlyRead map[*types.Var]bool     // of a library; see findOnlyRead
	renamed  map[types.Object]string // functions that must not be what they were: their new names
	inits    []string                // new names of the init functions, in order
	begins   string                  // what a process does once, before it uses the package
	tests    []string                // entries of the table of all that is run
	values   map[ast.Expr]string     // new text of the initialisers of package variables
	kept     map[types.Object]bool   // package variables that an execution does not set up anew
	late     map[ast.Expr]bool       // initialisers that the process itself must not evaluate
	started  map[any]bool            // functions that a goroutine may run, *ast.FuncLit or *types.Func
	err      error                   // the first construct that could not be rewritten
}

// A file is one file of the package while it is being rewritten.
type file struct {
	*pass
	src     []byte
	ast     *ast.File
	tok     *token.File
	name    string
	parts   []part   // new text of the file's imports and declarations
	appends string   // new declarations, on the line after the last
	extra   int      // newlines of text that moved to another line
	loops   int      // that are around what is being rewritten, in its function
	results []result // of the function at hand
	sizes   []part   // constants that would be others for the simulator's types
	tells   string   // what the function at hand says where it returns
	oneSet  bool     // each loop has one set of variables, as before Go 1.22
}

// A result is a named result of a function.
type result struct {
	v       types.Object
	pointer string // the name of a pointer to it; "" if nobody shares it
}

func (p *pass) open(a *ast.File, sources map[string][]byte) (*file, error) {
	tok := p.fset.File(a.Package)
	src, ok := sources[tok.Name()]
	if !ok || len(src) != tok.Size() {
		return nil, fmt.Errorf("rewrite: no source for %s\nhint: hand over the text that was parsed", tok.Name())
	}
	f := &file{pass: p, src: src, ast: a, tok: tok, name: tok.Name(), oneSet: p.loopVariables(a)}
	f.findSizes()
	return f, f.refuse()
}

func (f *file) rewrite() {
	f.imports()
	f.linknames()
	for _, d := range f.ast.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			f.funcDecl(d)
		case *ast.GenDecl:
			f.varDecl(d)
		}
	}
}

// finish returns the new text. Its first line is a directive, so that all
// other lines keep their numbers.
func (f *file) finish() ([]byte, error) {
	name := f.ast.Name.End()
	body := f.stitch(name, f.tok.Pos(len(f.src)), f.parts...)
	line, constraint := f.constrain()
	head := strings.TrimPrefix(f.stitch(f.tok.Pos(0), name, constraint...), "\ufeff")
	if got, want := strings.Count(head+body, "\n"), strings.Count(string(f.src), "\n")+f.extra; got != want {
		return nil, fmt.Errorf("%s:1: rewriting moved lines (%d became %d)\nhint: this is a fault of the explorer; please report the file", f.name, want, got)
	}
	if strings.Contains(body, "sim_.") || strings.Contains(f.appends, "sim_.") {
		head += fmt.Sprintf("; import sim_ %q", f.cfg.SimPath)
	}
	if f.appends != "" {
		body = strings.TrimSuffix(body, "\n") + "\n" + f.appends + "\n"
	}
	return []byte(line + "//line " + filepath.ToSlash(f.name) + ":1\n" + head + body), nil
}

// site enters n in the table and returns its number as source text.
func (f *file) site(n ast.Node) string {
	id := f.cfg.FirstSite + len(f.sites)
	text, _, _ := strings.Cut(f.written(n), "\n")
	pos := f.fset.PositionFor(n.Pos(), false)
	f.sites = append(f.sites, Site{ID: id, Pos: pos, Text: strings.TrimSpace(text)})
	if f.cfg.Quiet {
		return fmt.Sprint(-2 - id)
	}
	return fmt.Sprint(id)
}

// temp returns a number for the names of one statement's temporary variables.
func (f *file) temp() int {
	f.temps++
	return f.temps
}

// fail records that n cannot be rewritten; the first failure is reported.
func (f *file) fail(n ast.Node, what, hint string) {
	if f.err == nil {
		f.err = fmt.Errorf("%s: the explorer cannot follow %s\nhint: %s", f.fset.PositionFor(n.Pos(), false), what, hint)
	}
}
