package program

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/build"
	"racelab/internal/trace"
)

// shop is a module with a library of another one, which is plain Go, but uses
// packages that reach under the types and outside the process.
func shop(t *testing.T) string {
	return filepath.Join(tree(t,
		"lib/go.mod", "module example.net/till\n\ngo 1.17\n",
		"lib/till.go", `package till

import (
	"os"
	"sync/atomic"
	"unsafe"
)

// A Till counts.
type Till struct{ coins, open int64 }

func (t *Till) Put(n int64) {
	p := (*int64)(unsafe.Pointer(&t.coins))
	*p += n
}

func (t *Till) Coins() int64 { return t.coins }

func (t *Till) IsOpen() bool { return atomic.LoadInt64(&t.open) == 1 }

func (t *Till) Open() { atomic.StoreInt64(&t.open, 1) }

// Home is where the till stands.
func Home() string { return os.Getenv("HOME") }

var worth = map[string]int{"cent": 1, "two": 2, "five": 5, "ten": 10, "twenty": 20, "fifty": 50}

var all = Names()

// Names returns what coins are called.
func Names() (names []string) {
	for name := range worth {
		names = append(names, name)
	}
	return names
}
`,
		"shop/go.mod", "module example.org/shop\n\ngo 1.25\n\nrequire example.net/till v0.0.0\n\nreplace example.net/till => ../lib\n",
		"shop/shop_test.go", `package shop

import (
	"sync"
	"testing"

	"example.net/till"
)

func both(f func()) {
	var wg sync.WaitGroup
	wg.Go(f)
	wg.Go(f)
	wg.Wait()
}

func TestTwoPut(t *testing.T) {
	var till till.Till
	both(func() {
		till.Put(1)
	})
}

func TestTwoPutUnderALock(t *testing.T) {
	var mu sync.Mutex
	var till till.Till
	both(func() {
		mu.Lock()
		defer mu.Unlock()
		till.Put(1)
	})
	if n := till.Coins(); n != 2 {
		t.Error(n)
	}
}

func TestOneOpens(t *testing.T) {
	var till till.Till
	var mu sync.Mutex
	opened := 0
	both(func() {
		if !till.IsOpen() {
			till.Open()
			mu.Lock()
			opened++
			mu.Unlock()
		}
	})
	if opened != 1 {
		t.Error(opened)
	}
}

func TestSometimesOpen(t *testing.T) {
	var till till.Till
	both(func() {
		till.Open()
		if !till.IsOpen() {
			t.Error("shut")
		}
	})
}

func TestFirstName(t *testing.T) {
	if name := till.Names()[0]; name == "ten" {
		t.Error(name)
	}
}
`), "shop")
}

// TestLibrariesOfOtherModules has one test for memory that a library changes,
// which is no step, and one for its atomics, which are, with right twins.
func TestLibrariesOfOtherModules(t *testing.T) {
	t.Parallel()
	p := built(t, build.Config{Dir: shop(t)})

	report := explored(t, p, "TestTwoPut")
	require.Equal(t, trace.Failed, report.Outcome, report.Reason)
	require.Equal(t, trace.DataRace, report.Failure.Fault)
	for _, side := range []trace.RaceSide{report.Race.First, report.Race.Second} {
		assert.Equal(t, "shop_test.go:20", shownPlace(side.Where))
		require.NotNil(t, side.Inside)
		assert.Equal(t, "example.net/till/till.go", side.Inside.File)
		assert.Equal(t, 14, side.Inside.Line)
	}
	var noted, fatal int
	for _, s := range report.Failure.Steps {
		if s.Where.Line == 20 && len(s.Notes) > 0 {
			noted++
		}
		if s.Where.Line == 20 && s.Fatal {
			fatal++
		}
	}
	assert.Equal(t, []int{1, 1}, []int{noted, fatal}, "both sides are shown: %+v", report.Failure.Steps)

	report = explored(t, p, "TestTwoPutUnderALock")
	assert.Equal(t, trace.Passed, report.Outcome)
	assert.Equal(t, 2, report.Classes, "only who locks first matters, and not how the library has set up its tables")
	assert.Equal(t, trace.Failed, explored(t, p, "TestFirstName").Outcome, "a map has any order when the test asks for it")

	report = explored(t, p, "TestOneOpens")
	require.Equal(t, trace.Failed, report.Outcome, "a check, then an act")
	assert.Equal(t, trace.Assertion, report.Failure.Fault)

	assert.Equal(t, trace.Passed, explored(t, p, "TestSometimesOpen").Outcome)
}

