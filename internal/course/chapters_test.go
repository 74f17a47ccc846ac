package course

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestEveryChapterHasAnIntroduction(t *testing.T) {
	for _, c := range Chapters {
		text := c.Introduction()
		lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
		assert.GreaterOrEqual(t, len(lines), 20, "chapter %d", c.Number)
		assert.LessOrEqual(t, len(lines), 35, "chapter %d", c.Number)
		for i, line := range lines {
			assert.LessOrEqual(t, utf8.RuneCountInString(line), 79, "chapter %d, line %d", c.Number, i+1)
		}
		for _, lab := range Labs {
			// Names that are English words as well stand in the text as such.
			name := regexp.MustCompile("`" + lab.Name + "`")
			assert.NotRegexp(t, name, text, "chapter %d speaks of a lab", c.Number)
		}
	}
}

func TestAChapterWithoutATextShowsItsSentence(t *testing.T) {
	assert.Equal(t, "In short.\n", Chapter{Number: 99, Intro: "In short."}.Introduction())
}

func TestChaptersAndTheirLabs(t *testing.T) {
	n := 0
	for _, c := range Chapters {
		n += len(c.Labs())
	}
	assert.Equal(t, len(Labs), n, "every lab is in one chapter")
	c, ok := FindChapter(2)
	require.True(t, ok)
	assert.Equal(t, "Deadlock", c.Title)
	_, ok = FindChapter(-1)
	assert.False(t, ok)
	for text, want := range map[string]string{"2": "Deadlock", "Deadlock": "Deadlock", "dead": "Deadlock", "livelock and": "Livelock and starvation"} {
		c, ok := ChapterCalled(text)
		assert.True(t, ok, text)
		assert.Equal(t, want, c.Title)
	}
	for _, text := range []string{"", "99", "l", "cakes"} {
		_, ok := ChapterCalled(text)
		assert.False(t, ok, "%q names no chapter, or several", text)
	}
}
