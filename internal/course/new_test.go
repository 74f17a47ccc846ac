package course_test

import (
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"racelab/internal/course"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// aCourse is a checkout with the tables of the real one and no labs.
func aCourse(t *testing.T) course.Checkout {
	t.Helper()
	c := course.Checkout{Root: t.TempDir()}
	files, err := filepath.Glob("chapter[0-9].go")
	require.NoError(t, err)
	for _, f := range files {
		write(t, c, "internal/course/"+f, string(must(os.ReadFile(f))))
	}
	return c
}

func TestANewLabIsADraftThatSaysWhatIsMissing(t *testing.T) {
	c := aCourse(t)
	written, err := c.New("oven", 1)
	require.NoError(t, err)
	for _, file := range written {
		text := string(must(os.ReadFile(c.Path(file))))
		assert.NotContains(t, text, "NAME", file)
		if strings.HasSuffix(file, ".go") {
			_, err := parser.ParseFile(token.NewFileSet(), file, text, 0)
			assert.NoError(t, err)
		}
	}
	table := string(must(os.ReadFile(c.Path("internal/course/chapter1.go"))))
	assert.Contains(t, table, "Name:     \"oven\",\n\t\tChapter:  1,")
	assert.Contains(t, table, "Draft:    true,")

	said := strings.Join(c.Missing(course.Lab{Name: "oven", Chapter: 1, Win: "WRITE: it"}), "\n")
	for _, want := range []string{
		"internal/course/chapter1.go: the Title of oven is to be written", "the Win of oven", "has no verdict",
		"labs/oven/README.md:1: to be written: the title",
		"solutions/oven/testdata/broken/oven.go: a lab has 40 to 90 lines, this one has 3",
		"solutions/oven/hints.md:5: to be written",
		"solutions/oven/testdata/rejected/SLUG/oven.go: there are 0 of at least 4 rejected fixes",
		"there are 0 of at least 2 accepted fixes",
	} {
		assert.Contains(t, said, want)
	}

	_, err = c.New("oven", 1)
	assert.ErrorContains(t, err, "there is a folder labs/oven already")
}

func TestWhatCannotBeANewLab(t *testing.T) {
	c := aCourse(t)
	for _, name := range []string{"cakebox", "Oven", "oven-2", ""} {
		_, err := c.New(name, 1)
		assert.ErrorContains(t, err, "hint: ", name)
	}
	_, err := c.New("oven", 99)
	assert.ErrorContains(t, err, "no chapter 99")
}

func TestMissingNamesWhatIsWrong(t *testing.T) {
	c := course.Checkout{Root: t.TempDir()}
	l := course.Lab{Name: "oven"}
	write(t, c, l.Pristine(), "package oven\n\n// Mix is racy, which is the race.\n"+strings.Repeat("\n", 50))
	write(t, c, "labs/oven/oven_test.go", "package oven\n")
	write(t, c, l.Tests(), "package oven // other tests\n")
	write(t, c, l.Readme(), strings.Repeat("cake\n", 41))
	write(t, c, "solutions/oven/testdata/accepted/a/oven.go", "package oven\n")
	said := strings.Join(c.Missing(l), "\n")
	assert.Contains(t, said, `the word "racy" gives the fault away`)
	assert.Contains(t, said, "it must equal labs/oven/oven_test.go")
	assert.Contains(t, said, "at most 40 lines")
	assert.Contains(t, said, `accepted/a/oven.go: it must begin with "// Accepted: "`)
	assert.NotContains(t, said, "40 to 90 lines")
}

// The course itself lacks nothing.
func TestEveryLabIsWhole(t *testing.T) {
	c, err := course.Locate(must(filepath.Abs(".")))
	require.NoError(t, err)
	for _, l := range course.Labs {
		assert.Empty(t, c.Missing(l), l.Name)
	}
}