// TestStandardLibrary explores each test of three packages; what must come of
// it is in its name. See testdata/library.
func TestStandardLibrary(t *testing.T) {
	t.Parallel()
	races, safe := 0, 0
	for _, dir := range []string{"library", "network", "database"} {
		p := built(t, build.Config{Dir: filepath.Join("testdata", dir)})
		for _, test := range p.Tests() {
			if strings.HasPrefix(test, "TestSafe") {
				safe++
			} else {
				races++
			}
			t.Run(test, func(t *testing.T) {
				switch {
				case strings.HasPrefix(test, "TestSafe"):
					isSafe(t, p, test)
				case strings.HasPrefix(test, "TestRace"):
					isRace(t, p, test)
				case strings.HasPrefix(test, "TestOutside"):
					assert.Contains(t, explored(t, p, test).Reason, "reaches for a network outside itself")
				default:
					assert.Equal(t, trace.Assertion, explored(t, p, test).Failure.Fault)
				}
			})
		}
	}
	assert.GreaterOrEqual(t, races, 25)
	assert.GreaterOrEqual(t, safe, 15)
}

func isSafe(t *testing.T, p *Program, test string) {
	request := trace.Request{Test: test, Seed: 1}
	want := trace.Passed
	if strings.Contains(test, "Sampled") {
		request.Schedules, want = 50, trace.Partly
	}
	if strings.Contains(test, "Patient") {
		request.TimeMode = trace.Patient
	}
	report, err := p.Run(t.Context(), request, nil)
	require.NoError(t, err)
	if f := report.Failure; f != nil {
		t.Fatal(f.Fault, f.Cause, f.Messages)
	}
	assert.Equal(t, want, report.Outcome, report.Reason)
	assert.Nil(t, report.Race)
	assert.Empty(t, report.NotSeen)
}

func isRace(t *testing.T, p *Program, test string) {
	report := explored(t, p, test)
	require.NotNil(t, report.Race, "%s %s", report.Outcome, report.Reason)
	for _, side := range []trace.RaceSide{report.Race.First, report.Race.Second} {
		assert.Contains(t, side.Where.File, "testdata/", "the program's own line is named")
	}
}

// TestWhatIsNotSeenIsNamed has a library with assembly that is handed a type of
// the standard library. Neither is seen then, and a pass says so. Of a library with several
// such packages, the pattern is enough.
func TestWhatIsNotSeenIsNamed(t *testing.T) {
	t.Parallel()
	p := built(t, build.Config{Dir: filepath.Join(tree(t,
		"lib/go.mod", "module example.net/fill\n\ngo 1.24\n",
		"lib/fill.go", "package fill\n\nimport \"bytes\"\n\n// Fill writes.\nfunc Fill(b *bytes.Buffer) { b.WriteString(\"cake\") }\n",
		"lib/fill.s", "// Nothing, but it is not Go.\n",
		"dough/go.mod", "module example.net/dough\n\ngo 1.24\n",
		"dough/rye/rye.go", "package rye\n\nimport _ \"example.net/dough/wheat\"\n",
		"dough/rye/rye.s", "// Likewise.\n",
		"dough/wheat/wheat.go", "package wheat\n",
		"dough/wheat/wheat.s", "// Likewise.\n",
		"shop/go.mod", "module example.org/shop\n\ngo 1.25\n\nrequire (\n\texample.net/dough v0.0.0\n\texample.net/fill v0.0.0\n)\n\n"+
			"replace (\n\texample.net/dough => ../dough\n\texample.net/fill => ../lib\n)\n",
		"shop/shop_test.go", "package shop\n\nimport (\n\t\"bytes\"\n\t\"testing\"\n\n\t_ \"example.net/dough/rye\"\n\t\"example.net/fill\"\n)\n\n"+
			"func TestFill(t *testing.T) {\n\tvar b bytes.Buffer\n\tfill.Fill(&b)\n\tif b.String() != \"cake\" {\n\t\tt.Error(b.String())\n\t}\n}\n",
	), "shop")})
	report := explored(t, p, "TestFill")
	assert.Equal(t, trace.Passed, report.Outcome, report.Reason)
	assert.Equal(t, []string{"example.net/dough/...", "example.net/fill", "the standard library"}, report.NotSeen)
}
