package bugs

import (
	"context"
	"errors"
	"testing"

	"racelab/internal/program/testdata/bugs/group"
)

// want: passed
func TestGroupKeepsTheFirstErrorFixed(t *testing.T) {
	burnt := errors.New("burnt")
	g, ctx := group.With(context.Background())
	g.Go(func() error { return burnt })
	g.Go(func() error {
		<-ctx.Done()
		return context.Cause(ctx)
	})
	if err := g.Wait(); err != burnt {
		t.Error(err)
	}
}

// want: assertion "the second error came first"
func TestGroupKeepsTheFirstError(t *testing.T) {
	first, second := errors.New("first"), errors.New("second")
	var g group.Group
	g.Go(func() error { return first })
	g.Go(func() error { return second })
	if g.Wait() != first {
		t.Error("the second error came first") // fault
	}
}

// want: passed
func TestGroupLimitOfOneIsAMutex(t *testing.T) {
	var g group.Group
	g.SetLimit(1)
	n := 0
	for range 2 {
		g.Go(func() error { n++; return nil })
	}
	_ = g.Wait()
	if n != 2 {
		t.Error(n)
	}
}

// want: deadlock "(called at group_test.go:55)"
func TestGroupLimitNested(t *testing.T) {
	var g group.Group
	g.SetLimit(1)
	g.Go(func() error {
		g.Go(func() error { return nil })
		return nil
	})
	_ = g.Wait()
}

// want: data race "group/group.go:67"
func TestRaceInDependency(t *testing.T) {
	both(group.Note, group.Note)
	if group.Seen < 1 || group.Seen > 2 {
		t.Error(group.Seen)
	}
}
