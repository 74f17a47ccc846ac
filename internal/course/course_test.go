package course

import (
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestEveryLabIsComplete(t *testing.T) {
	chapters := map[int]bool{}
	for i, c := range Chapters {
		assert.NotEmpty(t, c.Title)
		assert.NotEmpty(t, c.Intro)
		assert.False(t, chapters[c.Number], "chapter %d is listed twice", c.Number)
		assert.True(t, i == 0 || Chapters[i-1].Number < c.Number, "chapters are in order")
		chapters[c.Number] = true
	}
	seen := map[string]bool{}
	for i, lab := range Labs {
		assert.Regexp(t, regexp.MustCompile(`^[a-z]+$`), lab.Name, "a lab's name is a Go package name")
		assert.False(t, seen[lab.Name], "%s is listed twice", lab.Name)
		seen[lab.Name] = true
		assert.True(t, chapters[lab.Chapter], "%s belongs to a chapter", lab.Name)
		assert.True(t, i == 0 || Labs[i-1].Chapter <= lab.Chapter, "%s stands with its chapter", lab.Name)
		assert.NotEmpty(t, lab.Title, lab.Name)
		assert.NotEmpty(t, lab.Story, lab.Name)
		assert.Regexp(t, `\?$`, lab.Question, lab.Name)
		assert.LessOrEqual(t, len(lab.Question), 80, "%s: its question is read from the last row", lab.Name)
		assert.Contains(t, []string{DontDoIt, NothingTrue, WorksBroken, Understand}, lab.Maxim, lab.Name)
		assert.NotEmpty(t, lab.Fails, "%s must fail in some way", lab.Name)
		assert.False(t, lab.Shows(Pass), "%s is broken", lab.Name)
		for _, v := range lab.Fails {
			assert.Contains(t, Verdicts(), v, lab.Name)
		}
	}
}

func TestFind(t *testing.T) {
	lab, ok := Find("handover")
	require.True(t, ok)
	assert.Equal(t, "handover", lab.Name)
	assert.True(t, lab.Shows(Deadlock))
	_, ok = Find("Handover")
	assert.False(t, ok, "names are exact; suggestions are the command's business")
}
