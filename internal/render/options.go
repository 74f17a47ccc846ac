package render

import "github.com/fatih/color"

// Colouring says whether to colour. The words and signs are the same either way.
type Colouring int

// The zero value follows fatih/color: no colour for NO_COLOR, TERM=dumb, or
// when standard output is not a terminal.
const (
	ColourAuto Colouring = iota
	ColourAlways
	ColourNever
)

// Limits of Options.
const (
	DefaultWidth = 100
	DefaultRows  = 12
	leastWidth   = 36
	leastRows    = 4
)

// Options say how to lay out a report. The zero value is fit for use.
type Options struct {
	Width         int                        // in terminal cells; 0 means DefaultWidth; less than 36 counts as 36
	MaxRows       int                        // of the table of steps; 0 means DefaultRows; less than 4 counts as 4
	Colour        Colouring                  //
	ASCII         bool                       // no box drawing, arrows and the like; the learner's own text stays as it is
	OmitLimits    bool                       // leave out what a pass does not cover, because it was said before
	ReplayCommand func(replay string) string // the command line that runs this schedule again; nil shows the schedule alone
}

func (o Options) normal() Options {
	if o.Width == 0 {
		o.Width = DefaultWidth
	}
	if o.MaxRows == 0 {
		o.MaxRows = DefaultRows
	}
	o.Width, o.MaxRows = max(o.Width, leastWidth), max(o.MaxRows, leastRows)
	return o
}

// signs are the characters that depend on the terminal.
type signs struct{ step, waits, fatal, gap, again, bar, rule, cross, arrow, dots string }

func (o Options) signs() signs {
	if o.ASCII {
		return signs{step: "*", waits: "o", fatal: "X", gap: ":", again: "^", bar: "|", rule: "-", cross: "+", arrow: "->", dots: "..."}
	}
	return signs{step: "●", waits: "○", fatal: "✗", gap: "⋮", again: "↻", bar: "│", rule: "─", cross: "┼", arrow: "→", dots: "…"}
}

// A style colours text, or leaves it alone.
type style func(string) string

func (o Options) style(attributes ...color.Attribute) style {
	c := color.New(attributes...)
	switch o.Colour {
	case ColourAlways:
		c.EnableColor()
	case ColourNever:
		c.DisableColor()
	}
	return func(s string) string { return c.Sprint(s) }
}
