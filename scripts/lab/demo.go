package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"strings"
	"sync"
	"time"

	"racelab/internal/console"
)

// errQuit says that whoever watches has seen enough.
var errQuit = errors.New("quit")

// demo shows something to a class: slides, one after the other, at the pace of
// whoever stands in front.
type demo struct {
	app     *app // whose output goes through the console
	console *console.Keyboard
	keys    <-chan console.Key
	ended   bool          // there will be no more keys
	auto    time.Duration // between two slides; negative means that Enter is waited for
	ctx     context.Context

	title string         // of the slide that is shown
	jobs  sync.WaitGroup // what is prepared in the background
	tidy  []func()       // to do when they have ended
}

// A slide shows itself, waits, and says whether to go on (+1) or back (-1).
type slide struct {
	title string
	show  func() (int, error)
}

// demoFlags are the same for every demo.
type demoFlags struct {
	auto time.Duration
	runs int
}

// demoLab shows how a lab fails, from its story to its fix.
func (a *app) demoLab(args []string) error {
	f, args, err := parseDemo(args)
	if err != nil {
		return err
	}
	if len(args) == 1 && args[0] == "speed" {
		return a.present(f, "speed", func(d *demo) ([]slide, error) { return speedSlides(d), nil })
	}
	l, err := a.labArg("demo", args)
	if err != nil {
		return err
	}
	return a.present(f, l.Title, func(d *demo) ([]slide, error) { return lessonSlides(d, l, f.runs) })
}

func parseDemo(args []string) (demoFlags, []string, error) {
	fs := flag.NewFlagSet("demo", flag.ContinueOnError)
	auto := fs.Duration("auto", -1, "go on by itself after this time, instead of at a key")
	runs := fs.Int("runs", 1000, "native runs of the failing test")
	args, err := parse(fs, args)
	set := false
	fs.Visit(func(f *flag.Flag) { set = set || f.Name == "auto" })
	switch {
	case err != nil:
	case set && *auto < 0:
		err = usagef("-auto takes the time between two steps, as 2s, and that cannot be negative; got %v", *auto)
	case *runs < 1:
		err = usagef("-runs must be at least 1, got %d", *runs)
	}
	return demoFlags{*auto, *runs}, args, err
}

// present opens the console, shows the slides, and waits until all that runs in
// the background has ended.
func (a *app) present(f demoFlags, title string, prepare func(*demo) ([]slide, error)) error {
	console, inside, err := a.openConsole()
	if err != nil {
		return err
	}
	defer console.Close()
	defer console.OnPanic()
	ctx, stop := context.WithCancel(a.ctx)
	defer stop()
	inside.ctx = ctx
	d := &demo{app: inside, console: console, keys: console.Keys(), auto: f.auto, ctx: ctx}
	slides, err := prepare(d)
	if err == nil {
		err = d.run(title, slides)
	}
	if console.Single {
		d.app.printf("\n")
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

func (d *demo) run(title string, slides []slide) error {
	for i := 0; i < len(slides); {
		d.title = fmt.Sprintf("%s · %d of %d · %s", title, i+1, len(slides), slides[i].title)
		step, err := slides[i].show()
		if err != nil {
			return err
		}
		i = max(0, i+step)
	}
	return nil
}

// page shows one screen, without waiting.
func (d *demo) page(lines []string, foot string) {
	if d.console.Single {
		d.app.printf("\x1b[2J\x1b[H")
	}
	d.app.printf("%s\n\n%s", bold(d.title), console.Indent(lines, "  "))
	if d.console.Single {
		d.app.printf("\n%s", dim(foot))
		return
	}
	d.app.printf("\n")
}

const paging = "Enter go on · b back · q quit"

// pages shows lines, as many at a time as fit, and waits after each.
func (d *demo) pages(lines []string) (int, error) {
	parts := [][]string{lines}
	if height := console.Height() - 5; d.console.Single && height > 0 {
		parts = split(lines, max(height, 5))
	}
	for i := 0; i < len(parts); {
		if i < 0 {
			return -1, nil
		}
		d.page(parts[i], paging)
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
			return 0, usagef("the demo is paced by Enter, and the input has ended; to let it go on by itself, say: -auto 2s")
		}
		select {
		case <-d.ctx.Done():
			return 0, errQuit
		case <-timer:
			return 1, nil
		case k := <-d.keys:
			if step, err := d.pressed(k); step != 0 || err != nil {
				return step, err
			}
		}
	}
}

// pressed says what a key means: go on, go back, quit, or nothing.
func (d *demo) pressed(k console.Key) (int, error) {
	switch k {
	case console.Enter, ' ', 'n':
		return 1, nil
	case 'b':
		return -1, nil
	case console.Quit:
		if !d.console.Single { // the end of a pipe
			d.ended, d.keys = true, nil
			return 0, nil
		}
		return 0, errQuit
	case 'q':
		return 0, errQuit
	}
	return 0, nil
}

// busy waits for done while something long goes on. On a screen, draw is called
// several times a second. A key that goes on calls skip, if there is one.
func (d *demo) busy(done <-chan struct{}, draw, skip func()) error {
	var tick <-chan time.Time
	if d.console.Single {
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

// markdown makes lines of a text that fit the screen: paragraphs wrapped,
// headings bold.
func markdown(text string, width int) []string {
	var lines []string
	for _, part := range strings.Split(strings.TrimSpace(text), "\n\n") {
		if title, ok := strings.CutPrefix(part, "# "); ok {
			lines = append(lines, bold(title), "")
			continue
		}
		lines = append(append(lines, console.Wrap(part, width)...), "")
	}
	return lines[:max(0, len(lines)-1)]
}
