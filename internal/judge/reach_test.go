package judge

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestACandidateStaysInItsProgram(t *testing.T) {
	for _, c := range []struct{ reason, solution, source, want string }{
		{"what a fix is made of", "", "import (\n\"sync\"\n\"runtime\"\n\"golang.org/x/sync/errgroup\"\n)\nfunc f() { runtime.Gosched() }", ""},
		{"what it says", "", "import (\n\"fmt\"\n\"os\"\n)\nfunc f() { fmt.Fprintln(os.Stderr, 1) }", ""},
		{"the environment", "", "import \"os\"\nvar x = os.Getenv(\"X\")", `me.go:3:9: a fix may not use os.Getenv`},
		{"by another name", "", "import s \"os\"\nvar x = s.Args", `me.go:3:9: a fix may not use os.Args`},
		{"by no name", "", "import . \"os\"\nvar x = Args", `me.go:2:8: a fix may not import "os"`},
		{"the system", "", "import \"syscall\"\nvar x = syscall.Getppid()", `me.go:2:8: a fix may not import "syscall"`},
		{"other processes", "", "import \"os/exec\"\nvar x exec.Cmd", `may not import "os/exec"`},
		{"as the solution does", "import \"os/exec\"", "import (\n\"os\"\n\"os/exec\"\n)\nvar x, y = os.Args, exec.Cmd{}", ""},
		{"no more than the solution does", "import \"os/exec\"", "import \"unsafe\"\nvar x unsafe.Pointer", `may not import "unsafe"`},
		{"with the runtime, but not its stacks", "import \"runtime\"", "import \"runtime\"\nvar _, x, _, _ = runtime.Caller(1)", `may not use runtime.Caller`},
		{"below the runtime", "import \"runtime\"", "import \"runtime/debug\"\nvar x = debug.Stack()", `may not import "runtime/debug"`},
		{"the course's own packages", "", "import \"racelab/internal/explore\"\nvar x explore.Option", `may not import "racelab/internal/explore"`},
		{"names of others", "", "import _ \"embed\"\n\n//go:linkname f os.Exit\nfunc f(int)", "a fix may not use //go:linkname"},
		{"no Go at all", "", "pack it in", ""},
	} {
		t.Run(c.reason, func(t *testing.T) {
			dir := t.TempDir()
			write(t, filepath.Join(dir, "x.go"), "package x\n"+c.source+"\n")
			write(t, filepath.Join(dir, "solution.go"), "package x\n"+c.solution+"\n")
			got := reach(filepath.Join(dir, "x.go"), "me.go", filepath.Join(dir, "solution.go"))
			if c.want == "" {
				assert.Empty(t, got)
			}
			assert.Contains(t, got, c.want)
		})
	}
}

func TestTheCoursesOwnFixesDo(t *testing.T) {
	files, err := filepath.Glob("../../solutions/*/testdata/*/*.go")
	require.NoError(t, err)
	more, err := filepath.Glob("../../solutions/*/testdata/*/*/*.go")
	require.NoError(t, err)
	require.NotEmpty(t, more)
	for _, file := range append(files, more...) {
		lab, _, _ := strings.Cut(strings.TrimPrefix(filepath.ToSlash(file), "../../solutions/"), "/")
		assert.Empty(t, reach(file, file, filepath.Join("../../solutions", lab, lab+".go")))
	}
}
