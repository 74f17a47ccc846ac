package program

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/build"
	"racelab/internal/trace"
)

// bakery has one test in which two bakers can meet, and one in which they can
// come to wait for each other.
const bakery = `package bakery

import (
	"sync"
	"testing"
)

func TestCakes(t *testing.T) {
	var bakers sync.WaitGroup
	cakes := 0
	for range 2 {
		bakers.Go(func() {
			before := cakes
			cakes = before + 1
		})
	}
	bakers.Wait()
	if cakes != 2 {
		t.Errorf("%d cakes", cakes)
	}
}

func TestTools(t *testing.T) {
	var bakers sync.WaitGroup
	var whisk, bowl sync.Mutex
	shelf := make(chan string, 2)
	use := func(first, second *sync.Mutex, cake string) {
		first.Lock()
		shelf <- cake
		second.Lock()
		second.Unlock()
		first.Unlock()
	}
	bakers.Go(func() { use(&whisk, &bowl, "rye") })
	bakers.Go(func() { use(&bowl, &whisk, "oat") })
	bakers.Wait()
}
`

func player(t *testing.T, test string) *Player {
	t.Helper()
	dir := tree(t, "go.mod", "module example.org/bakery\n\ngo 1.25\n", "bakery_test.go", bakery)
	pl, err := built(t, build.Config{Dir: dir}).Player(t.Context(), test)
	require.NoError(t, err)
	t.Cleanup(pl.Close)
	return pl
}

func at(t *testing.T, pl *Player, ask trace.Ask) *trace.Position {
	t.Helper()
	p, err := pl.Position(t.Context(), ask)
	require.NoError(t, err)
	return p
}

func TestPlayerFollowsStepByStep(t *testing.T) {
	pl := player(t, "TestCakes")
	p := at(t, pl, trace.Ask{Schedule: "0x3,1"})
	require.Len(t, p.Moments, 1)
	assert.Equal(t, []string{"0", "0", "0", "1"}, p.Followed)
	assert.Equal(t, -1, p.Diverged)
	assert.False(t, p.Ended)

	stands := map[string]trace.Standing{}
	for _, s := range p.Moments[0].Tasks {
		for _, task := range p.Tasks {
			if task.ID == s.Task {
				stands[task.Name] = s
			}
		}
	}
	assert.Equal(t, trace.Waits, stands["test"].Stance)
	assert.Equal(t, "bakers", stands["test"].Name)
	assert.Equal(t, trace.Ready, stands["baker-1"].Stance)
	assert.Equal(t, trace.OpWrite, stands["baker-1"].Op)
	assert.Equal(t, "cakes", stands["baker-1"].Name)
	assert.Equal(t, trace.OpRead, stands["baker-2"].Op)
	assert.Equal(t, 13, stands["baker-2"].Where.Line)

	states := map[string][]trace.Fact{}
	for _, thing := range p.Moments[0].Things {
		states[thing.Name] = thing.State
	}
	assert.Equal(t, map[string][]trace.Fact{"bakers": {{Kind: trace.FactCount, N: 2}}, "cakes": {{Kind: trace.FactValue, Text: "0"}}}, states)
}

func TestPlayerTellsWhatMayFollow(t *testing.T) {
	pl := player(t, "TestCakes")
	fate := func(schedule string, end trace.Outcome) *trace.Fate {
		f, err := pl.Fate(t.Context(), trace.Ask{Schedule: schedule, Search: end})
		require.NoError(t, err)
		return f
	}
	f := fate("0x3,1", trace.Failed)
	require.NotEmpty(t, f.Found)
	p := at(t, pl, trace.Ask{Schedule: f.Found})
	assert.Equal(t, trace.Assertion, p.Fault)
	assert.True(t, strings.HasPrefix(f.Found, "0x3,1"), f.Found)
	assert.Len(t, p.Followed, f.Steps)

	f = fate("0x3,1x2", trace.Failed)
	assert.Empty(t, f.Found, "the first baker is through before the second looks")
	assert.True(t, f.Complete)
	assert.Positive(t, f.Tried)

	f = fate("", trace.Passed)
	assert.Empty(t, at(t, pl, trace.Ask{Schedule: f.Found}).Fault)
}

func TestPlayerSeesADeadlockAsSoonAsItIsThere(t *testing.T) {
	pl := player(t, "TestTools")
	p := at(t, pl, trace.Ask{Schedule: "0x3,1x2,2x2"})
	require.Equal(t, trace.Deadlock, p.Fault)
	assert.Len(t, p.Waits, 3)
	for _, thing := range p.Moments[0].Things {
		switch thing.Name {
		case "first":
			assert.Equal(t, trace.FactHeld, thing.State[0].Kind)
			assert.Len(t, thing.State[0].Tasks, 1)
		case "shelf":
			assert.Equal(t, []trace.Fact{{Kind: trace.FactHolds, N: 2, Of: 2, Text: `"rye", "oat"`}}, thing.State)
		}
	}
	assert.Empty(t, at(t, pl, trace.Ask{Schedule: "0x3,1x2,2"}).Fault)
}

func TestPlayerHasAMomentForEveryStep(t *testing.T) {
	p := at(t, player(t, "TestCakes"), trace.Ask{Schedule: "0x3,1,2", Steps: -1, Every: true})
	assert.Equal(t, trace.Assertion, p.Fault)
	assert.Len(t, p.Moments, len(p.Steps)+1, "one before the first step, and one after each")
}

func TestPlayerEnds(t *testing.T) {
	dir := tree(t, "go.mod", "module example.org/bakery\n\ngo 1.25\n", "bakery_test.go", bakery)
	program := built(t, build.Config{Dir: dir})
	ctx, stop := context.WithCancel(t.Context())
	pl, err := program.Player(ctx, "TestCakes")
	require.NoError(t, err)
	defer pl.Close()
	stop()
	began := time.Now()
	for range 100 { // the child may answer once more before it is killed
		if _, err = pl.Position(t.Context(), trace.Ask{}); err != nil {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	assert.Error(t, err)
	assert.Less(t, time.Since(began), 5*time.Second)

	_, err = program.Player(t.Context(), "TestNobodyWrote")
	assert.ErrorContains(t, err, "there is no test TestNobodyWrote")
}

// BenchmarkPlayerStep is one question to the child and its answer.
func BenchmarkPlayerStep(b *testing.B) {
	p, err := Package(b.Context(), build.Config{Dir: "../../labs/cakebox"})
	require.NoError(b, err)
	pl, err := p.Player(b.Context(), "TestOneCakePerBoxOnEverySchedule")
	require.NoError(b, err)
	defer pl.Close()
	for b.Loop() {
		if _, err := pl.Position(b.Context(), trace.Ask{Schedule: "0x3,1,2x4"}); err != nil {
			b.Fatal(err)
		}
	}
}
