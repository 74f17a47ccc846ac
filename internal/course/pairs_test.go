package course

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	oneUser = "it exports one call, which starts the goroutines itself; the story has one user, who waits for it"
	outside = "the explorer cannot follow what happens outside of the program"
)

// withoutPairs are the labs without a test that makes any two calls at once, and
// why each needs none.
var withoutPairs = map[string]string{
	"building": oneUser, "chunks": oneUser, "errand": oneUser, "lostorders": oneUser, "onecore": oneUser,
	"shoemaker": oneUser, "switchboard": oneUser, "tray": oneUser, "vault": oneUser,
	"elsewhere": outside, "foreign": outside,
	"borrowedbowl": "TestTwoCooksAtOnceOnEverySchedule is that test, and Close is called when nobody cooks any more",
	"dontdoit":     "TestTwoShopsAddUpAtTheSameTimeOnEverySchedule is that test",
	"headcount":    "the other tests call Send and Rush while those sent out are on the road, and Lock only when all were sent",
	"eggtimer":     "TestEveryEggIsBoiledOnEverySchedule is that test",
	"sharedtaxi":   "TestWhoHasNotGivenUpHasATaxiOnEverySchedule is that test, and there is one call",
	"platestack":   "TestSomeOrderExplainsTheCallsOnEverySchedule makes them, and two of each",
	"politebakers": "TestBakersFinishOnFairSchedules is that test, and livelock needs a search of another kind",
}

func TestAnyTwoCallsOfALabAreMadeAtOnce(t *testing.T) {
	for _, l := range Labs {
		text, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(l.Tests())))
		require.NoError(t, err)
		has := strings.Contains(string(text), "explore.Pairs(")
		why, excused := withoutPairs[l.Name]
		assert.NotEqual(t, has, excused, "%s: either its tests call explore.Pairs, or it is said here why not", l.Name)
		if _, test, named := strings.Cut(why, "Test"); named {
			test, _, _ = strings.Cut("Test"+test, " ")
			assert.Contains(t, string(text), "func "+strings.TrimSuffix(test, ",")+"(", "%s", l.Name)
		}
	}
}

// withoutApart are the labs in which no call is made on two values at once: one way
// to do that is Pairs.
var withoutApart = map[string]string{
	"elsewhere": outside, "foreign": outside,
	"dontdoit": "what it exports has no state",
}

func TestTwoValuesOfALabAreUsedAtOnce(t *testing.T) {
	for _, l := range Labs {
		text, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(l.Tests())))
		require.NoError(t, err)
		has := strings.Contains(string(text), "explore.Pairs(") || strings.Contains(string(text), "explore.Apart(")
		_, excused := withoutApart[l.Name]
		assert.NotEqual(t, has, excused, "%s: either its tests call explore.Pairs or explore.Apart, or it is said here why not", l.Name)
	}
}
