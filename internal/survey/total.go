package survey

import (
	"cmp"
	"context"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"racelab/internal/program"
	"racelab/internal/trace"
)

// All tests together may take no longer than Survey.Total. What one run has no time to
// finish, the next ones go on with, until all is judged: tests that were never tried
// come first, each with its share; then those that were cut short, one after the other,
// each with as much as a test may take at all. A search does not go on where an earlier
// one has ended, but begins anew.

// leastTime is what it takes to find out anything. What is left is not spread any thinner: some
// tests that were tried say more than many that were not.
const leastTime = 200 * time.Millisecond

// grace is for a test that is not at its end by itself when the time is over: it may be
// in the middle of a long step, or of looking into a failure.
const grace = 5 * time.Second

// bounded is for one test. It ends a little after all.
func (s *Survey) bounded(ctx context.Context) (context.Context, context.CancelFunc) {
	if s.end.IsZero() {
		return context.WithCancel(ctx)
	}
	return context.WithDeadlineCause(ctx, s.end.Add(grace), program.ErrOver)
}

// left is how much time there is for all that is to come; 0 if there is no limit.
func (s *Survey) left() time.Duration {
	if s.end.IsZero() {
		return 0
	}
	return max(time.Nanosecond, time.Until(s.end))
}

// mostPart of the total is for one test at the most, or a few long ones would never be
// at their end.
const mostPart = 4

// share is when the first of n must be done, if all may take until deadline; the
// zero time if there is none.
func share(deadline time.Time, n int) time.Time {
	if deadline.IsZero() {
		return deadline
	}
	return time.Now().Add(time.Until(deadline) / time.Duration(max(n, 1)))
}

// timeFor is how long the first of n tests may take, if all of them may take until
// then; 0 if there is no limit.
func (s *Survey) timeFor(until time.Time, n int, request trace.Request) time.Duration {
	if until.IsZero() {
		return 0
	}
	left := time.Until(until)
	part := max(leastTime, left*time.Duration(min(n, s.atOnce()))/time.Duration(n))
	return max(time.Nanosecond, min(part, left, s.most(request)))
}

// most is how long a test may take at all.
func (s *Survey) most(request trace.Request) time.Duration {
	return min(cmp.Or(request.Time, trace.LastResort), s.Total/mostPart)
}

// recall returns what is known of a test for good, or nil.
func (s *Survey) recall(f *Found, request trace.Request) *trace.Report {
	if known := f.Program.Cached(request); known != nil || s.Total == 0 {
		return known
	}
	if c := f.Program.CutShort(request); c != nil && c.Within >= s.most(request) {
		return c.Report
	}
	return nil
}

// cut reports whether a test ought to be tried again, with more time than it had.
func (s *Survey) cut(request trace.Request, r *trace.Report, within time.Duration) bool {
	return s.Total > 0 && within < s.most(request) && r.Late && r.Outcome != trace.Failed
}

// pending is a test of which an earlier run has found no end.
type pending struct {
	found   *Found
	request trace.Request
	known   *program.Cut
	result  Result
}

// setAside takes those tests out of a list that an earlier run had no time to finish.
func (s *Survey) setAside(f *Found, request trace.Request, tests []string) (now []string) {
	if f.chosen = tests; s.Total == 0 || s.Fresh || request.Replay != "" {
		return tests
	}
	for _, test := range tests {
		request.Test = test
		if c := f.Program.CutShort(request); c != nil && s.recall(f, request) == nil {
			f.pending = append(f.pending, &pending{found: f, request: request, known: c})
			continue
		}
		now = append(now, test)
	}
	return now
}

// goOn tries what was set aside, those first that had the least time, and says what
// came of all.
func (s *Survey) goOn(ctx context.Context, all []*Found, deadline time.Time) error {
	var queue []*pending
	for _, f := range all {
		queue = append(queue, f.pending...)
	}
	slices.SortStableFunc(queue, func(a, b *pending) int { return cmp.Compare(a.known.Within, b.known.Within) })
	group, limited := errgroup.WithContext(ctx)
	group.SetLimit(s.atOnce())
	for _, a := range queue {
		group.Go(func() error {
			within := min(time.Until(deadline), s.most(a.request))
			if within <= a.known.Within {
				a.result = Result{Test: a.request.Test, Report: a.known.Report, Cached: true, Cut: true}
				return limited.Err()
			}
			a.result = s.test(limited, a.found, a.request, within)
			return limited.Err()
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	for _, f := range all {
		f.goneOn(s)
	}
	return nil
}

// goneOn shows what came of the tests that were set aside, and puts it with the rest.
func (f *Found) goneOn(s *Survey) {
	if len(f.pending) == 0 {
		return
	}
	later := *f
	later.Results = nil
	for _, a := range f.pending {
		later.Results = append(later.Results, a.result)
		if r := a.result.Report; r != nil && !a.result.Cached {
			f.Seconds += r.Seconds / float64(s.atOnce())
		}
	}
	later.Show(s.Watch)
	f.Results = append(f.Results, later.Results...)
	slices.SortFunc(f.Results, func(a, b Result) int {
		return cmp.Compare(slices.Index(f.chosen, a.Test), slices.Index(f.chosen, b.Test))
	})
}
