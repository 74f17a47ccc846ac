package rewrite

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A program is built in a module of its own, once as it is and once rewritten
// for a stand-in of the simulator that does what plain Go does.
type program struct {
	dir     string // module
	sources map[string][]byte
}

func newProgram(t *testing.T, sources map[string][]byte) *program {
	p := &program{dir: t.TempDir(), sources: map[string][]byte{}}
	require.NoError(t, os.CopyFS(p.dir, os.DirFS("testdata/standin")))
	require.NoError(t, os.WriteFile(filepath.Join(p.dir, "go.mod"), []byte("module standin\n\ngo 1.26\n"), 0o644))
	for name, text := range sources {
		p.sources[filepath.Join(p.dir, "native", name)] = text
		p.write(t, "native", name, text)
	}
	return p
}

func (p *program) write(t *testing.T, dir, name string, text []byte) {
	require.NoError(t, os.MkdirAll(filepath.Join(p.dir, dir), 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(p.dir, dir, name), text, 0o644))
}

func (p *program) instrument(t *testing.T) []error {
	out, _, wrong, err := rewritten(native("standin/sim"), "main", p.sources)
	require.NoError(t, err)
	for name, text := range out {
		p.write(t, "instrumented", filepath.Base(name), text)
	}
	return wrong
}

// run runs the program in one of its two directories.
func (p *program) run(dir string) (string, error) {
	cmd := exec.Command("go", "run", "./"+dir)
	cmd.Dir = p.dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// TestPrintsTheSame runs programs full of tricky expressions both ways.
func TestPrintsTheSame(t *testing.T) {
	paths, err := filepath.Glob("testdata/programs/*.go")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".go"), func(t *testing.T) {
			text, err := os.ReadFile(path)
			require.NoError(t, err)
			p := newProgram(t, map[string][]byte{"main.go": text})
			require.Empty(t, p.instrument(t))
			want, err := p.run("native")
			require.NoError(t, err, want)
			got, err := p.run("instrumented")
			if !assert.NoError(t, err, got) {
				out, _ := os.ReadFile(filepath.Join(p.dir, "instrumented", "main.go"))
				t.Log(string(out))
			}
			assert.Equal(t, want, got)
		})
	}
}

// TestPositionsAreTheLearners marks the lines of which a message must speak.
func TestPositionsAreTheLearners(t *testing.T) {
	for name, text := range map[string]string{
		"compile error": "package main\n\nvar n int\n\nfunc main() {\n\tn++\n\tvar s string = n // here\n\t_ = s\n}\n",
		"undefined":     "package main\n\nfunc main() {\n\tvar v any\n\tswitch v.(type) {\n\tcase *int:\n\tcase *missing: // here\n\t}\n}\n",
		"unused":        "package main\n\nvar n int\n\nfunc main() {\n\tgo func(i int) {\n\t\tn += i\n\t}(\n\t\tn,\n\t)\n\tx := 1 // here\n}\n",
		"panic":         "package main\n\nvar p *struct{ n int }\n\nfunc main() {\n\tx := 1\n\tdefer func() { x++ }()\n\tp.n = x // here\n}\n",
		"in a select":   "package main\n\nvar p []chan int\n\nfunc main() {\n\tselect {\n\tcase <-make(chan int):\n\tcase v := <-p[3]: // here\n\t\t_ = v\n\t}\n}\n",
		"after one":     "package main\n\nvar p []chan int\n\nfunc main() {\n\tc := make(chan int, 1)\n\tselect {\n\tcase func() chan int {\n\t\treturn c\n\t}() <- 1:\n\t\tp = nil\n\t}\n\tp[1] = nil // here\n}\n",
		"initial value": "package main\n\nvar (\n\ta []int\n\tf = func() int {\n\t\treturn a[1] // here\n\t}\n)\n\nfunc main() {\n\tf()\n}\n",
	} {
		t.Run(name, func(t *testing.T) {
			line := strings.Count(text[:strings.Index(text, "// here")], "\n") + 1
			p := newProgram(t, map[string][]byte{"main.go": []byte(text)})
			p.instrument(t)
			got, err := p.run("instrumented")
			require.Error(t, err)
			// go run shortens the directory in errors of the compiler.
			assert.Contains(t, got, fmt.Sprintf("native/main.go:%d", line))
		})
	}
}
