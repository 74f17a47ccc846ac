package console

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestDecode(t *testing.T) {
	for _, c := range []struct {
		why, typed string
		want       []Key
	}{
		{"letters, fast", "nQ", []Key{'n', 'q'}},
		{"enter, as terminals and pipes send it", "\r\n", []Key{Enter, Enter}},
		{"Ctrl-C and Ctrl-D", "\x03\x04", []Key{Quit, Quit}},
		{"an arrow is not the letter at its end", "\x1b[Dh", []Key{'h'}},
		{"an arrow in application mode", "\x1bOD", nil},
		{"Alt and a letter", "\x1bq", nil},
		{"the escape key", "\x1b", []Key{Escape}},
		{"F5, and a letter", "\x1b[15~d", []Key{'d'}},
		{"half a sequence", "\x1b[1", nil},
		{"another alphabet", "é\xff", []Key{'é'}},
		{"Ctrl-Z is none, backspace is", "\x1a\x7f\b", []Key{Delete, Delete}},
	} {
		assert.Equal(t, c.want, decode([]byte(c.typed)), c.why)
	}
}

func TestLinesFromAPipe(t *testing.T) {
	in, typed, err := os.Pipe()
	require.NoError(t, err)
	c, err := OpenKeyboard(in, false)
	require.NoError(t, err)
	_, err = typed.WriteString("  next please\n\nq")
	require.NoError(t, err)
	require.NoError(t, typed.Close())
	for _, want := range []Key{'n', Enter, 'q', Quit} {
		assert.Equal(t, want, <-c.Keys())
	}
	c.Close()
	c.Close()
	var out strings.Builder
	_, err = c.Writer(&out).Write([]byte("a\nb\n"))
	require.NoError(t, err)
	assert.Equal(t, "a\nb\n", out.String(), "lines of a pipe stay as they are")
}

func TestSingleKeysNeedATerminal(t *testing.T) {
	in, err := os.Open(os.DevNull)
	require.NoError(t, err)
	_, err = OpenKeyboard(in, true)
	assert.Error(t, err)
}

func TestCloseLetsGoOfWhatNobodyReads(t *testing.T) {
	in, typed, err := os.Pipe()
	require.NoError(t, err)
	c, err := OpenKeyboard(in, false)
	require.NoError(t, err)
	_, err = typed.WriteString("n\n")
	require.NoError(t, err)
	c.Close()
	assert.False(t, c.send('x') && c.send('x'), "a key that nobody waits for is dropped once the console is closed")
}

func TestOnPanicPutsTheTerminalBackAndPanicsAgain(t *testing.T) {
	restored := 0
	c := &Keyboard{ended: make(chan struct{}), restore: func() { restored++ }}
	assert.PanicsWithValue(t, "burnt", func() {
		defer c.OnPanic()
		panic("burnt")
	})
	assert.Equal(t, 1, restored)
	func() { defer c.OnPanic() }()
	assert.Equal(t, 1, restored, "without a panic it does nothing")
}
