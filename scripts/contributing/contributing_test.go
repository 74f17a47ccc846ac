package contributing

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// An edit is what an example says to change in a file that exists.
type edit struct{ file, from, to string }

// examples are the sections of CONTRIBUTING.md that end with commands.
var examples = []struct {
	section string
	archive string // the files that the author writes
	edits   []edit
	says    []string // what the commands print
}{
	{
		section: "Add a lab", archive: "lab.txtar",
		edits: []edit{
			{"internal/course/chapter1.go", `"WRITE: a few words"`, `"The teapot"`},
			{"internal/course/chapter1.go", `"WRITE: one or two sentences, no spoilers"`, `"A pot of tea stands on the table. In the evening more cups were drunk than it held."`},
			{"internal/course/chapter1.go", `"WRITE: what to ask a class that has read the code?"`, `"One cup is left. How many are poured?"`},
			{"internal/course/chapter1.go", `"WRITE: what a player must bring about"`, `"pour the last cup twice"`},
			{"internal/course/chapter1.go", "Fails:    []Verdict{WrongResult},\n\t\tDraft", "Fails:    []Verdict{DataRace, WrongResult},\n\t\tDraft"},
		},
		says: []string{"PASS  the course keeps its promises", "teapot is a draft; still missing:\n  nothing"},
	},
	{
		section: "Add a model of a package", archive: "model.txtar",
		edits: []edit{{"internal/sim/std/models.go", "\t\"time\",\n", "\t\"time\",\n\t\"unique\",\n"}},
		says:  []string{"ok  \tracelab/internal/sim/std\t", "ok  \tracelab/internal/sim/std/unique\t"},
	},
	{
		section: "Add a search strategy", archive: "strategy.txtar",
		says: []string{"ok  \tracelab/internal/search\t"},
	},
}

func TestTheExamplesCanBeFollowed(t *testing.T) {
	guide, err := os.ReadFile("../../.github/CONTRIBUTING.md")
	require.NoError(t, err)
	root := scratch(t)
	for _, e := range examples {
		t.Run(e.section, func(t *testing.T) {
			commands := commandsOf(t, string(guide), e.section)
			assert.Contains(t, section(t, string(guide), e.section), "scripts/contributing/testdata/"+e.archive, "it names the example's files")
			said := ""
			for i, c := range commands {
				if i == len(commands)-1 { // the author has been at work
					unpack(t, root, e.archive)
					for _, edit := range e.edits {
						change(t, root, edit)
					}
				}
				said = run(t, root, c)
			}
			for _, want := range e.says {
				assert.Contains(t, said, want)
			}
		})
	}
}

// scratch copies what the examples need of the checkout.
func scratch(t *testing.T) string {
	root := t.TempDir()
	for _, folder := range []string{"internal", "scripts"} {
		require.NoError(t, os.CopyFS(filepath.Join(root, folder), os.DirFS(filepath.Join("..", "..", folder))))
	}
	for _, file := range []string{"go.mod", "go.sum"} {
		text, err := os.ReadFile(filepath.Join("..", "..", file))
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(root, file), text, 0o644))
	}
	return root
}

// section is the text below a heading.
func section(t *testing.T, guide, title string) string {
	_, text, found := strings.Cut(guide, "\n## "+title+"\n")
	require.True(t, found, "there is no section %q", title)
	text, _, _ = strings.Cut(text, "\n## ")
	return text
}

var shell = regexp.MustCompile("(?s)```sh\n(.*?)```")

// commandsOf are the lines of a section's shell blocks.
func commandsOf(t *testing.T, guide, title string) (lines []string) {
	for _, block := range shell.FindAllStringSubmatch(section(t, guide, title), -1) {
		for line := range strings.Lines(block[1]) {
			lines = append(lines, strings.TrimSpace(line))
		}
	}
	require.NotEmpty(t, lines)
	return lines
}

func unpack(t *testing.T, root, archive string) {
	files, err := txtar.ParseFile(filepath.Join("testdata", archive))
	require.NoError(t, err)
	for _, f := range files.Files {
		name := filepath.Join(root, filepath.FromSlash(f.Name))
		require.NoError(t, os.MkdirAll(filepath.Dir(name), 0o755))
		require.NoError(t, os.WriteFile(name, f.Data, 0o644))
	}
}

func change(t *testing.T, root string, e edit) {
	name := filepath.Join(root, filepath.FromSlash(e.file))
	text, err := os.ReadFile(name)
	require.NoError(t, err)
	require.Equal(t, 1, strings.Count(string(text), e.from), "%s in %s", e.from, e.file)
	require.NoError(t, os.WriteFile(name, []byte(strings.Replace(string(text), e.from, e.to, 1)), 0o644))
}

// run carries out one command, which must succeed, and returns what it prints.
func run(t *testing.T, root, command string) string {
	words := strings.Fields(command)
	cmd := exec.CommandContext(t.Context(), words[0], words[1:]...)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "NO_COLOR=1", "GOWORK=off")
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, "%s\n%s", command, out)
	return string(out)
}
