package program

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"racelab/internal/trace"
)

// keep lets whoever shows this program next find its failure without a search.
func (p *Program) keep(r *trace.Report) {
	if !r.FailsOnce() {
		return
	}
	if text, err := json.Marshal(r); err == nil {
		p.child.Keep(r.Test, text)
	}
}

// Known returns a failure of a test, or of one of its subtests, that Run has found
// earlier in this very program, made of the same sources; nil if there is none.
// It is for showing only: whoever wants to know whether a test passes calls Run.
func (p *Program) Known(test string) *trace.Report {
	var found []*trace.Report
	for _, text := range p.child.Kept() {
		r := &trace.Report{}
		if json.Unmarshal(text, r) == nil && r.FailsOnce() && (r.Test == test || strings.HasPrefix(r.Test, test+"/")) {
			found = append(found, r)
		}
	}
	if len(found) == 0 {
		return nil
	}
	return slices.MinFunc(found, func(a, b *trace.Report) int { return cmp.Compare(a.Test, b.Test) })
}
