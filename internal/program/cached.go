package program

import (
	"context"
	"encoding/json"
	"math"
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
// short by it is kept for CutShort.
func (p *Program) Explore(ctx context.Context, req trace.Request, within time.Duration, progress func(trace.Progress)) (*trace.Report, error) {
	asked := question(req)
	shortened := within > 0 && (req.Time == 0 || within < req.Time)
	if shortened {
		req.Time, req.Resort = within, req.Time == 0
	}
	r, err := p.Run(ctx, req, progress)
	switch {
	case err != nil:
	case (r.Outcome != trace.Inconclusive || r.Unended && !r.Late) && (r.Outcome == trace.Failed || !r.Late || !shortened):
		p.keepAnswer(asked, r)
	case shortened && r.Late:
		p.keepAnswer(cutShort(asked), Cut{r, within})
	case shortened: // more time would not help
		p.keepAnswer(cutShort(asked), Cut{r, math.MaxInt64})
	}
	return r, err
}

// A Cut is what was found out of a test as long as there was time.
type Cut struct {
	Report *trace.Report
	Within time.Duration // so much time
}

// CutShort returns what the latest Explore has found of the same question that there
// was not enough time for, or that the explorer could not answer in it; nil if there
// was none.
func (p *Program) CutShort(req trace.Request) *Cut {
	answer, ok := p.child.Answer(cutShort(question(req)))
	c := &Cut{}
	if !ok || json.Unmarshal(answer, c) != nil || c.Report == nil {
		return nil
	}
	return c
}

func cutShort(question string) string { return "cut short: " + question }

func (p *Program) keepAnswer(question string, answer any) {
	if text, err := json.Marshal(answer); err == nil {
		p.child.KeepAnswer(question, text)
	}
}

// question stands for all that was asked that the answer depends on.
func question(req trace.Request) string {
	req.Workers = 0
	text, err := json.Marshal(req)
	if err != nil {
		return "" // cannot be for this type
	}
	return string(text)
}
