package program

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strings"

	"racelab/internal/trace"
)

// StartedBy returns the sites of the go statements that name matches: of
// "example.org/pool.(*Pool).Open: go p.watch()", for instance, which is the function
// that has the statement, and its first line.
func (p *Program) StartedBy(name *regexp.Regexp) (sites []int) {
	inFile := map[string][]function{}
	for _, site := range p.child.Sites {
		if !strings.HasPrefix(site.Text, "go ") {
			continue
		}
		file := site.Pos.Filename
		if _, known := inFile[file]; !known {
			inFile[file] = p.functions(file)
		}
		for _, f := range inFile[file] {
			if f.first <= site.Pos.Line && site.Pos.Line <= f.last && name.MatchString(f.name+": "+site.Text) {
				sites = append(sites, site.ID)
				break
			}
		}
	}
	return sites
}

// allowance says by which regular expression the goroutine may stay that a cause says goes on.
func (p *Program) allowance(c *trace.Cause) {
	if c.Kind != trace.CauseGoesOn || len(c.Places) == 0 {
		return
	}
	at := c.Places[0]
	p.position(&at)
	for _, f := range p.functions(at.File) {
		if f.first <= at.Line && at.Line <= f.last {
			c.Text = regexp.QuoteMeta(f.name)
		}
	}
}

// A function is where one with a name begins and ends.
type function struct {
	name        string
	first, last int
}

func (p *Program) functions(file string) (all []function) {
	text, err := p.child.Source(file)
	if err != nil {
		return nil
	}
	fset := token.NewFileSet()
	syntax, _ := parser.ParseFile(fset, file, text, parser.SkipObjectResolution)
	if syntax == nil {
		return nil
	}
	pkg := p.child.ImportPath(filepath.Dir(file))
	for _, d := range syntax.Decls {
		if f, ok := d.(*ast.FuncDecl); ok {
			all = append(all, function{pkg + "." + receiver(f) + f.Name.Name,
				fset.PositionFor(f.Pos(), false).Line, fset.PositionFor(f.End(), false).Line})
		}
	}
	return all
}

// receiver is the type of a method as a stack trace writes it, without its
// parameters.
func receiver(f *ast.FuncDecl) string {
	if f.Recv == nil || len(f.Recv.List) == 0 {
		return ""
	}
	typ, pointer := f.Recv.List[0].Type, false
	for {
		switch t := typ.(type) {
		case *ast.StarExpr:
			typ, pointer = t.X, true
		case *ast.ParenExpr:
			typ = t.X
		case *ast.IndexExpr:
			typ = t.X
		case *ast.IndexListExpr:
			typ = t.X
		case *ast.Ident:
			if pointer {
				return "(*" + t.Name + ")."
			}
			return t.Name + "."
		default:
			return ""
		}
	}
}
