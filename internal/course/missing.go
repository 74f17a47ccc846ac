package course

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// toWrite marks in a new lab's files what its author still has to write.
const toWrite = "WRITE:"

// What a lab comes with.
const (
	fewestLines, mostLines = 40, 90 // of the program
	readmeLines            = 40
	hintsOfALab            = 3
	fewestRejected         = 4
	fewestAccepted         = 2
)

var spoilers = regexp.MustCompile(`(?i)\b(TODO|BUG|FIXME|race|racy|unsafe|fix here)\b`)

// Missing lists what a lab still lacks, in words for its author: nothing, of a
// lab that is finished. That its programs do what the course promises is for a
// judge to say.
func (c Checkout) Missing(l Lab) []string {
	m := &missing{c: c}
	m.record(l)
	m.program(l)
	if text := m.read(l.Readme()); strings.Count(text, "\n") > readmeLines {
		m.add(l.Readme(), "the story has at most %d lines", readmeLines)
	}
	learners := strings.TrimSuffix(l.File(), ".go") + "_test.go"
	if m.read(learners) != m.read(l.Tests()) {
		m.add(l.Tests(), "it must equal %s; copy one over the other", learners)
	}
	m.read(l.Solution())
	m.read(l.Debrief())
	if n := strings.Count(m.read(l.spoiler("hints.md")), "\n## Hint "); n != hintsOfALab {
		m.add(l.spoiler("hints.md"), "it has %d of %d sections \"## Hint N\"", n, hintsOfALab)
	}
	m.bank(l, Rejected, fewestRejected)
	m.bank(l, Accepted, fewestAccepted)
	return m.said
}

type missing struct {
	c    Checkout
	said []string
}

func (m *missing) add(where, format string, args ...any) {
	m.said = append(m.said, filepath.ToSlash(where)+": "+fmt.Sprintf(format, args...))
}

// read returns a file's text, and says what is still to be written in it.
func (m *missing) read(file string) string {
	text, err := os.ReadFile(m.c.Path(file))
	switch {
	case err != nil:
		m.add(file, "there is no such file")
	case len(text) == 0:
		m.add(file, "it is empty")
	}
	for i, line := range strings.Split(string(text), "\n") {
		if _, what, found := strings.Cut(line, toWrite); found {
			m.add(fmt.Sprintf("%s:%d", file, i+1), "to be written: %s", strings.TrimSpace(what))
		}
	}
	return string(text)
}

func (m *missing) record(l Lab) {
	file := fmt.Sprintf("internal/course/chapter%d.go", l.Chapter)
	fields := []struct{ name, value string }{
		{"Title", l.Title}, {"Story", l.Story}, {"Question", l.Question}, {"Maxim", l.Maxim}, {"Win", l.Win},
	}
	for _, f := range fields {
		if strings.Contains(f.value, toWrite) || f.value == "" && f.name != "Win" {
			m.add(file, "the %s of %s is to be written", f.name, l.Name)
		}
	}
	if len(l.Fails) == 0 {
		m.add(file, "%s has no verdict that its broken version must show", l.Name)
	}
}

// program looks at the broken version that the course ships.
func (m *missing) program(l Lab) {
	source := m.read(l.Pristine())
	if word := spoilers.FindString(source); word != "" {
		m.add(l.Pristine(), "the word %q gives the fault away", word)
	}
	if n := strings.Count(source, "\n"); n < fewestLines || n > mostLines {
		m.add(l.Pristine(), "a lab has %d to %d lines, this one has %d", fewestLines, mostLines, n)
	}
}

func (m *missing) bank(l Lab, k Kind, fewest int) {
	dir := l.spoiler("testdata", string(k))
	files, _ := filepath.Glob(m.c.Path(filepath.Join(dir, "*", l.Name+".go")))
	if len(files) < fewest {
		m.add(filepath.Join(dir, "SLUG", l.Name+".go"), "there are %d of at least %d %s fixes", len(files), fewest, k)
	}
	for _, file := range files {
		rel, err := filepath.Rel(m.c.Root, file)
		if err == nil && k.why(m.read(rel)) == "" {
			m.add(rel, "it must begin with %q and the reason", openings[k])
		}
	}
}
