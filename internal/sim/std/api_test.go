package std

import (
	"bytes"
	"go/importer"
	"go/token"
	"go/types"
	"go/version"
	"io"
	"os"
	"os/exec"
	"path"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const prefix = "racelab/internal/sim/std/"

// extra are exported things that a model has for the explorer.
var extra = map[string][]string{
	"racelab/internal/explore": {"Never", "Own", "Seen", "Explained", "Only", "Sizes", "Take", "Told"},
	"hash/maphash":             {"SimWriteValue"},
	"maps":                     {"SimKeys", "SimValues"},
	"testing":                  {"SimBubble", "SimExample", "SimFuzz", "SimMain", "SimOutput", "SimShort", "SimTestMain"},
}

// modelOf returns where the model of a package is.
func modelOf(real string) string { return prefix + Of(real) }

// known is the newest Go release of which the models have every name. What a later
// one has added is a warning, so that a tree which nobody has touched stays green
// on the day of a release; scripts/check shows it.
const known = "go1.27"

// warnings are failures that only warn.
type warnings struct{ t *testing.T }

func (w warnings) Errorf(format string, args ...any) {
	w.t.Logf("warning: the model lacks something of %s: "+format, append([]any{runtime.Version()}, args...)...)
}

// complain is where it is told that a model differs from its package.
func complain(t *testing.T) assert.TestingT {
	if version.Compare(version.Lang(runtime.Version()), known) > 0 {
		return warnings{t}
	}
	return t
}

// TestSameInterface compares every exported name, with all fields and methods,
// with the real package.
func TestSameInterface(t *testing.T) {
	var all []string
	for _, p := range Models {
		all = append(all, p, modelOf(p))
	}
	imp := exports(t, all)
	for _, p := range Models {
		t.Run(p, func(t *testing.T) {
			real, err := imp.Import(p)
			require.NoError(t, err)
			own, err := imp.Import(modelOf(p))
			require.NoError(t, err)
			for _, name := range real.Scope().Names() {
				if token.IsExported(name) {
					compare(complain(t), real.Scope().Lookup(name), own.Scope().Lookup(name))
				}
			}
			for _, name := range own.Scope().Names() {
				if token.IsExported(name) && real.Scope().Lookup(name) == nil {
					assert.Contains(complain(t), extra[p], name, "it is not in the real package")
				}
			}
		})
	}
}

// ofTestsOnly are the methods that the model of testing.F has because it is a T
// otherwise.
var ofTestsOnly = []string{
	"method Deadline func() (deadline time.Time, ok bool)", "method Parallel func()", "method Run func(name string, f func(t *testing.T)) bool",
}

func compare(t assert.TestingT, real, own types.Object) {
	name := real.Name()
	if !assert.NotNil(t, own, "%s is missing", name) {
		return
	}
	assert.IsType(t, real, own, name)
	assert.Equal(t, words(real.Type()), words(own.Type()), name)
	if _, isType := real.(*types.TypeName); isType {
		has := slices.DeleteFunc(surface(own.Type()), func(line string) bool {
			return name == "F" && slices.Contains(ofTestsOnly, line)
		})
		assert.Equal(t, surface(real.Type()), has, "the fields and methods of %s", name)
	}
	if c, ok := real.(*types.Const); ok {
		assert.Equal(t, c.Val().ExactString(), own.(*types.Const).Val().ExactString(), name)
	}
}

// words prints a type in a way that does not depend on which of the two
// packages it is in.
func words(t types.Type) string {
	if a, ok := t.(*types.Alias); ok {
		t = types.Unalias(a)
		if named, ok := t.(*types.Named); ok && a.TypeParams() != nil {
			t = named.Origin() // of an alias for all its instances
		}
	}
	return types.TypeString(t, func(p *types.Package) string {
		return strings.Replace(strings.TrimPrefix(p.Path(), prefix), "racelab/internal/", "racelab/", 1)
	})
}

// surface lists what users of a type can mention.
func surface(t types.Type) (lines []string) {
	t = types.Unalias(t)
	if s, ok := t.Underlying().(*types.Struct); ok {
		for f := range s.Fields() {
			if f.Exported() {
				lines = append(lines, "field "+f.Name()+" "+words(f.Type()))
			}
		}
	} else if _, ok := t.Underlying().(*types.Interface); !ok {
		lines = append(lines, "is "+words(t.Underlying()))
	}
	for _, of := range []types.Type{t, types.NewPointer(t)} {
		if _, ok := t.Underlying().(*types.Interface); ok && of != t {
			continue
		}
		for m := range types.NewMethodSet(of).Methods() {
			if m.Obj().Exported() {
				lines = append(lines, "method "+m.Obj().Name()+" "+words(m.Type()))
			}
		}
	}
	slices.Sort(lines)
	return slices.Compact(lines)
}

// exports reads the compiled form of packages.
func exports(t *testing.T, packages []string) types.Importer {
	out, err := exec.Command("go", append([]string{"list", "-export", "-deps", "-f", "{{.ImportPath}}={{.Export}}"}, packages...)...).Output()
	require.NoError(t, err)
	files := map[string]string{}
	for line := range bytes.Lines(out) {
		name, file, _ := strings.Cut(strings.TrimSpace(string(line)), "=")
		files[name] = file
	}
	return importer.ForCompiler(token.NewFileSet(), "gc", func(name string) (io.ReadCloser, error) {
		return os.Open(files[path.Clean(name)])
	})
}
