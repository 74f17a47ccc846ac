package bugs

import (
	"testing"

	"racelab/internal/explore"
)

// Three goroutines with two calls each: what is right in small scenarios is right in
// these, and every one of them is tried on every schedule. What takes longer has one call each.
var (
	three      = explore.Scenarios(3, 2, 0)
	threeShort = explore.Scenarios(3, 1, 0)
)

// want: passed
func TestLinearStackOfThree(t *testing.T) {
	explore.Linearizable(t, func() plates { return &locked{} }, emptyPile, plateCalls, three)
}

// want: passed
func TestLinearKeysOfThree(t *testing.T) {
	explore.Linearizable(t, newLarder, nil, explore.Operations[*larder]{
		`GetOrMakeOne("plum")`: func(l *larder) []any { return explore.Results(l.GetOrMakeOne("plum")) },
	}, three)
}

// want: passed
func TestLinearMilkOfThree(t *testing.T) {
	explore.Linearizable(t, withMilk, nil, explore.Operations[*fridge]{
		"DayPasses()": func(f *fridge) []any { f.DayPasses(); return nil },
		"Glance()":    func(f *fridge) []any { return explore.Results(f.Glance()) },
	}, threeShort)
}

// want: passed
func TestLinearQueueOfThree(t *testing.T) {
	explore.Linearizable(t, func() eggs { return &counted{} }, nil, eggCalls, threeShort)
}
