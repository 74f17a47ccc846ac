package build

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTheProfileReachesTheCompiler(t *testing.T) {
	for name, place := range map[string]string{"plain": "home", "with a blank": "my home"} {
		t.Run(name, func(t *testing.T) {
			home := filepath.Join(t.TempDir(), place)
			file := filepath.Join(home, "internal", filepath.FromSlash(hotFile))
			require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
			for name, text := range map[string]string{"go.mod": "module racelab_sim\n", "main.go": "package main\n\nfunc main() {}\n"} {
				require.NoError(t, os.WriteFile(filepath.Join(home, name), []byte(text), 0o644))
			}
			s := simulator{home: home, prefix: foreignDir}
			assert.Empty(t, s.profiled(), "without a profile")

			require.NoError(t, os.WriteFile(file, []byte("this is no profile"), 0o644))
			cmd := exec.Command("go", append(append([]string{"build", "-o", os.DevNull}, s.profiled()...), ".")...)
			cmd.Dir, cmd.Env = home, append(os.Environ(), "GOFLAGS=", "GOWORK=off")
			out, err := cmd.CombinedOutput()
			require.Error(t, err)
			assert.Contains(t, string(out), "profile")
		})
	}
}

func TestNoQuotesInsideQuotes(t *testing.T) {
	home := filepath.Join(t.TempDir(), "the baker's")
	require.NoError(t, os.MkdirAll(filepath.Join(home, "internal", "sim"), 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(home, "internal", "sim", "hot.pgo"), nil, 0o644))
	assert.Empty(t, simulator{home: home, prefix: foreignDir}.profiled())
}

// aFunction is the name of one of the explorer's that is no closure and has no type parameters.
var aFunction = regexp.MustCompile(`^racelab/internal/((?:sim|search)[\w/]*)\.(?:\(\*(\w+)\)\.|(\w+)\.)?(\w+)$`)

// Who renames functions that are called often has to run scripts/profile.
func TestTheProfileIsOfTheseSources(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", filepath.FromSlash(hotFile)))
	require.NoError(t, err)
	lines := strings.Split(strings.TrimSuffix(string(text), "\n"), "\n")[1:]
	require.Zero(t, len(lines)%3, "a call is three lines")
	declared := map[string]map[string]bool{}
	there, all := 0, 0
	for i := 0; i < len(lines); i += 3 {
		_, times, _ := strings.Cut(lines[i+2], " ")
		weight, err := strconv.Atoi(times)
		require.NoError(t, err)
		for _, name := range lines[i : i+2] {
			m := aFunction.FindStringSubmatch(name)
			if m == nil {
				continue
			}
			if declared[m[1]] == nil {
				declared[m[1]] = declaredIn(t, filepath.Join("..", m[1]))
			}
			if all += weight; declared[m[1]][m[2]+m[3]+"."+m[4]] {
				there += weight
			}
		}
	}
	assert.Positive(t, there)
	assert.GreaterOrEqual(t, 100*there, 90*all, "say scripts/profile: of the calls in %s only %d of %d are of functions that there are", hotFile, there, all)
}

// declaredIn lists the functions of a package as type.name, with no type if they are no methods.
func declaredIn(t *testing.T, dir string) map[string]bool {
	names := map[string]bool{}
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	require.NoError(t, err)
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			of := ""
			if f.Recv != nil {
				ast.Inspect(f.Recv.List[0].Type, func(n ast.Node) bool {
					if id, ok := n.(*ast.Ident); ok && of == "" {
						of = id.Name
					}
					return true
				})
			}
			names[of+"."+f.Name.Name] = true
		}
	}
	return names
}
