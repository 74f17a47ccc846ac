package rewrite

import (
	"strings"

	"racelab/internal/sim/std"
)

// linknames redirects functions of the run-time that the file takes by their names
// to those that stand for them. Twins of the standard library keep theirs.
func (f *file) linknames() {
	if f.cfg.Library {
		return
	}
	for _, group := range f.ast.Comments {
		for _, c := range group.List {
			words := strings.Fields(c.Text)
			if len(words) != 3 || words[0] != "//go:linkname" {
				continue
			}
			if model := std.Linked[words[2]]; model != "" {
				f.parts = append(f.parts, instead(c, words[0]+" "+words[1]+" "+f.cfg.SimPath+"/std/linked."+model))
			}
		}
	}
}
