package course

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
)

// ideas are those of the text that the course grew out of, and where a learner
// meets them.
var ideas = map[string][]string{
	"when a task is started, stopped, given input, and has failed": {"errand", "lostorders", "nightshift"},
	"two cakes in one box; a lock on it":                           {"cakebox"},
	"fifty of yourself search ten million rooms":                   {"building"},
	"knocking on doors, and waiting for an answer":                 {"callcentre", "agents"},
	"a code that takes all processors to crack":                    {"vault"},
	"more calls than agents":                                       {"agents"},
	"the slowest stage decides":                                    {"shoemaker"},
	"the button that nobody looks at":                              {"quitbutton"},
	"actors":                                                       {"mailbox"},
	"message queues":                                               {"queue"},
	"work that needs no agreement":                                 {"chunks"},
	"coroutines and promises":                                      {"future", "samples"},
	"foreign functions":                                            {"foreign"},
	"processes":                                                    {"elsewhere"},
	"returning is not finishing":                                   {"errand"},
	"what one processor has written, another need not see":         {"onecore", "halfbaked"},
	"somebody else's framework starts your threads":                {"frontdoor"},
	"right on one machine, wrong on another":                       {"onecore"},
	"works by accident until it is used more":                      {"handover", "soldout"},
	"starving":               {"hungryelf", "barging", "rushorders"},
	"racing":                 {"cakebox", "tally", "recipes", "tray"},
	"deadlock":               {"twotools", "dining", "lockedin"},
	"livelock":               {"politebakers", "retrystorm"},
	"the first maxim: don't": {"dontdoit"},
}

func TestEveryIdeaHasItsLab(t *testing.T) {
	for idea, labs := range ideas {
		for _, name := range labs {
			_, ok := Find(name)
			assert.True(t, ok, "%s: there is no lab %q", idea, name)
		}
	}
	for _, maxim := range []string{DontDoIt, NothingTrue, WorksBroken, Understand} {
		assert.True(t, slices.ContainsFunc(Labs, func(l Lab) bool { return l.Maxim == maxim }), "no lab teaches: %s", maxim)
	}
	assert.GreaterOrEqual(t, len(Labs), 43, "the chapters 0 to 5")
}
