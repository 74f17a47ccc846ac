package audit

import (
	"context"
	"os"
	"slices"

	"racelab/internal/belief"
	"racelab/internal/course"
)

// WriteSignatures writes down how the rejected fixes of a plan fail, lab by lab, and
// returns how many that were. They run without the race detector and on two
// processors: what the explorer says is the same there, and nothing else would be the
// same next time.
func (p Plan) WriteSignatures(ctx context.Context, c course.Checkout, progress func(total int) (add func(int))) (written int, err error) {
	p.Bare, p.Count, p.CPUs = true, 1, []int{2}
	entries := slices.DeleteFunc(p.Entries(c), func(e course.Entry) bool { return e.Kind != course.Rejected })
	add := progress(len(entries))
	for len(entries) > 0 {
		lab := entries[0].Lab
		n := slices.IndexFunc(entries, func(e course.Entry) bool { return e.Lab.Name != lab.Name })
		if n < 0 {
			n = len(entries)
		}
		tallies, err := p.Judge(ctx, c, entries[:n], add, func(*Tally) {})
		if err != nil {
			return written, err
		}
		if err := keepSignatures(c, lab, tallies); err != nil {
			return written, err
		}
		written, entries = written+n, entries[n:]
	}
	return written, nil
}

func keepSignatures(c course.Checkout, lab course.Lab, tallies []*Tally) error {
	tests, err := os.ReadFile(c.Path(lab.Tests()))
	if err != nil {
		return err
	}
	found := map[string]belief.Signature{}
	for _, t := range tallies {
		source, err := os.ReadFile(c.Path(t.File))
		if err != nil {
			return err
		}
		found[t.Slug] = belief.SignatureOf(lab.Name, source, tests, t.First)
	}
	return belief.Keep(c, lab, found)
}
