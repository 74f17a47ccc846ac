package bugs

import (
	"sync"
	"testing"

	"racelab/internal/program/testdata/bugs/group"
)

// want: passed
func TestGroupLimitNestedFixed(t *testing.T) {
	var g group.Group
	g.SetLimit(2)
	n := 0
	g.Go(func() error {
		g.Go(func() error { n++; return nil })
		return nil
	})
	_ = g.Wait()
	if n != 1 {
		t.Error(n)
	}
}

// want: passed
func TestRaceInDependencyFixed(t *testing.T) {
	var mu sync.Mutex
	note := func() {
		mu.Lock()
		defer mu.Unlock()
		group.Note()
	}
	both(note, note)
	if group.Seen != 2 {
		t.Error(group.Seen)
	}
}
