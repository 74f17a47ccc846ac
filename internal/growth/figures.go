package growth

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"time"
)

// Figures are what one measurement found, where and when.
type Figures struct {
	Date    string  `json:"date"`
	Machine string  `json:"machine"`
	Commit  string  `json:"commit"`
	Workers int     `json:"workers"`
	Points  []Point `json:"points"`
}

//go:embed earlier.json
var earlier []byte

// Earlier are the figures that are kept with the engine, measured by itself.
func Earlier() (Figures, error) { return parse(earlier, "the figures that the command carries") }

// Load reads figures that Save wrote.
func Load(file string) (Figures, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return Figures{}, err
	}
	return parse(text, file)
}

func parse(text []byte, name string) (f Figures, err error) {
	if err = json.Unmarshal(text, &f); err != nil {
		return f, fmt.Errorf("%s: these are no figures: %w", name, err)
	}
	return f, nil
}

// Save writes figures to a file.
func (f Figures) Save(file string) error {
	text, err := json.MarshalIndent(f, "", "\t")
	if err != nil {
		return err
	}
	return os.WriteFile(file, append(text, '\n'), 0o644)
}

// Of returns the point of a family and size, if there is one.
func (f Figures) Of(family string, size Size) (Point, bool) {
	for _, p := range f.Points {
		if p.Family == family && p.Size == size {
			return p, true
		}
	}
	return Point{}, false
}

// New returns figures of today.
func New(machine, commit string, workers int, points []Point) Figures {
	return Figures{time.Now().Format(time.DateOnly), machine, commit, workers, points}
}

// Objection says what is wrong with the number of executions of p: it should be that of
// the classes, where that is known, and not more than before. It is "" if nothing is.
func Objection(f Family, p Point, before Figures) string {
	if !p.Whole {
		return ""
	}
	if n, known := f.Classes(p.Size); known && n != p.Executions {
		return fmt.Sprintf("there are %d classes", n)
	}
	if b, known := before.Of(f.Name, p.Size); known && b.Whole && p.Executions > b.Executions {
		return fmt.Sprintf("it was %d on %s", b.Executions, before.Date)
	}
	return ""
}
