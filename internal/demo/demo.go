// Package demo shows a lab to a class: its story, its code, native runs, the
// failing schedule step by step, and the fix. All that it says of native runs and
// of speed is measured while the class watches.
package demo

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"racelab/internal/console"
	"racelab/internal/course"
)

// errQuit says that whoever watches has seen enough.
var errQuit = errors.New("quit")

// ErrUnpaced says that the input ended, so that no key will move the demo on.
var ErrUnpaced = errors.New("the demo is paced by Enter, and the input has ended; to let it go on by itself, say: -auto 2s")

// demo shows something to a class: slides, one after the other, at the pace of
// whoever stands in front.
type demo struct {
	checkout course.Checkout
	out      io.Writer
	keyboard *console.Keyboard
	keys     <-chan console.Key
	ended    bool          // there will be no more keys
	auto     time.Duration // between two slides; negative means that Enter is waited for
	ctx      context.Context

	title string         // of the slide that is shown,
	note  string         // and what a presenter may say about it, in Markdown
	notes bool           // show that, too
	last  int            // the number of the last slide
	jobs  sync.WaitGroup // what is prepared in the background
	tidy  []func()       // to do when they have ended
}

// A slide shows itself, waits, and says whether to go on (+1) or back (-1).
type slide struct {
	title string
	note  string // what a presenter may say about it, in Markdown
	show  func() (int, error)
}

// Options say where a demo is shown, and how fast.
type Options struct {
	Checkout course.Checkout
	Keyboard *console.Keyboard
	Out      io.Writer     // what is shown, in a raw terminal too
	Auto     time.Duration // between two slides; negative means that Enter is waited for
	Runs     int           // native ones
}

// Lab shows how a lab fails, from its story to its fix.
func Lab(ctx context.Context, o Options, l course.Lab) error {
	return o.present(ctx, l.Title, func(d *demo) ([]slide, error) { return lessonSlides(d, l, o.Runs) })
}

// Speed shows when concurrency is worth it.
func Speed(ctx context.Context, o Options) error {
	return o.present(ctx, "speed", func(d *demo) ([]slide, error) { return speedSlides(d), nil })
}

// present shows the slides, and waits until all that runs in the background has
// ended.
func (o Options) present(ctx context.Context, title string, prepare func(*demo) ([]slide, error)) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	d := &demo{checkout: o.Checkout, out: o.Out, keyboard: o.Keyboard, keys: o.Keyboard.Keys(), auto: o.Auto, ctx: ctx}
	slides, err := prepare(d)
	if err == nil {
		err = d.run(title, slides)
	}
	if d.keyboard.Single {
		d.printf("\n")
	}
	stop()
	d.jobs.Wait()
	for _, f := range d.tidy {
		f()
	}
	if errors.Is(err, errQuit) || errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

func (d *demo) printf(format string, args ...any) {
	fmt.Fprint(d.out, console.Fit(fmt.Sprintf(format, args...)))
}

func (d *demo) run(title string, slides []slide) error {
	d.last = len(slides)
	for i := 0; i < len(slides); {
		d.title = fmt.Sprintf("%s · %d of %d · %s", title, i+1, len(slides), slides[i].title)
		d.note = slides[i].note
		step, err := slides[i].show()
		var to jump
		switch {
		case errors.As(err, &to):
			i = int(to) - 1
		case err != nil:
			return err
		default:
			i = max(0, i+step)
		}
	}
	return nil
}

// page shows one screen, without waiting.
func (d *demo) page(lines []string, foot string) {
	if d.keyboard.Single {
		d.printf("\x1b[2J\x1b[H")
	}
	for _, line := range console.Wrap(d.title, console.Prose(0)) {
		d.printf("%s\n", console.Bold(line))
	}
	d.printf("\n%s", console.Indent(d.noted(lines), "  "))
	if d.keyboard.Single {
		d.printf("\n%s", console.Dim(strings.Join(console.Wrap(foot, console.Prose(0)), "\n")))
		return
	}
	d.printf("\n")
}

// keysAnd says which keys there are, and what Enter does.
func (d *demo) keysAnd(enter string) string {
	return fmt.Sprintf("Enter %s · b back · 1-%d slide · p notes · q quit", enter, d.last)
}

// room is how many lines of a slide fit on the screen; 0 if there is no end of it.
func (d *demo) room() int {
	feet := len(console.Wrap(d.keysAnd("next step"), console.Prose(0)))
	if height := console.Height() - 4 - feet; d.keyboard.Single && height > 0 {
		return max(height, 5)
	}
	return 0
}

// pages shows lines, as many at a time as fit, and waits after each.
func (d *demo) pages(lines []string) (int, error) {
	parts := [][]string{lines}
	if room := d.room(); room > 0 {
		parts = split(lines, room)
	}
	for i := 0; i < len(parts); {
		if i < 0 {
			return -1, nil
		}
		d.page(parts[i], d.keysAnd("go on"))
		step, err := d.wait(d.auto)
		if err != nil {
			return 0, err
		}
		i += step
	}
	return 1, nil
}

// split cuts lines into parts of at most n.
func split(lines []string, n int) [][]string {
	var parts [][]string
	for len(lines) > n {
		parts, lines = append(parts, lines[:n]), lines[n:]
	}
	return append(parts, lines)
}

// wait waits for a key, or, when the demo runs by itself, for a while.
func (d *demo) wait(auto time.Duration) (int, error) {
	var timer <-chan time.Time
	if d.auto >= 0 {
		timer = time.After(auto)
	}
	for {
		if d.ended && d.auto < 0 {
			return 0, ErrUnpaced
		}
		select {
		case <-d.ctx.Done():
			return 0, errQuit
		case <-timer:
			return 1, nil
		case k := <-d.keys:
			if step, err := d.pressed(k); step != 0 || err != nil || k == 'p' {
				return step, err
			}
		}
	}
}

// pressed says what a key means: go on, go back, another slide, quit, or nothing but that
// the slide looks otherwise.
func (d *demo) pressed(k console.Key) (int, error) {
	switch k {
	case console.Enter, ' ', 'n':
		return 1, nil
	case 'b':
		return -1, nil
	case console.Quit:
		if !d.keyboard.Single { // the end of a pipe
			d.ended, d.keys = true, nil
			return 0, nil
		}
		return 0, errQuit
	case 'q':
		return 0, errQuit
	case 'p':
		d.notes = !d.notes
	}
	if number := int(k - '0'); number >= 1 && number <= min(d.last, 9) {
		return 0, jump(number)
	}
	return 0, nil
}

// busy waits for done while something long goes on. On a screen, draw is called
// several times a second. A key that goes on calls skip, if there is one.
func (d *demo) busy(done <-chan struct{}, draw, skip func()) error {
	var tick <-chan time.Time
	if d.keyboard.Single {
		ticker := time.NewTicker(150 * time.Millisecond)
		defer ticker.Stop()
		tick = ticker.C
	}
	for {
		select {
		case <-d.ctx.Done():
			return errQuit
		case <-done:
			return nil
		case <-tick:
			draw()
		case k := <-d.keys:
			step, err := d.pressed(k)
			if err != nil {
				return err
			}
			if step > 0 && skip != nil {
				skip()
			}
		}
	}
}
