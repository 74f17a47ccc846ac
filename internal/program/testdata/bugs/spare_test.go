package bugs

import (
	"go/scanner"
	"go/token"
	"slices"
	"strconv"
	"testing"
	"unicode/utf8"
)

// What is appended to a slice with spare room lies where the next goroutine appends, too, also
// if a package does it that is not rewritten.

func twoAppend(f func()) { both(f, f) }

// kind: misuse
// want: data race
func TestSpareRoomOfInsert(t *testing.T) {
	shelf := make([]string, 2, 9)
	twoAppend(func() {
		_ = slices.Insert(shelf, 1, "bread") // race
	})
}

// want: passed
func TestSpareRoomOfInsertFixed(t *testing.T) {
	shelf := make([]string, 2, 9)
	twoAppend(func() {
		mine := slices.Insert(slices.Clip(shelf), 1, "bread", "cake")
		if mine[1] != "bread" || mine[2] != "cake" || len(mine) != 4 {
			t.Errorf("inserted: %q", mine)
		}
	})
}

// kind: misuse
// want: data race
func TestSpareRoomOfReplace(t *testing.T) {
	shelf := []string{"bread", "cake", "tart"}
	twoAppend(func() {
		_ = slices.Replace(shelf, 0, 2, "roll") // race
	})
}

// want: passed
func TestSpareRoomOfReplaceFixed(t *testing.T) {
	shelf := []string{"bread", "cake", "tart"}
	more := []string{"roll", "bun", "pie"}
	twoAppend(func() {
		mine := slices.Replace(slices.Clone(shelf), 0, 2, more...)
		if !slices.Equal(mine, []string{"roll", "bun", "pie", "tart"}) {
			t.Errorf("replaced: %q", mine)
		}
	})
}

// kind: misuse
// want: data race
func TestSpareRoomOfAppendSeq(t *testing.T) {
	shelf := make([]string, 0, 4)
	twoAppend(func() {
		_ = slices.AppendSeq( // race
			shelf,
			slices.Values([]string{"bread"}),
		)
	})
}

// kind: misuse
// want: data race
func TestSpareRoomOfANumber(t *testing.T) {
	line := make([]byte, 0, 20)
	twoAppend(func() {
		_ = strconv.AppendInt(line, 12, 10) // race
	})
}

type label []byte

// want: passed
func TestSpareRoomOfANumberFixed(t *testing.T) {
	line := label("no ")
	twoAppend(func() {
		var mine []byte = strconv.AppendInt(
			line[:len(line):len(line)],
			12, 10,
		)
		mine = utf8.AppendRune(mine, '!')
		if string(mine) != "no 12!" {
			t.Errorf("written: %s", mine)
		}
	})
}

// kind: misuse
// want: data race
func TestScannerOfGo(t *testing.T) {
	var s scanner.Scanner
	source := []byte("a b c")
	s.Init(token.NewFileSet().AddFile("", -1, len(source)), source, nil, 0)
	twoAppend(func() {
		s.Scan() // race
	})
}

// want: passed
func TestScannerOfGoFixed(t *testing.T) {
	twoAppend(func() {
		var s scanner.Scanner
		source := []byte("a b c")
		s.Init(token.NewFileSet().AddFile("", -1, len(source)), source, nil, 0)
		if _, _, word := s.Scan(); word != "a" {
			t.Errorf("the first word is %q", word)
		}
	})
}

// want: passed
func TestSpareRoomOfAppendSeqFixed(t *testing.T) {
	shelf := make([]string, 1, 4)
	twoAppend(func() {
		mine := slices.AppendSeq(shelf[:1:1], slices.Values([]string{"bread"}))
		if len(mine) != 2 || mine[1] != "bread" {
			t.Errorf("appended: %q", mine)
		}
	})
}
