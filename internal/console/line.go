package console

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// A Line is a passing one: it says what goes on while a terminal is watching,
// and is taken away again. The zero Line is not shown.
type Line struct{ w io.Writer }

// NewLine shows passing lines on w, if w is a terminal.
func NewLine(w io.Writer) Line {
	if !IsTerminal(w) {
		return Line{}
	}
	return Line{w}
}

// Shown reports whether anything is shown at all.
func (l Line) Shown() bool { return l.w != nil }

// Show puts text in the place of what was shown before. It is cut where the line
// ends, since what runs over into the next line could not be taken away.
func (l Line) Show(text string) {
	if l.w == nil {
		return
	}
	fmt.Fprint(l.w, "\r\x1b[K"+Cut(text, Width()-1, "…"))
}

// Clear takes the line away.
func (l Line) Clear() {
	if l.w != nil {
		fmt.Fprint(l.w, "\r\x1b[K")
	}
}

// Status shows text, and for how long it has been true. The function that it
// returns takes the line away, and must be called.
func (l Line) Status(text string) (clear func()) {
	began := time.Now()
	l.Show(text)
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		tick := time.NewTicker(time.Second)
		defer tick.Stop()
		for {
			select {
			case <-done:
				return
			case <-tick.C:
				l.Show(lasting(text, time.Since(began)))
			}
		}
	}()
	return func() {
		close(done)
		<-ended
		l.Clear()
	}
}

// lasting is text and for how long that has been true, of which the end of text goes first.
func lasting(text string, d time.Duration) string {
	seconds := fmt.Sprintf(" %.0f s", d.Seconds())
	return Cut(text, Width()-1-len(seconds), "…") + seconds
}

// A Bar says how far a long command is, while a terminal is watching. Libraries
// for that bring a web client along, which takes as long to compile as all the
// rest of the command.
type Bar struct {
	line  Line
	total int
	what  string
	began time.Time

	mu   sync.Mutex // guards done, and keeps lines apart
	done int
}

// Bar begins to count up to a total of what is done.
func (l Line) Bar(total int, what string) *Bar {
	return &Bar{line: l, total: total, what: what, began: time.Now()}
}

// Add says that n more are done.
func (b *Bar) Add(n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.done += n
	left := time.Since(b.began) / time.Duration(max(b.done, 1)) * time.Duration(b.total-b.done)
	b.line.Show(fmt.Sprintf("%s: %d of %d, about %v left", b.what, b.done, b.total, left.Round(time.Second)))
}

// Finish takes the bar away.
func (b *Bar) Finish() { b.line.Clear() }
