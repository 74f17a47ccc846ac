// Package keys reads single keys from a terminal, and commands that end with
// Enter from everything else.
//
// While a Keyboard reads single keys the terminal is in raw mode: it echoes
// nothing, Ctrl-C arrives as a key, and a line feed does not go back to the
// left, so whatever is shown has to pass through [Keyboard.Writer]. Close puts
// the terminal back, and so does a panic in every goroutine that defers
// [Keyboard.OnPanic]. A program that is killed with SIGKILL leaves the terminal
// raw; `stty sane` helps then. Ctrl-Z does nothing.
package console

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/term"
)

// A Key is what was typed: a character, in lower case, or one of the constants.
type Key rune

// The keys that are not characters. Everything else that is none, such as the
// arrow keys, is left out.
const (
	Enter  Key = '\n' // also an empty line
	Quit   Key = -1   // Ctrl-C, Ctrl-D, or the end of the input
	Escape Key = -2
	Delete Key = -3 // of the character before
)

// A Keyboard reads single keys from a terminal, and commands that end with Enter
// from everything else.
//
// While it reads single keys the terminal is in raw mode: it echoes nothing,
// Ctrl-C arrives as a key, and a line feed does not go back to the left, so
// whatever is shown has to pass through Writer. Close puts the terminal back,
// and so does a panic in every goroutine that defers OnPanic. A program that is
// killed with SIGKILL leaves the terminal raw; `stty sane` helps then. Ctrl-Z
// does nothing.
type Keyboard struct {
	// Single says that keys arrive as they are pressed; else lines do, of
	// which the first character counts.
	Single bool

	keys    chan Key
	ended   chan struct{}
	once    sync.Once
	restore func()
}

// OpenKeyboard starts to read in. It reads single keys if asked to, which in must be a
// terminal for. Nothing else may read in from now on: the goroutine that does
// stays until the program ends.
func OpenKeyboard(in *os.File, single bool) (*Keyboard, error) {
	c := &Keyboard{Single: single, keys: make(chan Key), ended: make(chan struct{}), restore: func() {}}
	if single {
		state, err := term.MakeRaw(int(in.Fd()))
		if err != nil {
			return nil, err
		}
		c.restore = func() { _ = term.Restore(int(in.Fd()), state) }
	}
	go func() {
		defer c.OnPanic()
		if single {
			c.readKeys(in)
		} else {
			c.readLines(in)
		}
		c.send(Quit)
	}()
	return c, nil
}

// Keys are what was typed. After the last one comes Quit.
func (k *Keyboard) Keys() <-chan Key { return k.keys }

// Close puts the terminal back as it was. It may be called more than once.
func (k *Keyboard) Close() {
	k.once.Do(func() {
		k.restore()
		close(k.ended)
	})
}

// OnPanic puts the terminal back before a panic ends the program. It has no
// effect but when it is deferred itself.
func (k *Keyboard) OnPanic() {
	if v := recover(); v != nil {
		k.Close()
		panic(v) // the trace still shows where it came from
	}
}

func (k *Keyboard) send(key Key) bool {
	select {
	case k.keys <- key:
		return true
	case <-k.ended:
		return false
	}
}

func (k *Keyboard) readKeys(in io.Reader) {
	chunk := make([]byte, 256)
	for {
		n, err := in.Read(chunk)
		for _, key := range decode(chunk[:n]) {
			if !k.send(key) {
				return
			}
		}
		if err != nil {
			return
		}
	}
}

func (k *Keyboard) readLines(in io.Reader) {
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		key := Enter
		if found := decode(bytes.TrimSpace(lines.Bytes())); len(found) > 0 {
			key = found[0]
		}
		if !k.send(key) {
			return
		}
	}
}

// decode finds the keys in what a terminal sent at once. A key that sends
// several bytes, as an arrow does, begins with an escape; none of them is
// wanted, and none of their bytes may be taken for a letter.
func decode(chunk []byte) []Key {
	const ctrlC, ctrlD, backspace, escape, del = 3, 4, 8, 27, 127
	var found []Key
	for len(chunk) > 0 {
		r, size := utf8.DecodeRune(chunk)
		switch {
		case r == ctrlC, r == ctrlD:
			found = append(found, Quit)
		case r == backspace, r == del:
			found = append(found, Delete)
		case r == escape && len(chunk) == 1:
			found = append(found, Escape)
		case r == escape:
			size = sequence(chunk)
		case r == '\r', r == '\n':
			found = append(found, Enter)
		case r != utf8.RuneError && unicode.IsPrint(r):
			found = append(found, Key(unicode.ToLower(r)))
		}
		chunk = chunk[size:]
	}
	return found
}

// sequence is the length of the control sequence that chunk begins with
// (ECMA-48, 5.4): ESC [ parameters, and a byte from @ to ~ at the end.
func sequence(chunk []byte) int {
	if len(chunk) < 2 || chunk[1] != '[' && chunk[1] != 'O' {
		return min(2, len(chunk)) // Alt and a key
	}
	for i, b := range chunk[2:] {
		if b >= '@' && b <= '~' {
			return i + 3
		}
	}
	return len(chunk)
}

// Writer returns w, or in raw mode a writer that sends the cursor back to the
// left after each line.
func (k *Keyboard) Writer(w io.Writer) io.Writer {
	if !k.Single {
		return w
	}
	return &lines{k, w}
}

type lines struct {
	keyboard *Keyboard
	w        io.Writer
}

func (l *lines) Write(text []byte) (int, error) {
	shown := text
	select {
	case <-l.keyboard.ended: // the terminal is as it was
	default:
		shown = bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n"))
	}
	if _, err := l.w.Write(shown); err != nil {
		return 0, err
	}
	return len(text), nil
}
