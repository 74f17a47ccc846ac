package demo

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
	"time"

	"racelab/internal/console"
	"racelab/internal/speed"
)

// rounds is how often each time is taken.
const rounds = 9

// speedSlides measure, before the eyes of the class, when concurrency is worth
// it. What they say follows from the figures of this run.
func speedSlides(d *demo) []slide {
	processors := runtime.GOMAXPROCS(0)
	computing := sync.OnceValue(func() func() { return speed.Computing(200 * time.Microsecond) })
	compute := func() { computing()() } // how quick this machine is has to be found out once
	several := powers(min(max(4, 2*processors), 16))
	knocking := speed.Waiting(8 * time.Millisecond)
	cases := []speed.Case{
		{Title: "cracking a code: every worker needs a processor all the time", Pieces: 300, Piece: compute, Workers: several},
		{Title: "knocking on doors: every worker waits most of the time", Pieces: 24, Piece: knocking, Workers: powers(16)},
		{Title: "cracking a code, on one processor", Pieces: 300, Piece: compute, Processors: 1, Workers: several},
		{Title: "knocking on doors, on one processor", Pieces: 24, Piece: knocking, Processors: 1, Workers: powers(16)},
	}
	slides := []slide{{"concurrency is for speed", "Who is right is said by the next slides. Let the class commit itself before each of them.", func() (int, error) { return d.pages(speedIntroduction(processors)) }}}
	for _, c := range cases {
		slides = append(slides, slide{"measured now", speedNote, func() (int, error) { return d.showSpeed(c) }})
	}
	return slides
}

// speedNote tells no result: that is measured.
const speedNote = "Two things set the limit: what the work waits for, and what it costs to hand it out. Who needs a " +
	"processor all the time cannot be quicker than there are processors; who waits for something else can be, also with one. " +
	"Ask before each slide which of the two it is."

func speedIntroduction(processors int) []string {
	lines := console.Wrap(fmt.Sprintf("The same work, done by a plain loop and by 1, 2, 4, … workers. This program may use %s at a time. Each bar is the best of %d, taken while you watch.",
		console.Count(processors, "processor"), rounds), prose())
	return append(lines, "", "Before you see it: where do more workers help? And where is the end of it?")
}

// powers are 1, 2, 4, … up to limit.
func powers(limit int) []int {
	var all []int
	for n := 1; n <= limit; n *= 2 {
		all = append(all, n)
	}
	return all
}

// showSpeed measures one case, and shows the figures as they get better.
func (d *demo) showSpeed(c speed.Case) (int, error) {
	figures := c.Figures()
	if d.keyboard.Single {
		d.page([]string{console.Bold(c.Title), "", "measuring …"}, "q quit")
	}
	c.Piece() // warms up
	for round := range rounds {
		var failed error
		done := make(chan struct{})
		d.jobs.Go(func() {
			defer d.keyboard.OnPanic()
			defer close(done)
			failed = c.Round(d.ctx, figures)
		})
		// Nothing is drawn meanwhile: it would take time away.
		if err := d.busy(done, func() {}, nil); err != nil {
			return 0, err
		}
		if failed != nil {
			return 0, failed
		}
		if d.keyboard.Single {
			d.page(bars(c.Title, figures), fmt.Sprintf("measuring, %d of %d … · q quit", round+1, rounds))
		}
	}
	return d.pages(append(append(bars(c.Title, figures), ""), console.Wrap(conclusion(figures), prose())...))
}

// bars draws the figures against the longest of them.
func bars(title string, figures []speed.Figure) []string {
	width := max(10, min(40, console.Width()-48)) // the names and figures take the rest
	longest := time.Duration(1)
	for _, f := range figures {
		longest = max(longest, f.Took)
	}
	lines := []string{console.Bold(title), ""}
	for _, f := range figures {
		bar := strings.Repeat("#", max(1, int(int64(width)*int64(f.Took)/int64(longest))))
		name, style, times := console.Count(f.Workers, "worker"), console.Good, ""
		if f.Workers == 0 {
			name, style = "plain loop", console.Bold
		} else {
			times = console.Dim(fmt.Sprintf("%5.2f times as fast", ratio(figures[0], f)))
		}
		line := fmt.Sprintf("%-11s %s%s %6.1f ms  %s", name, style(bar), strings.Repeat(" ", width-len(bar)), f.Took.Seconds()*1000, times)
		lines = append(lines, strings.TrimRight(line, " "))
	}
	return lines
}

func ratio(yardstick, f speed.Figure) float64 {
	return float64(yardstick.Took) / float64(max(1, f.Took))
}

// noise is a difference that may come from whatever else the machine does.
const noise = 0.1

// conclusion says what the figures show, and no more.
func conclusion(figures []speed.Figure) string {
	loop, best, last := figures[0], figures[1], figures[len(figures)-1]
	for _, f := range figures[1:] {
		if f.Took < best.Took {
			best = f
		}
	}
	name, r := console.Count(best.Workers, "worker"), ratio(loop, best)
	text := fmt.Sprintf("The best was %s: %.2f times as fast as the plain loop.", name, r)
	switch {
	case r < 1-noise:
		text = fmt.Sprintf("No number of workers was as fast as the plain loop; the best, %s, came to %.2f of its speed.", name, r)
	case r <= 1+noise:
		text = fmt.Sprintf("No number of workers was worth it: the best, %s, was %.2f times as fast as the plain loop, and a tenth may be chance.", name, r)
	case last.Workers > best.Workers:
		text += fmt.Sprintf(" With %d it was %.2f times.", last.Workers, ratio(loop, last))
	}
	if !loop.Steady() || !best.Steady() {
		text += " But these times vary by more than a tenth from try to try: the machine has other things to do, so do not trust them far. To measure again: b, and then Enter."
	}
	return text
}
