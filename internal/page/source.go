package page

import (
	"go/scanner"
	"go/token"
	"html/template"
	"path"
	"slices"
	"strings"

	"racelab/internal/trace"
)

// A File is a source file of the page.
type File struct {
	Name  string `json:"name"` // as in trace.Place
	Lines []Line `json:"-"`
}

// Base is the name without its folder.
func (f *File) Base() string { return path.Base(f.Name) }

// A Line is one line of a file, or stands for some that were left out.
type Line struct {
	Number int // 0 for lines left out
	Text   string
	HTML   template.HTML // Text, coloured
}

// Above this a file is cut down to the surroundings of what is used in it.
const (
	mostLines    = 400
	surroundings = 12
)

// filesOf reads the files that places lie in: those of the program before its
// tests. What cannot be read is left out.
func filesOf(places []trace.Place, read func(name string) ([]byte, error)) []*File {
	used := map[string][]int{}
	for _, p := range places {
		if p.File != "" {
			used[p.File] = append(used[p.File], p.Line)
		}
	}
	var files []*File
	for name, lines := range used {
		text, err := read(name)
		if err != nil {
			continue
		}
		files = append(files, &File{Name: name, Lines: linesOf(string(text), lines)})
	}
	slices.SortFunc(files, func(a, b *File) int {
		if x, y := trace.IsTest(a.Name), trace.IsTest(b.Name); x != y {
			if y {
				return -1
			}
			return 1
		}
		return strings.Compare(a.Name, b.Name)
	})
	return files
}

// Text is a line of the source without its indentation, or nothing.
func (v *View) Text(s Spot) string {
	if s.File < 0 || s.File >= len(v.Files) {
		return ""
	}
	for _, line := range v.Files[s.File].Lines {
		if line.Number == s.Line {
			return strings.TrimSpace(line.Text)
		}
	}
	return ""
}

func linesOf(text string, used []int) []Line {
	coloured := strings.Split(strings.TrimRight(string(colour(text)), "\n"), "\n")
	plain := strings.Split(text, "\n")
	var lines []Line
	for i, html := range coloured {
		n := i + 1
		if len(coloured) <= mostLines || slices.ContainsFunc(used, func(u int) bool { return max(u-n, n-u) <= surroundings }) {
			lines = append(lines, Line{n, plain[i], template.HTML(html)})
		} else if len(lines) > 0 && lines[len(lines)-1].Number > 0 {
			lines = append(lines, Line{})
		}
	}
	return lines
}

// colour marks keywords, strings and comments of Go. What spans lines is marked
// on each.
func colour(text string) template.HTML {
	var s scanner.Scanner
	fset := token.NewFileSet()
	file := fset.AddFile("", fset.Base(), len(text))
	s.Init(file, []byte(text), func(token.Position, string) {}, scanner.ScanComments)
	var b strings.Builder
	at := 0
	for {
		pos, tok, literal := s.Scan()
		if tok == token.EOF {
			break
		}
		class := classOf(tok)
		from := file.Offset(pos)
		if class == "" || from < at {
			continue
		}
		if tok.IsKeyword() {
			literal = tok.String()
		}
		to := min(from+len(literal), len(text))
		b.WriteString(template.HTMLEscapeString(text[at:from]))
		for i, line := range strings.Split(text[from:to], "\n") {
			if i > 0 {
				b.WriteString("\n")
			}
			b.WriteString(`<span class="` + class + `">` + template.HTMLEscapeString(line) + `</span>`)
		}
		at = to
	}
	b.WriteString(template.HTMLEscapeString(text[at:]))
	return template.HTML(b.String())
}

func classOf(tok token.Token) string {
	switch {
	case tok == token.COMMENT:
		return "c"
	case tok == token.STRING, tok == token.CHAR:
		return "s"
	case tok.IsKeyword():
		return "k"
	}
	return ""
}
