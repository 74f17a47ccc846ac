package build

import (
	"bytes"
	"cmp"
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

const (
	homeSim    = homeModule + "/internal/sim"
	copiesDir  = "zz_racelab_copies" // in the module under test, for packages of other modules
	foreignDir = "racelab_sim"       // in GOROOT/src, for the simulator
)

// A simulator says where the child finds the simulator's packages.
type simulator struct {
	home string
	// prefix stands for racelab/internal in import paths. In the simulator's
	// own module it is that.
	prefix string
	// virtual is where the packages of prefix seem to be; "" if they are there.
	virtual string
	// twins are the standard packages that the program gets as twins.
	twins map[string]bool
}

// newSimulator places the simulator. A package outside its module may not
// import anything internal, so there, and if there are twins, the simulator
// becomes part of the standard library, where it is compiled once for all
// modules. A toolchain that lies in the module cache cannot be overlaid; then it
// becomes part of the module.
func newSimulator(home, goroot string, m module, twins []*twin) simulator {
	s := simulator{home: home, prefix: homeModule + "/internal", twins: map[string]bool{}}
	for _, t := range twins {
		s.twins[t.path] = true
	}
	switch {
	case m.isHome() && len(twins) == 0:
	case inModuleCache(goroot):
		s.prefix, s.virtual = m.path+"/"+foreignDir, filepath.Join(m.root, foreignDir)
	default:
		s.prefix, s.virtual = foreignDir, filepath.Join(goroot, "src", foreignDir)
	}
	return s
}

// path is the import path of the simulator itself.
func (s simulator) path() string { return s.prefix + "/sim" }

// place says under which path the child finds a package of the simulator.
//
// The Go command goes by the last element named internal, so nobody outside
// sim/std/racelab may import sim/std/racelab/internal/explore. That element is
// left out.
func (s simulator) place(importPath string) string {
	if rest, ok := strings.CutPrefix(importPath, homeModule+"/internal/"); ok {
		if part, _, _ := strings.Cut(rest, "/"); slices.Contains(parts, part) {
			importPath = s.prefix + "/" + rest
		}
	}
	return strings.Replace(importPath, s.path()+"/std/"+homeModule+"/internal/", s.path()+"/std/"+homeModule+"/", 1)
}

// overlay enters the simulator's files that the child finds elsewhere than they
// are. add is given the virtual path and the text.
func (s simulator) overlay(f *files, add func(name string, text []byte) error) error {
	root := filepath.Join(s.home, "internal")
	for _, part := range parts {
		if !exists(filepath.Join(root, part)) {
			continue
		}
		found, err := sourcesBelow(filepath.Join(root, part))
		if err != nil {
			return &Error{What: "cannot read the simulator", Err: err, Hint: "restore the checkout, for instance with `git checkout internal`"}
		}
		for _, name := range found {
			rel, err := filepath.Rel(root, name)
			if err != nil {
				return err
			}
			text, err := f.read(name)
			if err != nil {
				return &Error{What: "cannot read the simulator", Err: err, Hint: "restore the checkout, for instance with `git checkout internal`"}
			}
			if err := s.move(filepath.ToSlash(rel), text, add); err != nil {
				return err
			}
		}
	}
	return nil
}

// move adds one file of the simulator, unless it is right as it is.
func (s simulator) move(rel string, text []byte, add func(string, []byte) error) error {
	here := homeModule + "/internal/" + path.Dir(rel)
	there := s.place(here)
	moved := text
	if path.Ext(rel) == ".go" {
		var err error
		place := s.place
		if model, ok := strings.CutPrefix(path.Dir(rel), "sim/std/"); ok && lendsTypes(model) {
			place = s.placeOfTwin
		}
		if moved, err = redirect(text, place); err != nil {
			return &Error{What: "cannot read the simulator", Err: err, Hint: "restore the checkout, for instance with `git checkout internal`"}
		}
	}
	if s.virtual == "" && here == there && bytes.Equal(text, moved) {
		return nil
	}
	return add(filepath.Join(s.dirOf(strings.TrimPrefix(there, s.prefix)), path.Base(rel)), moved)
}

// placeOfTwin is place for a model that has the types of a twin.
func (s simulator) placeOfTwin(path string) string {
	if s.twins[path] {
		return twinPath(path)
	}
	return s.place(path)
}

// dirOf is where the child finds the package at that path below prefix.
func (s simulator) dirOf(rel string) string {
	return filepath.Join(cmp.Or(s.virtual, filepath.Join(s.home, "internal")), filepath.FromSlash(rel))
}

// redirect changes import paths and nothing else.
func redirect(text []byte, place func(string) string) ([]byte, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", text, parser.ImportsOnly)
	if err != nil {
		return nil, err
	}
	text = slices.Clone(text)
	slices.SortFunc(file.Imports, func(a, b *ast.ImportSpec) int { return cmp.Compare(b.Pos(), a.Pos()) })
	for _, spec := range file.Imports {
		from, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, err
		}
		if to := place(from); to != from {
			start, end := fset.PositionFor(spec.Path.Pos(), false).Offset, fset.PositionFor(spec.Path.End(), false).Offset
			text = slices.Replace(text, start, end, []byte(strconv.Quote(to))...)
		}
	}
	return text, nil
}
