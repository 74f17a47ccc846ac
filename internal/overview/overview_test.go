package overview

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"racelab/internal/console"
	"racelab/internal/course"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// As many labs as a chapter may have, and more than there are now.
func TestTheMapOfTheWholeCourseFitsTheSmallestScreen(t *testing.T) {
	var chapters []course.Chapter
	var labs []course.Lab
	for number, n := range []int{3, 10, 9, 5, 6, 10, 20} {
		if c, ok := course.FindChapter(number); ok {
			require.LessOrEqual(t, len(c.Labs()), n, "chapter %d has outgrown what is tried here", number)
		}
		chapters = append(chapters, course.Chapter{Number: number, Title: "Livelock and starvation",
			Intro: strings.Repeat("An introduction of the greatest length. ", 3)})
		for i := range n {
			labs = append(labs, course.Lab{Name: fmt.Sprintf("politebak%d%02d", number, i), Chapter: number})
		}
	}
	p, err := course.LoadProgress(t.TempDir())
	require.NoError(t, err)
	for i, here := range labs {
		lines := strings.Split(Map(p, chapters, labs, here), "\n")
		for _, line := range lines {
			assert.LessOrEqual(t, utf8.RuneCountInString(line), Width, line)
		}
		// Below it: a blank line, the lab, its story of three lines at most, a
		// blank line, the next command, and the prompt.
		assert.LessOrEqual(t, len(lines)-1+8, 24, "%s:\n%s", here.Name, strings.Join(lines, "\n"))
		assert.Contains(t, strings.Join(lines, "\n"), fmt.Sprintf("%d of %d solved", i, len(labs)))
		p.Solve(here.Name)
	}
}

func TestStoriesAndIntroductionsFitTheMap(t *testing.T) {
	for _, l := range course.Labs {
		assert.LessOrEqual(t, len(l.Name), len("politebakers")+1, "%s: four names fit a line of the map", l.Name)
		assert.LessOrEqual(t, len(console.Wrap(l.Story, Width-4)), 3, l.Name)
		assert.LessOrEqual(t, utf8.RuneCountInString(l.Name+" — "+l.Title), Width, l.Name)
		next := fmt.Sprintf("next: go tool lab run %s   its story is in labs/%s/README.md", l.Name, l.Name)
		assert.LessOrEqual(t, len(next), Width)
	}
	for _, c := range course.Chapters {
		assert.LessOrEqual(t, len(console.Wrap(c.Intro, Width-8)), 2, c.Title)
	}
}

func TestGauge(t *testing.T) {
	assert.Equal(t, "[----]", gauge(0, 9, 4))
	assert.Equal(t, "[##--]", gauge(5, 9, 4))
	assert.Equal(t, "[####]", gauge(9, 9, 4))
	assert.Equal(t, "[----]", gauge(0, 0, 4), "a course without labs")
}
