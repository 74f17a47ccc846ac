package audit

import (
	"go/scanner"
	"go/token"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// A change is what a right program has otherwise than a wrong one.
type change struct {
	lines   map[int]bool    // of the wrong one; of what is only put in, those around it
	objects map[string]bool // the names on those lines, and on the new ones
	size    int             // how many lines it takes away and puts in
}

// changeOf compares two programs line by line. Comments and blanks do not count.
// first is the number of the wrong one's first line.
func changeOf(wrong, right string, first int) change {
	a, b := linesOf(wrong), linesOf(right)
	c := change{lines: map[int]bool{}, objects: map[string]bool{}}
	common := longestCommon(a, b)
	i, j := 0, 0
	for _, pair := range append(common, [2]int{len(a), len(b)}) {
		gone, come := a[i:pair[0]], b[j:pair[1]]
		if len(gone) == 0 { // what is put in may be a block round lines that stay
			c.addWrapped(b, j, pair[1], common, a, first)
		}
		c.size += len(gone) + len(come)
		for _, l := range come {
			c.addNames(l.text)
		}
		if len(gone) == 0 && len(come) > 0 {
			gone = a[max(0, i-1):min(len(a), pair[0]+1)]
		}
		for _, l := range gone {
			c.lines[first+l.number] = true
			c.addNames(l.text)
		}
		i, j = pair[0]+1, pair[1]+1
	}
	return c
}

// addWrapped adds the lines of a that are also in b, the right program, but there inside of
// a block that lines from to to of it open, as a new condition does.
func (c change) addWrapped(b []line, from, to int, common [][2]int, a []line, first int) {
	for k := from; k < to; k++ {
		if !strings.HasSuffix(b[k].text, "{") || strings.HasPrefix(b[k].text, "func ") {
			continue
		}
		end, depth := k+1, 1
		for ; end < len(b) && depth > 0; end++ {
			depth += strings.Count(b[end].text, "{") - strings.Count(b[end].text, "}")
		}
		for _, pair := range common {
			if k < pair[1] && pair[1] < end {
				c.lines[first+a[pair[0]].number] = true
			}
		}
	}
}

func (c change) addNames(line string) {
	for _, word := range words(line) {
		c.objects[word] = true
	}
}

// words are the names in a line of Go, but for those that every line may have.
func words(line string) (names []string) {
	var s scanner.Scanner
	text := []byte(line)
	fset := token.NewFileSet()
	s.Init(fset.AddFile("", fset.Base(), len(text)), text, func(token.Position, string) {}, 0)
	for {
		_, tok, name := s.Scan()
		if tok == token.EOF {
			return names
		}
		if tok == token.IDENT && !slices.Contains([]string{"err", "nil", "_", "true", "false", "i", "n", "t", "len", "append", "make"}, name) {
			names = append(names, name)
		}
	}
}

type line struct {
	number int
	text   string
}

func linesOf(source string) (all []line) {
	for i, text := range strings.Split(source, "\n") {
		code, _, _ := strings.Cut(text, "//")
		if code = strings.Join(strings.Fields(code), " "); code != "" {
			all = append(all, line{i, code})
		}
	}
	return all
}

// longestCommon pairs the indices of the longest sequence of lines that both have.
func longestCommon(a, b []line) (pairs [][2]int) {
	best := make([][]int, len(a)+1)
	for i := range best {
		best[i] = make([]int, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if best[i][j] = max(best[i+1][j], best[i][j+1]); a[i].text == b[j].text {
				best[i][j] = max(best[i][j], best[i+1][j+1]+1)
			}
		}
	}
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].text == b[j].text && best[i][j] == best[i+1][j+1]+1:
			pairs = append(pairs, [2]int{i, j})
			i, j = i+1, j+1
		case best[i+1][j] >= best[i][j+1]:
			i++
		default:
			j++
		}
	}
	return pairs
}

func TestAChangeKnowsLinesAndObjects(t *testing.T) {
	wrong := "func (b *box) put() {\n\tif b.full { // look\n\t\treturn\n\t}\n\tb.full = true\n}"
	right := "func (b *box) put() {\n\tb.mu.Lock()\n\tdefer b.mu.Unlock()\n\tif b.full {\n\t\treturn\n\t}\n\tb.full = true\n}"
	c := changeOf(wrong, right, 10)
	assert.Equal(t, map[int]bool{10: true, 11: true}, c.lines, "a lock is put in between the first line and the second")
	assert.True(t, c.objects["mu"] && c.objects["full"])
	assert.Equal(t, 2, c.size)
	guarded := strings.Replace(wrong, "\tb.full = true\n", "\tif !b.full {\n\t\tb.full = true\n\t}\n", 1)
	assert.True(t, changeOf(wrong, guarded, 10).lines[14], "what comes under a condition is changed")
	whole := strings.Replace(wrong, "\tif b.full {", "\tb.ask(func() {\n\tif b.full {", 1) + "\n\t})"
	assert.True(t, changeOf(wrong, whole, 10).lines[14], "so is what lies deep in a block that is put round it")
	assert.False(t, changeOf(wrong, strings.Replace(wrong, "if b.full", "if !b.full", 1), 10).lines[12], "but not what a condition stood over before")
	assert.Zero(t, changeOf(wrong, wrong+"\n// the same", 1).size)
	assert.Equal(t, map[int]bool{5: true}, changeOf(wrong, strings.Replace(wrong, "= true", "= false", 1), 1).lines)
}
