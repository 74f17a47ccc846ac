package course_test

import (
	"os"
	"path/filepath"
	"testing"

	"racelab/internal/course"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// write makes a file, and its folder, in a checkout.
func write(t *testing.T, c course.Checkout, rel, text string) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(c.Path(rel)), 0o755))
	require.NoError(t, os.WriteFile(c.Path(rel), []byte(text), 0o644))
}

func TestABankNamesWhatIsMissing(t *testing.T) {
	c := course.Checkout{Root: t.TempDir()}
	l := course.Lab{Name: "oven"}
	write(t, c, l.Solution(), "package oven\n")
	write(t, c, "solutions/oven/testdata/rejected/sleepy/oven.go", "// Rejected: who sleeps sees nothing.\npackage oven\n")
	var names, problems []string
	for _, e := range c.Bank(l) {
		if e.Kind == course.Rejected {
			assert.Equal(t, "who sleeps sees nothing.", e.Why)
		} else {
			assert.Empty(t, e.Why)
		}
		names = append(names, e.Name())
		problems = append(problems, e.Problem)
	}
	assert.Equal(t, []string{"broken", "solution", "rejected/sleepy", "accepted"}, names)
	assert.Contains(t, problems[0], "cannot read")
	assert.Empty(t, problems[1])
	assert.Empty(t, problems[2])
	assert.Contains(t, problems[3], "there is no accepted fix; add ")
}

func TestWhatTheCoursePromisesOfAnEntry(t *testing.T) {
	lab := course.Entry{Kind: course.Broken}
	lab.Lab.Fails = []course.Verdict{course.DataRace, course.WrongResult}
	both := lab.Lab.Fails
	assert.Equal(t, "data race + wrong result", lab.Promise())
	assert.True(t, lab.Kept(course.DataRace, both))
	assert.False(t, lab.Kept(course.DataRace, both[:1]), "a verdict that the lab must show is missing")
	assert.False(t, lab.Kept(course.Pass, nil))
	rejected := course.Entry{Kind: course.Rejected}
	assert.True(t, rejected.Kept(course.Deadlock, nil))
	assert.False(t, rejected.Kept(course.Inconclusive, nil), "not being able to tell is no rejection")
	assert.False(t, course.Entry{Kind: course.Accepted}.Kept(course.Deadlock, nil))
}

func TestLocate(t *testing.T) {
	c := course.Checkout{Root: t.TempDir()}
	write(t, c, "go.mod", "module \"racelab\" // the course\n")
	write(t, c, "labs/oven/deeper/x", "")
	inside := c.Path("labs/oven/deeper")
	found, err := course.Locate(inside)
	require.NoError(t, err)
	assert.Equal(t, c, found)
	assert.Equal(t, "oven", c.LabAt(inside))
	assert.Empty(t, c.LabAt(c.Root))
	assert.Empty(t, c.LabAt(c.Path("labs")))
	assert.Empty(t, c.LabAt(c.Path("solutions/oven")))
	_, err = course.Locate(t.TempDir())
	assert.ErrorContains(t, err, "hint: cd into the checkout")
}

func TestHints(t *testing.T) {
	c := course.Checkout{Root: t.TempDir()}
	l := course.Lab{Name: "oven"}
	_, err := c.Hints(l)
	assert.ErrorContains(t, err, "restore the file from git")
	write(t, c, "solutions/oven/hints.md", "# Hints\n\n## Hint 1: where\n\nLook.\n\n## Hint 2\n\nThink.\n")
	hints, err := c.Hints(l)
	require.NoError(t, err)
	assert.Equal(t, []string{"Look.", "Think."}, hints)
}

func TestEveryLabHasThreeHints(t *testing.T) {
	c, err := course.Locate(must(filepath.Abs(".")))
	require.NoError(t, err)
	for _, l := range course.Labs {
		hints, err := c.Hints(l)
		if assert.NoError(t, err) {
			assert.Len(t, hints, 3, l.Name)
		}
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
