package main

import (
	"os"
	"slices"

	"racelab/internal/audit"
	"racelab/internal/belief"
	"racelab/internal/console"
	"racelab/internal/course"
)

// writeSignatures writes down how the rejected fixes of a plan fail, lab by lab.
// They run without the race detector and on two processors: what the explorer
// says is the same there, and nothing else would be the same next time.
func (a *app) writeSignatures(p audit.Plan) error {
	p.Bare, p.Count, p.CPUs = true, 1, []int{2}
	entries := slices.DeleteFunc(p.Entries(a.checkout()), func(e course.Entry) bool { return e.Kind != course.Rejected })
	bar := a.line().Bar(len(entries), "judging")
	defer bar.Finish()
	written := 0
	for len(entries) > 0 {
		lab := entries[0].Lab
		n := slices.IndexFunc(entries, func(e course.Entry) bool { return e.Lab.Name != lab.Name })
		if n < 0 {
			n = len(entries)
		}
		tallies, err := p.Judge(a.ctx, a.checkout(), entries[:n], bar.Add, func(*audit.Tally) {})
		if err != nil {
			return err
		}
		if err := a.keepSignatures(lab, tallies); err != nil {
			return err
		}
		written, entries = written+n, entries[n:]
	}
	a.printf("%s written\n", console.Count(written, "signature"))
	return nil
}

func (a *app) keepSignatures(lab course.Lab, tallies []*audit.Tally) error {
	tests, err := os.ReadFile(a.path(lab.Tests()))
	if err != nil {
		return err
	}
	found := map[string]belief.Signature{}
	for _, t := range tallies {
		source, err := os.ReadFile(a.path(t.File))
		if err != nil {
			return err
		}
		found[t.Slug] = belief.SignatureOf(lab.Name, source, tests, t.First)
	}
	return belief.Keep(a.checkout(), lab, found)
}
