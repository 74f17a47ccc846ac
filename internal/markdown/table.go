package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	table "github.com/yuin/goldmark/extension/ast"

	"racelab/internal/console"
)

const (
	gap       = 2  // between two columns
	narrowest = 10 // that a column is made, for others to fit beside it
)

// table lays out rows in columns; if they are too many for the width, each row is
// a list of what its columns are called and what they hold.
func (p *printer) table(n *table.Table, width int) []string {
	rows := p.cells(n)
	widths := naturalWidths(rows)
	if !squeeze(widths, width) {
		return stacked(rows, width)
	}
	var lines []string
	for i, row := range rows {
		for _, line := range beside(row, widths) {
			if i == 0 {
				line = console.Bold(line)
			}
			lines = append(lines, line)
		}
	}
	return lines
}

// cells are the texts of the table, the heading first.
func (p *printer) cells(n *table.Table) (rows [][]string) {
	for r := n.FirstChild(); r != nil; r = r.NextSibling() {
		var row []string
		for c := ast.Node(r.FirstChild()); c != nil; c = c.NextSibling() {
			row = append(row, strings.TrimSpace(p.words(c)))
		}
		rows = append(rows, row)
	}
	return rows
}

func naturalWidths(rows [][]string) []int {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], console.Cells(cell))
		}
	}
	return widths
}

// squeeze makes the widest column narrower until all fit, and reports whether they
// do.
func squeeze(widths []int, width int) bool {
	for {
		sum, widest := gap*(len(widths)-1), 0
		for i, w := range widths {
			sum += w
			if w > widths[widest] {
				widest = i
			}
		}
		if sum <= width {
			return true
		}
		if widths[widest] <= narrowest {
			return false
		}
		widths[widest]--
	}
}

// beside wraps each cell of a row in its column.
func beside(row []string, widths []int) (lines []string) {
	columns, tallest := make([][]string, len(row)), 1
	for i, cell := range row {
		columns[i] = console.Wrap(cell, widths[i])
		tallest = max(tallest, len(columns[i]))
	}
	for k := range tallest {
		line := ""
		for i, column := range columns {
			cell := ""
			if k < len(column) {
				cell = column[k]
			}
			line += cell + strings.Repeat(" ", max(0, widths[i]-console.Cells(cell))+gap)
		}
		lines = append(lines, strings.TrimRight(line, " "))
	}
	return lines
}

func stacked(rows [][]string, width int) (lines []string) {
	for _, row := range rows[1:] {
		for i, cell := range row {
			if cell == "" {
				continue
			}
			indent := map[bool]string{true: "- ", false: "  "}[i == 0]
			for _, line := range console.Wrap(strings.TrimPrefix(rows[0][i]+": "+cell, ": "), width-len(indent)) {
				lines = append(lines, indent+line)
				indent = "    "
			}
		}
	}
	return lines
}
