package page

import (
	"embed"
	"fmt"
	"html/template"
	"io"
	"strings"
	"unicode"

	"racelab/internal/trace"
)

//go:embed assets
var assets embed.FS

// MostSteps is how many steps a page shows; of longer executions, the last.
const MostSteps = 500

var templates = template.Must(template.New("").Funcs(template.FuncMap{
	"colour": func(i int) string { return fmt.Sprintf("t%d", i%8) },
	"inc":    func(i int) int { return i + 1 },
	"breaks": Breaks,
}).ParseFS(assets, "assets/*.html"))

// Breaks is the name of a test that a narrow screen may break between its words.
func Breaks(test string) template.HTML {
	var b strings.Builder
	for i, r := range test {
		if i > 0 && unicode.IsUpper(r) {
			b.WriteString("<wbr>")
		}
		b.WriteString(template.HTMLEscapeString(string(r)))
	}
	return template.HTML(b.String())
}

// Export writes a page that shows an execution from its beginning to its end,
// and needs nothing but a browser. at must have a moment for every step; replay
// is the command that runs the execution again.
func Export(w io.Writer, v *View, at *trace.Position, replay string) error {
	story := v.Tell(at)
	left := ""
	if over := len(story.Steps) - MostSteps; over > 0 {
		left = fmt.Sprintf("The first %d of %d steps are left out.", over, len(story.Steps))
		story.Steps, story.States = story.Steps[over:], story.States[len(story.States)-MostSteps-1:]
	}
	err := templates.ExecuteTemplate(w, "explain.html", map[string]any{
		"Title": v.Title, "Test": v.Test, "Tasks": v.Tasks, "Files": v.Files, "Story": story, "Left": left, "Replay": replay,
		"Data": pack(v, story), "Style": template.CSS(asset("style.css")), "Script": template.JS(asset("view.js") + asset("explain.js")),
	})
	if err != nil {
		return fmt.Errorf("write page: %w", err)
	}
	return nil
}

// asset returns an embedded file.
func asset(name string) string {
	text, err := assets.ReadFile("assets/" + name)
	if err != nil {
		panic(err) // it is part of this program
	}
	return string(text)
}

// packed is all states of a story. What stays the same from one to the next is
// there once: a frame has indices into stands and things.
type packed struct {
	Tasks  []Task       `json:"tasks"`
	Steps  []Step       `json:"steps"`
	Stands []TaskState  `json:"stands"`
	Things []ThingState `json:"things"`
	Frames [][2][]int   `json:"frames"`
}

func pack(v *View, s Story) packed {
	p := packed{Tasks: v.Tasks, Steps: s.Steps}
	stands, things := map[TaskState]int{}, map[ThingState]int{}
	for _, st := range s.States {
		frame := [2][]int{{}, {}}
		for _, t := range st.Tasks {
			frame[0] = append(frame[0], indexOf(t, stands, &p.Stands))
		}
		for _, t := range st.Things {
			frame[1] = append(frame[1], indexOf(t, things, &p.Things))
		}
		p.Frames = append(p.Frames, frame)
	}
	return p
}

func indexOf[T comparable](v T, known map[T]int, all *[]T) int {
	i, ok := known[v]
	if !ok {
		i = len(*all)
		known[v], *all = i, append(*all, v)
	}
	return i
}
