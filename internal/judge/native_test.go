package judge

import (
	"path/filepath"
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
		{"nothing", sourceOf("", `return 42`, ""), false, Sight{}},
		{"the race detector", sourceOf("", racing+`return 42`, ""), true, Sight{Race: true}},
		{"the runtime", sourceOf("", `select {}`, ""), false, Sight{Runtime: true}},
		{"the test", sourceOf("", `return 41`, ""), false, Sight{Check: true}},
		{"nobody, for it goes on for ever", sourceOf("time", `time.Sleep(time.Hour); return 42`, ""), false, Sight{Hang: true}},
		{"the explorer is kept away", sourceOf("racelab/internal/tell", `if !tell.Brief().Native { return 41 }; return 42`, ""), false, Sight{}},
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
	j, candidate := newJudge(t, sourceOf("sync", `var mu sync.Mutex; other := mu; other.Lock(); return 42`, ""))
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

func TestWhatIsKnownToBeExploredBeforeItRuns(t *testing.T) {
	for body, want := range map[string]bool{
		`explore.Test(t, day)`: true,
		`set(t); explore.Test(t, func(t *testing.T) { day(t) }, few)`:       true,
		`explore.Pairs(t, func(t *testing.T) explore.Calls { return nil })`: true,
		`day(t)`: true,
		`t.Run("a", func(t *testing.T) { explore.Test(t, day) })`: false,
		`run(explore.Test)`:                      false,
		`explore.Test(other, day)`:               false,
		`explore.Linearizable(t, fresh, nil, o)`: false,
	} {
		path := filepath.Join(t.TempDir(), "x_test.go")
		write(t, path, "package x\n\nfunc TestX(t *testing.T) { "+body+" }\n")
		p, err := readPristine(path)
		require.NoError(t, err)
		assert.Equal(t, want, p.ahead, body)
	}
}
