package growth

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"math"
	"os"
	"strings"

	"racelab/internal/console"
)

//go:embed chart.svg
var chartText string

//go:embed page.html
var pageText string

var pictures = template.Must(template.Must(template.New("chart").Funcs(template.FuncMap{"thousands": console.Thousands}).Parse(chartText)).New("page").Parse(pageText))

// A panel is drawn in units of an SVG file, which are about a pixel each.
const (
	panelWidth, panelHeight = 420, 230
	left, right, top, foot  = 64, 16, 34, 40 // around what is drawn
)

// A panel shows how one thing grows with the size, on a logarithmic scale.
type panel struct {
	X, Y        int
	Width       int
	Height      int
	Title, Unit string
	Lines       []line
	Below       []label // the sizes
	Beside      []label // powers of ten
}

// A line is one series of points.
type line struct {
	Class  string // measured, known or earlier
	Path   string
	Points []label
}

// A label is a text at a place.
type label struct {
	X, Y int
	Text string
}

// Draw writes now, beside what is known and before, to a file: a picture, or a page with one if
// its name ends in .html.
func Draw(file string, families []Family, now, before Figures) error {
	name := "chart"
	if strings.HasSuffix(file, ".html") {
		name = "page"
	}
	var text bytes.Buffer
	if err := pictures.ExecuteTemplate(&text, name, pictureOf(families, now, before)); err != nil {
		return err
	}
	return os.WriteFile(file, text.Bytes(), 0o644)
}

type picture struct {
	Width, Height int
	Now, Before   Figures
	Families      []drawn
}

// drawn is a family, whose two panels stand side by side where there is room.
type drawn struct {
	About  string
	Panels []panel
}

func pictureOf(families []Family, now, before Figures) picture {
	p := picture{Width: 2 * panelWidth, Height: 60, Now: now, Before: before}
	for _, f := range families {
		d := drawn{About: f.About}
		for i, unit := range []string{"schedules", "seconds"} {
			side := f.panel(unit, now, before)
			side.X, side.Y = i*panelWidth, p.Height
			d.Panels = append(d.Panels, side)
		}
		p.Families = append(p.Families, d)
		p.Height += panelHeight
	}
	return p
}

// panel draws the executions of f, or its seconds.
func (f Family) panel(unit string, now, before Figures) panel {
	p := panel{Width: panelWidth, Height: panelHeight, Title: f.Name, Unit: unit}
	value := func(from Figures) func(Size) (float64, bool) {
		return func(s Size) (float64, bool) {
			point, ok := from.Of(f.Name, s)
			if unit == "seconds" {
				return point.Seconds, ok && point.Whole
			}
			return float64(point.Executions), ok && point.Whole
		}
	}
	series := []struct {
		class string
		value func(Size) (float64, bool)
	}{{"earlier", value(before)}, {"known", f.known(unit)}, {"measured", value(now)}}
	low, high := math.Inf(1), math.Inf(-1)
	for _, s := range series {
		for _, size := range f.Sizes {
			if v, ok := s.value(size); ok && v > 0 && s.class != "known" {
				low, high = min(low, v), max(high, v)
			}
		}
	}
	if low > high {
		low, high = 1, 10
	}
	scale := scaleOf(low, high)
	for _, s := range series {
		p.Lines = append(p.Lines, f.line(s.class, scale, s.value))
	}
	for i, size := range f.Sizes {
		p.Below = append(p.Below, label{f.x(i), panelHeight - foot + 16, size.String()})
	}
	p.Beside = scale.marks()
	return p
}

// known are the classes, which have no seconds.
func (f Family) known(unit string) func(Size) (float64, bool) {
	return func(s Size) (float64, bool) {
		n, ok := f.Classes(s)
		return float64(n), ok && unit != "seconds"
	}
}

func (f Family) line(class string, s scale, value func(Size) (float64, bool)) line {
	l := line{Class: class}
	move := "M"
	for i, size := range f.Sizes {
		v, ok := value(size)
		if !ok || v <= 0 || !s.shows(v) {
			move = "M"
			continue
		}
		x, y := f.x(i), s.y(v)
		l.Path += fmt.Sprintf("%s%d %d", move, x, y)
		l.Points = append(l.Points, label{x, y, fmt.Sprintf("%v: %.4g", size, v)})
		move = "L"
	}
	return l
}

func (f Family) x(i int) int {
	return left + (panelWidth-left-right)*i/max(1, len(f.Sizes)-1)
}

// A scale is logarithmic, from a power of ten to another.
type scale struct{ low, high int }

func scaleOf(low, high float64) scale {
	s := scale{int(math.Floor(math.Log10(low))), int(math.Ceil(math.Log10(high)))}
	s.high = max(s.high, s.low+1)
	return s
}

func (s scale) shows(v float64) bool {
	return math.Log10(v) >= float64(s.low) && math.Log10(v) <= float64(s.high)
}

func (s scale) y(v float64) int {
	height := float64(panelHeight - top - foot)
	return panelHeight - foot - int(math.Round(height*(math.Log10(v)-float64(s.low))/float64(s.high-s.low)))
}

func (s scale) marks() (marks []label) {
	for e := s.low; e <= s.high; e++ {
		v := math.Pow10(e)
		text := fmt.Sprintf("%g", v)
		if v >= 10_000 {
			text = fmt.Sprintf("10^%d", e)
		}
		marks = append(marks, label{left, s.y(v), text})
	}
	return marks
}
