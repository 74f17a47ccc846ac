package export

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"html/template"
	"os"
	"path/filepath"
	"strings"

	"racelab/internal/page"
	"racelab/internal/survey"
)

//go:embed index.html
var indexText string

var index = template.Must(template.New("index").Funcs(template.FuncMap{"breaks": page.Breaks}).Parse(indexText))

// A link is a line of the index.
type link struct{ Package, Test, Kind, Why, File string }

// Pages writes into a folder a page for each failure that can be shown step by step,
// and an index of all failures. show makes one page; where it cannot, the index has
// no link, and the error says why. The index's path is returned.
func Pages(dir string, all []*survey.Found, show func(*survey.Found, survey.Result) ([]byte, error)) (string, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	var links []link
	var lacking error
	for _, f := range all {
		for _, r := range f.Results {
			if !r.Fails() {
				continue
			}
			l := link{Package: f.Title(), Test: r.Test, Kind: string(survey.KindOf(r.Report)), Why: whyOf(r.Report)}
			if r.Report.FailsOnce() {
				l.File = fmt.Sprintf("%03d-%s.html", len(links)+1, plain(r.Test))
				text, err := show(f, r)
				if err == nil {
					err = os.WriteFile(filepath.Join(dir, l.File), text, 0o644)
				}
				if err != nil {
					l.File, lacking = "", errors.Join(lacking, err)
				}
			}
			links = append(links, l)
		}
	}
	var text bytes.Buffer
	if err := index.Execute(&text, links); err != nil {
		return "", err
	}
	file := filepath.Join(dir, "index.html")
	return file, errors.Join(lacking, os.WriteFile(file, text.Bytes(), 0o644))
}

// plain is a test's name with nothing in it that a path could not have.
func plain(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case '0' <= r && r <= '9', 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', r == '_':
			return r
		}
		return '-'
	}, name)
}
