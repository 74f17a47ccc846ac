package program

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/build"
	"racelab/internal/trace"
)

// toPackage turns a program that prints into a package with a function that
// collects what it would print.
var toPackage = strings.NewReplacer(
	"package main\n", "package tricky\n",
	"func main() {", "func Run() {",
	"os.Exit(", "exit(os.Args, ",
	"fmt.Println(", "sayln(",
	"fmt.Printf(", "sayf(",
	"fmt.Print(", "sayOn(",
)

const printing = `package tricky

import (
	"fmt"
	"strings"
)

var printed strings.Builder

func exit([]string, int) {}

func sayOn(v ...any)                 { fmt.Fprint(&printed, v...) }
func sayln(v ...any)               { fmt.Fprintln(&printed, v...) }
func sayf(format string, v ...any) { fmt.Fprintf(&printed, format, v...) }
`

const mod = "module example.org/tricky\n\ngo 1.26\n"

// TestTrickyProgramsSayTheSame runs programs full of tricky expressions as
// they are, and under the explorer: every schedule in which no goroutine takes
// longer than a timer must print the same.
func TestTrickyProgramsSayTheSame(t *testing.T) {
	programs, err := filepath.Glob("../rewrite/testdata/programs/*.go")
	require.NoError(t, err)
	require.NotEmpty(t, programs)
	for _, program := range programs {
		t.Run(strings.TrimSuffix(filepath.Base(program), ".go"), func(t *testing.T) {
			full, err := filepath.Abs(program)
			require.NoError(t, err)
			native := exec.Command("go", "run", full)
			native.Dir = tree(t, "go.mod", mod) // what it finds there is what the explored one finds
			want, err := native.Output()
			require.NoError(t, err)
			source, err := os.ReadFile(program)
			require.NoError(t, err)
			dir := tree(t, "go.mod", mod,
				"tricky.go", toPackage.Replace(string(source))+"\nvar _ = fmt.Sprint // is used\n",
				"printed.go", printing,
				"tricky_test.go", fmt.Sprintf(`package tricky

import "testing"

func TestSame(t *testing.T) {
	Run()
	if got, want := printed.String(), %q; got != want {
		t.Errorf("got\n%%s\nwant\n%%s", got, want)
	}
}
`, want))
			p := built(t, build.Config{Dir: dir})
			report, err := p.Run(t.Context(), trace.Request{Test: "TestSame", Seed: 1, Schedules: 200, Time: 10 * time.Second, TimeMode: trace.Patient}, nil)
			require.NoError(t, err)
			if f := report.Failure; f != nil {
				t.Fatal(f.Fault, f.Cause, f.Messages)
			}
			assert.Contains(t, []trace.Outcome{trace.Passed, trace.Partly}, report.Outcome, report.Reason)
			assert.NotZero(t, report.Executions)
		})
	}
}
