package syllabus

import (
	"embed"
	"fmt"
)

//go:embed chapters/*.md
var introductions embed.FS

// Introduction is what a learner should have read before the chapter's first
// lab: about thirty lines of at most 79 characters, ready for a terminal. It
// gives no lab away.
func (c Chapter) Introduction() string {
	text, err := introductions.ReadFile(fmt.Sprintf("chapters/%d.md", c.Number))
	if err != nil {
		return c.Intro + "\n"
	}
	return string(text)
}

// Labs are the chapter's, in order. A chapter that is being written has none.
func (c Chapter) Labs() []Lab {
	var labs []Lab
	for _, l := range Labs {
		if l.Chapter == c.Number {
			labs = append(labs, l)
		}
	}
	return labs
}

// FindChapter returns the chapter of that number.
func FindChapter(number int) (Chapter, bool) {
	for _, c := range Chapters {
		if c.Number == number {
			return c, true
		}
	}
	return Chapter{}, false
}
