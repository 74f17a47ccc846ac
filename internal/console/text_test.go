package console

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestWrapCountsCells(t *testing.T) {
	assert.Equal(t, []string{"two cakes", "meet"}, Wrap("  two cakes\n meet ", 9))
	assert.Equal(t, []string{"蛋糕", "蛋糕"}, Wrap("蛋糕 蛋糕", 8), "a wide character takes two cells")
	assert.Equal(t, []string{"a", "longer-word"}, Wrap("a longer-word", 5), "a word stays whole")
	assert.Empty(t, Wrap(" \n", 5))
}

func TestALongNameIsBrokenBetweenItsWords(t *testing.T) {
	for _, c := range []struct {
		why, text string
		want      []string
	}{
		{"a name", "TestTwoCakesMeet", []string{"TestTwo", "CakesMeet"}},
		{"one that fits the next line stays whole", "see: TestCakes", []string{"see:", "TestCakes"}},
		{"what comes behind goes on there", "TestTwoCakesMeet, OnTray", []string{"TestTwo", "CakesMeet,", "OnTray"}},
		{"a subtest", "TestCakes/one_by_one", []string{"TestCakes/", "one_by_one"}},
		{"without humps", "Testtwocakesmeet", []string{"Testtwocakesmeet"}},
		{"a path", "labs/CakeBoxAndMore/CakeBox.go:31", []string{"labs/CakeBoxAndMore/CakeBox.go:31"}},
		{"what a command takes", "'^TestTwoCakesMeet$'", []string{"'^TestTwoCakesMeet$'"}},
	} {
		assert.Equal(t, c.want, Wrap(c.text, 10), c.why)
	}
}

func TestCut(t *testing.T) {
	assert.Equal(t, "cake", Cut("cake", 4, "…"))
	assert.Equal(t, "cak…", Cut("cakes", 4, "…"))
	assert.Equal(t, "蛋…", Cut("蛋糕箱", 4, "…"))
}

func TestClean(t *testing.T) {
	assert.Equal(t, "a b?[2Jc ?", Clean(" a\tb\x1b[2Jc\n\xff"))
}

func TestCount(t *testing.T) {
	for n, want := range map[int]string{0: "0 schedules", 1: "1 schedule", 999: "999 schedules", 12000: "12,000 schedules", 1234567: "1,234,567 schedules"} {
		assert.Equal(t, want, Count(n, "schedule"))
	}
	assert.Equal(t, "-100", Thousands(-100))
	assert.Equal(t, "-1,000", Thousands(-1000))
}

func TestIndentLeavesNoBlanksAtTheEnd(t *testing.T) {
	assert.Equal(t, "  a\n\n", Indent([]string{"a", ""}, "  "))
}

func TestAPassingLineNeedsATerminal(t *testing.T) {
	var out bytes.Buffer
	l := NewLine(&out)
	l.Show("building …")
	l.Clear()
	assert.False(t, l.Shown())
	assert.Empty(t, out.String())
}

func TestTheSecondsOfAPassingLineAreSeen(t *testing.T) {
	assert.Equal(t, "building … 12 s", lasting("building …", 12*time.Second))
	long := lasting(strings.Repeat("x", Widest), 12*time.Second)
	assert.Equal(t, Widest-1, Cells(long))
	assert.True(t, strings.HasSuffix(long, "x… 12 s"), long)
}

func TestTheLocaleSaysWhetherThereIsRoomForOtherCharacters(t *testing.T) {
	for _, c := range []struct {
		all, lang string
		want      bool
		why       string
	}{
		{"", "", false, "nothing is known, and most terminals speak UTF-8"},
		{"", "C.UTF-8", false, "UTF-8"},
		{"", "de_DE.utf8", false, "the other spelling"},
		{"C", "en_GB.UTF-8", true, "LC_ALL wins"},
		{"", "de_DE.ISO-8859-1", true, "Latin-1 has no box drawing"},
	} {
		t.Setenv("LC_ALL", c.all)
		t.Setenv("LC_CTYPE", "")
		t.Setenv("LANG", c.lang)
		assert.Equal(t, c.want, WantASCII(), c.why)
		assert.Equal(t, c.want, Fit("1 · Racing …") == "1 - Racing ...", c.why)
	}
}

func TestRowsOfALine(t *testing.T) { // a test has no screen, which counts as the widest
	assert.Equal(t, 1, Rows(""))
	assert.Equal(t, 1, Rows("\x1b[1m"+strings.Repeat("x", Widest)+"\x1b[0m"))
	assert.Equal(t, 2, Rows(strings.Repeat("x", Widest+1)))
	assert.Equal(t, 2, Rows(strings.Repeat("\t", Widest/tab)+"12345"))
}
