package build

import (
	"go/build"
	"hash/fnv"
	"slices"
	"strings"

	"racelab/internal/sim/std"
)

// A package of the standard library that the program's goroutines can call is
// not changed, for the go command, the simulator and what only compares values
// for a test use it too. The program gets a twin: a copy, rewritten like the
// libraries of other modules, at GOROOT/src/PATH/rl_, where it may import what
// the original may. Only a base is linked as it is: what the run-time is made
// of, what reaches outside the process, and what has no memory of its own.
//
// The types of a twin are not those of the original. That is no matter as long
// as no package of the base hands out one of them; see bridged and TestBase.

// base are the packages that are linked as they are.
var base = []string{
	"C", "arena", "cmp", "embed", "encoding", "errors", "flag", "io/fs", "iter", "math", "math/bits", "math/cmplx",
	"path", "path/filepath", "plugin", "slices", "strconv", "structs", "syscall", "unique", "unsafe", "weak",
	"crypto", "crypto/aes", "crypto/cipher", "crypto/ecdh", "crypto/fips140", "crypto/hpke", "crypto/md5", "crypto/mlkem", "crypto/sha1", "crypto/subtle",
}

// baseTrees are those that are so with everything below them.
var baseTrees = []string{
	"crypto/internal", "debug", "go", "hash", "internal", "os", "reflect", "runtime", "simd", "unicode",
	"vendor/golang.org/x/crypto", "vendor/golang.org/x/sys",
}

// lent are packages within those trees that hand out, or take, what has a twin:
// numbers of math/big, connections, regular expressions. TestBase finds them.
var lent = []string{"crypto/internal/boring/bbig", "vendor/golang.org/x/crypto/cryptobyte", "internal/nettest", "internal/profile"}

// inBase reports whether a standard package is linked as it is.
func inBase(path string) bool {
	if slices.ContainsFunc(lent, func(tree string) bool { return under(path, tree) }) {
		return false
	}
	return slices.Contains(base, path) || slices.ContainsFunc(baseTrees, func(tree string) bool { return under(path, tree) })
}

func under(path, tree string) bool { return path == tree || strings.HasPrefix(path, tree+"/") }

// hasTwin reports whether a standard package gets a twin where it is reached.
func hasTwin(path string) bool {
	return !inBase(path) && (!std.IsModel(path) || lendsTypes(path))
}

// lendsTypes reports whether the model of a package has types of its original,
// or of what that imports. Those must be the twins'.
func lendsTypes(path string) bool {
	return slices.Contains([]string{"math/rand", "math/rand/v2", "crypto/rand", "testing/quick"}, path)
}

// twinPath is the import path of a twin. A vendored package may not lie in a
// folder of that name.
func twinPath(path string) string {
	if rest, ok := strings.CutPrefix(path, "vendor/"); ok {
		return "racelab_vendor/" + rest
	}
	return path + "/rl_"
}

// pureGo are the tags that choose Go where a package has assembly or C.
var pureGo = []string{"netgo", "osusergo", "purego", "math_big_pure_go"}

// A twin is a standard package of which the program gets a copy.
type twin struct {
	path    string
	dir     string
	files   []string
	imports map[string]string // as the source has them: the package's path
}

// twins finds the standard packages that get a twin: those that rewritten
// packages import, and what these need.
func (l *loader) twins(rewritten []*pkg) ([]*twin, error) {
	var all []*twin
	seen := map[string]bool{}
	var visit func(path string) error
	visit = func(path string) error {
		p := l.listed[path]
		if seen[path] || p == nil || !p.Standard || !hasTwin(path) {
			return nil
		}
		seen[path] = true
		t, err := l.twin(p)
		if err != nil {
			return err
		}
		for _, imported := range t.imports {
			if err := visit(imported); err != nil {
				return err
			}
		}
		all = append(all, t)
		return nil
	}
	for _, p := range rewritten {
		for _, path := range p.imports {
			if err := visit(path); err != nil {
				return nil, err
			}
		}
	}
	slices.SortFunc(all, func(a, b *twin) int { return strings.Compare(a.path, b.path) })
	return all, nil
}

// isTwin reports whether the program gets path as a twin.
func (l *loader) isTwin(path string) bool {
	return slices.ContainsFunc(l.twinned, func(t *twin) bool { return t.path == path && !std.IsModel(path) })
}

// goWithoutTwins leaves the standard library as it is.
func (l *loader) goWithoutTwins() {
	l.noTwins = len(l.twinned) > 0
	l.twinned = nil
}

// notSeen names what the program can call and is linked as it is, although it
// may have memory of its own: packages of other modules that are not plain Go, if there
// are several of one by its pattern, and the standard library if it has no twins here.
func (l *loader) notSeen() []string {
	inModule := map[string][]string{}
	for path := range reach(l.listed, l.own(), l.mod) {
		if p := l.listed[path]; !p.Standard && !isOwn(path, l.pkgs) {
			inModule[p.module()] = append(inModule[p.module()], path)
		}
	}
	var names []string
	for module, packages := range inModule {
		if len(packages) > 1 && module != "" { // dozens, of protobuf
			packages = []string{module + "/..."}
		}
		names = append(names, packages...)
	}
	slices.Sort(names)
	if slices.ContainsFunc(l.pkgs, func(p *pkg) bool { return p.cgo }) {
		names = append(names, "C code")
	}
	if l.noTwins {
		names = append(names, "the standard library")
	}
	return names
}

// own are the packages that are rewritten in place.
func (l *loader) own() []*pkg {
	return slices.DeleteFunc(slices.Clone(l.pkgs), func(p *pkg) bool { return p.copied != "" })
}

// twin says what the twin of p is made of.
func (l *loader) twin(p *listed) (*twin, error) {
	c := build.Default
	c.BuildTags = append(slices.Clone(c.BuildTags), pureGo...)
	c.CgoEnabled = false
	b, err := c.ImportDir(p.Dir, 0)
	if err != nil {
		return nil, &Error{What: "cannot read " + p.Dir, Err: err, Hint: "reinstall Go"}
	}
	t := &twin{path: p.ImportPath, dir: p.Dir, files: b.GoFiles, imports: map[string]string{}}
	if t.path == "net" {
		t.files = append(t.files, loopbackFile)
	}
	for _, path := range b.Imports {
		t.imports[path] = path
		if vendored := "vendor/" + path; l.listed[vendored] != nil {
			t.imports[path] = vendored
		}
	}
	return t, nil
}

// The places of a twin are in no table. They have numbers of their own, so that
// a twin is the same in every program, and need be compiled only once.
const (
	firstOfTwins = 1 << 24 // package kernel has it, too
	eachTwin     = 1 << 13
)

func firstSite(path string) int {
	h := fnv.New32a()
	h.Write([]byte(path))
	return firstOfTwins + int(h.Sum32()&0xffff)*eachTwin
}
