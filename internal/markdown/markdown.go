// Package markdown shows a text with headings, lists, tables and code in a
// terminal of any width.
//
// It leaves out what such a text of the course does not have: pictures, quotations,
// raw HTML. A package that shows all of it, with colours for code, takes as long to
// compile as half of the command.
package markdown

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	table "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"racelab/internal/console"
)

// Lines lays out a text in lines of at most width cells. Words that are longer,
// and lines of code, stay whole.
func Lines(source []byte, width int) []string {
	root := goldmark.New(goldmark.WithExtensions(extension.Table)).Parser().Parse(text.NewReader(source))
	p := &printer{source: source}
	p.blocks(root, width)
	return p.lines
}

type printer struct {
	source []byte
	lines  []string
}

// blocks prints what is below n, an empty line between two.
func (p *printer) blocks(n ast.Node, width int) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if len(p.lines) > 0 && c.Kind() != ast.KindListItem && c.Kind() != ast.KindTextBlock && !afterHeading(c) {
			p.lines = append(p.lines, "")
		}
		p.block(c, width)
	}
}

func afterHeading(n ast.Node) bool {
	above := n.PreviousSibling()
	return above != nil && above.Kind() == ast.KindHeading && n.Kind() != ast.KindHeading
}

func (p *printer) block(n ast.Node, width int) {
	switch n := n.(type) {
	case *ast.Heading:
		for _, line := range console.Wrap(p.words(n), width) {
			p.lines = append(p.lines, console.Bold(line))
		}
	case *ast.List:
		p.list(n, width)
	case *ast.FencedCodeBlock, *ast.CodeBlock:
		for i := range n.Lines().Len() {
			line := n.Lines().At(i)
			p.lines = append(p.lines, "    "+strings.TrimRight(string(line.Value(p.source)), "\n"))
		}
	case *table.Table:
		p.lines = append(p.lines, p.table(n, width)...)
	case *ast.Paragraph, *ast.TextBlock:
		p.lines = append(p.lines, console.Wrap(p.words(n), width)...)
	default:
		p.blocks(n, width)
	}
}

// list prints items, the later lines of each below its first word.
func (p *printer) list(n *ast.List, width int) {
	number := n.Start
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		mark := "- "
		if n.IsOrdered() {
			mark = fmt.Sprintf("%d. ", number)
			number++
		}
		inside := &printer{source: p.source}
		inside.blocks(item, width-len(mark))
		for i, line := range inside.lines {
			if i > 0 && line != "" {
				mark = strings.Repeat(" ", len(mark))
			}
			p.lines = append(p.lines, strings.TrimRight(mark+line, " "))
		}
	}
}

// words is the running text below n. Code keeps its quotes, for that there may be
// no colours to tell it by.
func (p *printer) words(n ast.Node) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.CodeSpan:
			b.WriteByte('`')
		case *ast.Text:
			if entering {
				b.Write(n.Segment.Value(p.source))
				if n.SoftLineBreak() || n.HardLineBreak() {
					b.WriteByte(' ')
				}
			}
		case *ast.String:
			if entering {
				b.Write(n.Value)
			}
		case *ast.AutoLink:
			if entering {
				b.Write(n.URL(p.source))
			}
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}
