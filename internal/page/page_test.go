package page

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/trace"
)

const source = `package box

// put has a <tag> in it.
func put() { cakes = append(cakes, "rye & oat") }

/* two
lines */
`

func read(name string) ([]byte, error) {
	if name != "box.go" {
		return nil, errors.New("no such file")
	}
	return []byte(source), nil
}

// position is a run of two steps: the test locks, and a baker waits.
func position() *trace.Position {
	put := trace.Place{Site: -1, File: "box.go", Line: 4}
	moment := func(things ...trace.Thing) trace.Moment {
		return trace.Moment{Things: things, Tasks: []trace.Standing{
			{Task: 0, Stance: trace.Ready, Op: "unlock", Name: "mu", Holder: -1, Where: put},
			{Task: 2, Stance: trace.Waits, Op: "lock", Name: "mu", For: trace.Wait{Kind: trace.WaitLock}, Holder: 0, Where: put, Taken: put},
		}}
	}
	mu := trace.Thing{Name: "mu", Kind: "mutex", State: []trace.Fact{{Kind: trace.FactHeld, Tasks: []int{0}}}, Users: 1, Last: 0}
	own := trace.Thing{Name: "n", Kind: "variable", State: []trace.Fact{{Kind: trace.FactValue, Text: "7"}}, Users: 1}
	return &trace.Position{
		Failure: trace.Failure{
			Fault: trace.Assertion, Cause: trace.Cause{Kind: trace.CauseTorn, Tasks: []int{2, 0}, Names: []string{"<late>"}}, Replay: "0x2",
			Tasks: []trace.Task{{ID: 0, Path: "0", Name: "test"}, {ID: 1, Path: "c", Name: "clock", Clock: true}, {ID: 2, Path: "1", Name: "baker"}},
			Steps: []trace.Step{{Task: 0, Op: "lock", Name: "mu", Where: put}, {Task: 0, Op: "read", Name: "cakes", Value: `["rye & oat"]`, Where: put, Fatal: true}},
		},
		Moments: []trace.Moment{moment(), moment(mu), moment(mu, own)},
	}
}

func view(at *trace.Position) *View { return NewView("box", "TestBox", at.Tasks, read, at) }

func TestAStoryInWords(t *testing.T) {
	at := position()
	v := view(at)
	s := v.Tell(at)
	require.Len(t, s.States, 3)
	assert.Nil(t, s.States[0].Step)
	assert.Equal(t, "locks mu", s.Steps[0].Words)
	assert.Equal(t, `reads cakes: ["rye & oat"]`, s.Steps[1].Words)
	assert.Equal(t, `test reads cakes: ["rye & oat"], at box.go:4`, v.Sentence(s.Steps[1]))
	assert.Equal(t, "assertion: baker changes <late>, which test has read, before test acts on it", s.Cause)

	require.Len(t, v.Tasks, 2, "time does not pass, so there is no clock")
	assert.Equal(t, TaskState{Stance: "ready", Next: "unlocks mu", Spot: Spot{0, 4}}, s.States[1].Tasks[0])
	assert.Equal(t, TaskState{Stance: "waits", Why: "waits for mu, taken by test at box.go:4", Spot: Spot{0, 4}}, s.States[1].Tasks[1])
	assert.Equal(t, []ThingState{{Name: "mu", Kind: "mutex", State: "held by test", Fresh: true}}, s.States[1].Things)
	assert.Equal(t, []ThingState{{Name: "mu", Kind: "mutex", State: "held by test"}}, s.States[2].Things, "what only one goroutine uses is left out")
}

func TestWhatIsUsedLastComesFirst(t *testing.T) {
	at := position()
	thing := func(object, last int) trace.Thing {
		return trace.Thing{Object: object, Name: "mu", Kind: "mutex", State: []trace.Fact{{Kind: trace.FactHeld, Tasks: []int{0}}}, Last: last}
	}
	at.Moments[1].Things = []trace.Thing{thing(3, 0)}
	at.Moments[2].Things = []trace.Thing{thing(3, 0), thing(4, 1)}
	names := func(s State) (names []string) {
		for _, thing := range s.Things {
			names = append(names, thing.Name)
		}
		return names
	}
	s := view(at).Tell(at)
	assert.Equal(t, []string{"mu"}, names(s.States[1]))
	assert.Equal(t, []string{"mu #2", "mu"}, names(s.States[2]), "and each keeps its name")
	at.Moments = at.Moments[2:]
	assert.Equal(t, []string{"mu", "mu #2"}, names(view(at).Tell(at).States[0]), "in the game nobody knows what comes")
}

func TestExportIsWhole(t *testing.T) {
	at := position()
	var b strings.Builder
	require.NoError(t, Export(&b, view(at), at, "go tool lab explore box -replay '0x2'"))
	text := b.String()
	assert.Contains(t, text, "<title>box: TestBox, step by step</title>")
	assert.Contains(t, text, "baker changes &lt;late&gt;, which")
	assert.Contains(t, text, "// put has a &lt;tag&gt; in it.")
	assert.NotRegexp(t, `(src|href)="?(https?:)?//|@import|url\(`, text, "it needs nothing from elsewhere")
	assert.Contains(t, text, "default-src 'none'", "and could not get it")
}

func TestALongRunIsCutAtTheFront(t *testing.T) {
	at := position()
	for len(at.Steps) < MostSteps+100 {
		at.Steps = append(at.Steps, at.Steps[1])
		at.Moments = append(at.Moments, at.Moments[2])
	}
	var b strings.Builder
	require.NoError(t, Export(&b, view(at), at, ""))
	assert.Contains(t, b.String(), "The first 100 of 600 steps are left out.")
	assert.Less(t, b.Len(), 300_000)
}

func TestALongFileIsCutToWhatIsUsed(t *testing.T) {
	text := "package box\n" + strings.Repeat("\n", 999) + "var cake int\n"
	files := filesOf([]trace.Place{{File: "box.go", Line: 1001}}, func(string) ([]byte, error) { return []byte(text), nil })
	require.Len(t, files, 1)
	assert.Len(t, files[0].Lines, 1+surroundings)
	assert.Equal(t, 1001, files[0].Lines[surroundings].Number)
	assert.Contains(t, files[0].Lines[surroundings].HTML, `<span class="k">var</span> cake`)
}

func TestColoursEachLineByItself(t *testing.T) {
	lines := strings.Split(string(colour(source)), "\n")
	assert.Equal(t, `<span class="c">/* two</span>`, lines[5])
	assert.Equal(t, `<span class="c">lines */</span>`, lines[6])
	assert.Equal(t, `<span class="k">func</span> put() { cakes = append(cakes, <span class="s">&#34;rye &amp; oat&#34;</span>) }`, lines[3])
}

func TestKeysAreNoCommands(t *testing.T) {
	seen := map[string]bool{}
	for i := range 30 {
		key := keyOf(i, false)
		if key != "" {
			assert.False(t, seen[key] || strings.Contains("ceflnopqru", key), "%q", key)
			seen[key] = true
		}
	}
}
