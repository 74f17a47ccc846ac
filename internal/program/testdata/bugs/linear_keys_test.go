package bugs

import (
	"sync"
	"sync/atomic"
	"testing"

	"racelab/internal/explore"
)

// larder has jam, and makes it when it is asked for. Of two that ask for the first jar,
// each may get another one.
type larder struct {
	mu   sync.Mutex
	jars map[string]int
	made int
}

func newLarder() *larder { return &larder{jars: map[string]int{}} }

func (l *larder) find(fruit string) (jar int, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	jar, ok = l.jars[fruit]
	return jar, ok
}

// make must be called with the lock.
func (l *larder) make(fruit string) int {
	l.made++
	l.jars[fruit] = l.made
	return l.made
}

func (l *larder) GetOrMake(fruit string) int {
	if jar, ok := l.find(fruit); ok {
		return jar
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.make(fruit)
}

// want: not linearizable
func TestLinearGetOrMakeThatMakesTwo(t *testing.T) {
	explore.Linearizable(t, newLarder, nil, explore.Operations[*larder]{
		`GetOrMake("plum")`: func(l *larder) []any { return explore.Results(l.GetOrMake("plum")) },
	})
}

// GetOrMakeOne looks again when it has the lock.
func (l *larder) GetOrMakeOne(fruit string) int {
	if jar, ok := l.find(fruit); ok {
		return jar
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if jar, ok := l.jars[fruit]; ok {
		return jar
	}
	return l.make(fruit)
}

// want: passed
func TestLinearGetOrMakeThatMakesTwoFixed(t *testing.T) {
	explore.Linearizable(t, newLarder, nil, explore.Operations[*larder]{
		`GetOrMakeOne("plum")`: func(l *larder) []any { return explore.Results(l.GetOrMakeOne("plum")) },
		`GetOrMakeOne("pear")`: func(l *larder) []any { return explore.Results(l.GetOrMakeOne("pear")) },
	})
}

// fridge keeps milk for a day after it was last looked at. Whoever looks puts back what
// he found, although it may have gone bad meanwhile and been thrown away.
type fridge struct {
	day  atomic.Int64
	mu   sync.Mutex
	milk bool
	best int64
}

func withMilk() *fridge { return &fridge{milk: true, best: 1} }

func (f *fridge) DayPasses() { f.day.Add(1) }

func (f *fridge) bottle() (best int64, ok bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.milk && f.best <= f.day.Load() {
		f.milk = false // bad
	}
	return f.best, f.milk
}

func (f *fridge) Look() bool {
	if _, ok := f.bottle(); !ok {
		return false
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.milk, f.best = true, f.day.Load()+1
	return true
}

// want: not linearizable "(in Look())"
func TestLinearMilkThatComesBack(t *testing.T) {
	explore.Linearizable(t, withMilk, nil, explore.Operations[*fridge]{
		"DayPasses()": func(f *fridge) []any { f.DayPasses(); return nil },
		"Look()":      func(f *fridge) []any { return explore.Results(f.Look()) },
	})
}

// Glance does all of it with the lock.
func (f *fridge) Glance() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	today := f.day.Load()
	if f.milk && f.best > today {
		f.best = today + 1
		return true
	}
	f.milk = false
	return false
}

// want: passed
func TestLinearMilkThatComesBackFixed(t *testing.T) {
	explore.Linearizable(t, withMilk, nil, explore.Operations[*fridge]{
		"DayPasses()": func(f *fridge) []any { f.DayPasses(); return nil },
		"Glance()":    func(f *fridge) []any { return explore.Results(f.Glance()) },
	})
}
