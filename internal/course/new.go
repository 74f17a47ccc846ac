package course

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

//go:embed all:skeleton
var skeleton embed.FS

var labName = regexp.MustCompile(`^[a-z]+$`)

// New lays out the files of a lab that is to be written, and enters it as a draft
// in the table of its chapter. It returns the files that it wrote, relative to the
// checkout; nothing that exists is changed but the table.
func (c Checkout) New(name string, chapter int) ([]string, error) {
	if _, taken := Find(name); taken || !labName.MatchString(name) {
		return nil, fmt.Errorf("%q cannot be the name of a new lab\nhint: take a Go package name of the letters a to z that no lab has", name)
	}
	if _, ok := FindChapter(chapter); !ok {
		return nil, fmt.Errorf("there is no chapter %d\nhint: see go tool lab list", chapter)
	}
	for _, folder := range []string{"labs", "solutions"} {
		if _, err := os.Stat(c.Path(filepath.Join(folder, name))); err == nil {
			return nil, fmt.Errorf("there is a folder %s/%s already\nhint: remove it or take another name", folder, name)
		}
	}
	table := filepath.Join("internal", "course", fmt.Sprintf("chapter%d.go", chapter))
	if err := c.enter(table, name, chapter); err != nil {
		return nil, err
	}
	written := []string{table}
	err := fs.WalkDir(skeleton, "skeleton", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := skeleton.ReadFile(path)
		if err != nil {
			return err
		}
		rel := strings.TrimPrefix(path, "skeleton/")
		rel = filepath.FromSlash(strings.TrimSuffix(strings.ReplaceAll(rel, "NAME", name), ".txt"))
		written = append(written, rel)
		if err := os.MkdirAll(filepath.Dir(c.Path(rel)), 0o755); err != nil {
			return err
		}
		return WriteFile(c.Path(rel), bytes.ReplaceAll(text, []byte("NAME"), []byte(name)))
	})
	return written, err
}

// enter adds a record to a chapter's table, after the others.
func (c Checkout) enter(table, name string, chapter int) error {
	text, err := c.Read(table, "restore it from git")
	if err != nil {
		return err
	}
	end := strings.LastIndex(text, "\n}")
	if end < 0 {
		return fmt.Errorf("%s does not end with a table of labs\nhint: restore it from git", table)
	}
	record := fmt.Sprintf(`
	{
		Name:     %q,
		Chapter:  %d,
		Title:    "WRITE: a few words",
		Story:    "WRITE: one or two sentences, no spoilers",
		Question: "WRITE: what to ask a class that has read the code?",
		Win:      "WRITE: what a player must bring about",
		Maxim:    Understand,
		Fails:    []Verdict{WrongResult},
		Draft:    true, // remove this line when the lab is finished
	},`, name, chapter)
	return WriteFile(c.Path(table), []byte(text[:end]+record+text[end:]))
}
