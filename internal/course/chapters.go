package course

import (
	"embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Chapters lists the chapters in order.
var Chapters = []Chapter{
	{0, "Errands", "Somebody is sent off with a task. When is it done, what came of it, and who calls them home?"},
	{1, "Racing", "Several workers share one thing, and each acts on what it saw a moment ago."},
	{2, "Deadlock", "Everybody waits for somebody who is waiting too, so nothing moves again."},
	{3, "Leaks", "A worker whom nobody wants any more stays on, unseen, for ever."},
	{4, "Livelock and starvation", "Everybody is busy, yet some or all of them never get anywhere."},
	{5, "Strategies", "One good reason to be concurrent: speed. The problem chooses the way, and the machine has its say."},
	{6, "From the wild", "Bugs that good programmers shipped, retold small. Everything here was reviewed, tested, and in use."},
}

// all are the labs in the order in which a learner meets them, drafts included.
var all = slices.Concat(errands, racing, deadlock, leaks, livelock, strategies, wild)

// Labs lists the labs in the order in which a learner meets them.
var Labs = slices.DeleteFunc(slices.Clone(all), func(l Lab) bool { return l.Draft })

// Drafts lists the labs that are being written.
var Drafts = slices.DeleteFunc(slices.Clone(all), func(l Lab) bool { return !l.Draft })

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
	return slices.DeleteFunc(slices.Clone(Labs), func(l Lab) bool { return l.Chapter != c.Number })
}

// FindChapter returns the chapter of that number.
func FindChapter(number int) (Chapter, bool) {
	i := slices.IndexFunc(Chapters, func(c Chapter) bool { return c.Number == number })
	if i < 0 {
		return Chapter{}, false
	}
	return Chapters[i], true
}

// ChapterCalled returns the chapter that text names: by its number, or by the
// beginning of its title in any case.
func ChapterCalled(text string) (Chapter, bool) {
	if n, err := strconv.Atoi(text); err == nil {
		return FindChapter(n)
	}
	var found []Chapter
	for _, c := range Chapters {
		if text != "" && strings.HasPrefix(strings.ToLower(c.Title), strings.ToLower(text)) {
			found = append(found, c)
		}
	}
	if len(found) != 1 {
		return Chapter{}, false
	}
	return found[0], true
}
