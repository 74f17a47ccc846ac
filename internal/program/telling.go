package program

import (
	"context"

	"racelab/internal/trace"
)

// Telling explores one test after the other, all of the program's if none are
// named, and returns the report that tells the most: the first failure, or else
// the first that is no pass, or else the first. A failure that is known is not
// looked for again.
func (p *Program) Telling(ctx context.Context, tests []string) (*trace.Report, error) {
	if len(tests) == 0 {
		tests = p.Tests()
	}
	for _, test := range tests {
		if known := p.Known(test); known != nil {
			return known, nil
		}
	}
	var best *trace.Report
	for _, test := range tests {
		report, err := p.Run(ctx, trace.Request{Test: test}, nil)
		if err != nil {
			return nil, err
		}
		if report.Outcome == trace.Failed {
			return report, nil
		}
		if best == nil || best.Outcome == trace.Passed {
			best = report
		}
	}
	return best, nil
}
