package demo

import (
	"strings"

	"racelab/internal/console"
	"racelab/internal/course"
	"racelab/internal/markdown"
)

// A jump is to a slide, as its number says.
type jump int

func (j jump) Error() string { return "another slide is wanted" }

// noted are the lines of a slide, with what there is to say about it if that was asked
// for. If there is no room for both, the notes stand alone.
func (d *demo) noted(lines []string) []string {
	if !d.notes {
		return lines
	}
	note := append([]string{console.Dim("notes")}, markdown.Lines([]byte(d.note), prose())...)
	room := d.room()
	if room == 0 || len(lines)+1+len(note) <= room {
		return append(append(lines[:len(lines):len(lines)], ""), note...)
	}
	if len(note) > room {
		note = append(note[:room-1], "…")
	}
	return note
}

// A debrief says what a presenter might say, part by part.
type debrief string

// part is what stands below a heading.
func (b debrief) part(title string) string {
	_, rest, _ := strings.Cut(string(b), "\n## "+title+"\n")
	text, _, _ := strings.Cut(rest, "\n## ")
	return strings.TrimSpace(text)
}

// proposals are the fixes that a class may propose, and why they are none.
func (s *lesson) proposals() string {
	text := "Would that do? No:\n"
	for _, e := range s.checkout.Bank(s.lab) {
		if e.Kind == course.Rejected && e.Why != "" {
			text += "\n- " + e.Why
		}
	}
	return text
}
