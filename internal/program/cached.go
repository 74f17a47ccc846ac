package program

import (
	"context"
	"encoding/json"
	"time"

	"racelab/internal/trace"
)

// Cached returns what Explore found when it was last asked the same of this very
// program, and of the files and variables that its tests may read; nil if it was not.
func (p *Program) Cached(req trace.Request) *trace.Report {
	answer, ok := p.child.Answer(question(req))
	r := &trace.Report{}
	if !ok || json.Unmarshal(answer, r) != nil {
		return nil
	}
	return r
}

// Explore is Run, and keeps the report for Cached, unless that says nothing. If
// within is not 0, no more time than that may be spent, and a report that was cut
// short by it is not kept.
func (p *Program) Explore(ctx context.Context, req trace.Request, within time.Duration, progress func(trace.Progress)) (*trace.Report, error) {
	asked := question(req)
	shortened := within > 0 && (req.Time == 0 || within < req.Time)
	if shortened {
		req.Time, req.Resort = within, req.Time == 0
	}
	r, err := p.Run(ctx, req, progress)
	if err != nil || r.Outcome == trace.Inconclusive || r.Late && shortened {
		return r, err
	}
	if answer, err := json.Marshal(r); err == nil {
		p.child.KeepAnswer(asked, answer)
	}
	return r, nil
}

// question stands for all that was asked.
func question(req trace.Request) string {
	text, err := json.Marshal(req)
	if err != nil {
		return "" // cannot be for this type
	}
	return string(text)
}
