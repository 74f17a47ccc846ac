package judge

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestWhatOtherToolsSee(t *testing.T) {
	for _, c := range []struct {
		reason string
		source string
		race   bool
		want   Sight
	}{
		{"nothing", program("", `return 42`, ""), false, Sight{}},
		{"the race detector", program("", racing+`return 42`, ""), true, Sight{Race: true}},
		{"the runtime", program("", `select {}`, ""), false, Sight{Runtime: true}},
		{"the test", program("", `return 41`, ""), false, Sight{Check: true}},
		{"nobody, for it goes on for ever", program("time", `time.Sleep(time.Hour); return 42`, ""), false, Sight{Hang: true}},
		{"the explorer is kept away", program("racelab/internal/tell", `if !tell.Brief().Native { return 41 }; return 42`, ""), false, Sight{}},
	} {
		t.Run(c.reason, func(t *testing.T) {
			j, candidate := newJudge(t, c.source)
			b, err := j.Build(t.Context(), "x", candidate, c.race)
			require.NoError(t, err)
			seen, err := b.Look(t.Context(), []string{"TestWork"}, 2, 2*time.Second)
			require.NoError(t, err)
			seen.Output = ""
			assert.Equal(t, c.want, seen)
		})
	}
}

func TestVetIsAskedAboutTheCandidate(t *testing.T) {
	j, candidate := newJudge(t, program("sync", `var mu sync.Mutex; other := mu; other.Lock(); return 42`, ""))
	b, err := j.Build(t.Context(), "x", candidate, false)
	require.NoError(t, err)
	out, err := b.Vet(t.Context())
	require.NoError(t, err)
	assert.Contains(t, out, "copies lock value")
}

func TestTheTestsThatCallTheExplorer(t *testing.T) {
	j, _ := newJudge(t, "")
	write(t, j.root+"/solutions/x/x_test.go", `package x

func TestPlain(t *testing.T) { synctest.Test(t, day) }
func TestCertain(t *testing.T) { explore.Test(t, day) }
func TestPairs(t *testing.T) { t.Run("a", func(t *testing.T) { explore.Test(t, day) }) }
`)
	tests, err := j.Explored("x")
	require.NoError(t, err)
	assert.Equal(t, []string{"TestCertain", "TestPairs"}, tests)
}
