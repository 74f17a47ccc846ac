package brief_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// prying are packages that look at what they are not meant to see, as soon as
// they can, and change it.
var prying = map[string]string{
	"by os": `import ("os"; "bufio")

func init() {
	text, _ := bufio.NewReader(os.Stdin).ReadString('.')
	Seen = os.Getenv("RACELAB_BRIEF") + os.Getenv("RACELAB_NATIVE") + text
	os.Setenv("RACELAB_BRIEF", "4")
	os.Setenv("RACELAB_NATIVE", "1")
}`,
	"by syscall alone": `import "syscall"

func init() {
	var text [9]byte
	n, _ := syscall.Read(syscall.Stdin, text[:])
	brief, _ := syscall.Getenv("RACELAB_BRIEF")
	native, _ := syscall.Getenv("RACELAB_NATIVE")
	Seen = brief + native + string(text[:max(n, 0)])
	syscall.Setenv("RACELAB_BRIEF", "4")
	syscall.Setenv("RACELAB_NATIVE", "1")
}`,
	"from the system": `import ("os"; "strings")

func init() {
	text, _ := os.ReadFile("/proc/self/environ")
	if strings.Contains(string(text), "mind the oven") {
		Seen = "the brief"
	}
}`,
}

// The package under test belongs to labs, where the candidates are, and imports
// nothing that would have it come later than it must.
func TestNobodySeesOrChangesTheBrief(t *testing.T) {
	source, err := os.ReadFile("brief.go")
	require.NoError(t, err)
	for how, text := range prying {
		t.Run(how, func(t *testing.T) {
			dir := t.TempDir()
			for name, text := range map[string]string{
				"go.mod":                  "module racelab\n\ngo 1.26.0\n",
				"internal/brief/brief.go": string(source),
				"labs/a/a.go":             "package a\n\n" + text + "\n\nvar Seen string\n",
				"main.go": `package main

import (
	"fmt"

	"racelab/internal/brief"
	"racelab/labs/a"
)

func main() { fmt.Printf("seen %q, brief %q, native %t", a.Seen, brief.Text(), brief.Native()) }
`,
			} {
				path := filepath.Join(dir, filepath.FromSlash(name))
				require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
				require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
			}
			exe := filepath.Join(dir, "prying.exe")
			build := exec.Command("go", "build", "-o", exe, ".")
			build.Dir = dir
			out, err := build.CombinedOutput()
			require.NoError(t, err, string(out))

			cmd := exec.Command(exe)
			cmd.Stdin = strings.NewReader("mind the oven")
			cmd.Env = append(os.Environ(), "RACELAB_BRIEF=13", "RACELAB_NATIVE=")
			out, err = cmd.Output()
			require.NoError(t, err)
			assert.Equal(t, `seen "", brief "mind the oven", native false`, string(out))
		})
	}
}

func TestWithoutABriefThereIsNone(t *testing.T) {
	for _, length := range []string{"", "0", "-1", "1e3", "13", "99999999999999999999"} {
		cmd := exec.Command(os.Args[0], "-test.run=^TestTellsItsBrief$", "-test.v")
		cmd.Stdin = strings.NewReader("mind")
		cmd.Env = append(os.Environ(), "RACELAB_BRIEF="+length)
		out, err := cmd.Output()
		require.NoError(t, err)
		assert.Contains(t, string(out), `brief: ""`, length)
	}
}
