package pairs

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const bakery = `package bakery

import (
	"context"
	"errors"
	"sync"
	"time"
)

// A Till is what no type here is.
type Till interface{ Open(money int) }

type Crumb interface{ Size() int }

type Crumbs struct{}

func (Crumbs) Size() int { return 1 }

type Size int

type Oven struct {
	mu sync.Mutex
	n  int
}

type Option func(*Oven)

func NewOven(size Size, options ...Option) (*Oven, error) {
	if size == 0 {
		return nil, errors.New("too small")
	}
	return &Oven{}, nil
}

func (o *Oven) Bake(ctx context.Context, cakes ...string) error { return ctx.Err() }
func (o *Oven) Wait(d time.Duration, done func(n int) (bool, error)) {}
func (o *Oven) Read(c Crumb) int { return o.n }
func (o *Oven) Light(n int) { o.mu.Lock(); defer o.mu.Unlock(); o.n += n }
func (o *Oven) Sell(at Till) {}
func (o *Oven) Tray() *Tray { o.Light(1); return &Tray{of: o} }
func (o *Oven) Close() {}
func (o *Oven) hidden() {}

type Tray struct{ of *Oven }

func (t Tray) Turn(by [2]int, notes map[string][]Size, from chan<- error) {}

type Shelf struct{}

func (*Shelf) Put(s *Shelf, v any) {}

type Box[T any] struct{}

func (*Box[T]) Open() {}
func (*Box[T]) Take(one T) {}

type pan struct{}

func (pan) Fry() {}
`

func module(t *testing.T, source string) string {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module example.org/bakery\n\ngo 1.24\n"), 0o644))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "bakery.go"), []byte(source), 0o644))
	return dir
}

// What is written compiles and passes, and any two calls of a type meet once.
func TestAnyTwoCallsOfEachType(t *testing.T) {
	dir := module(t, bakery)
	made, err := Source(dir, nil, nil, nil, 0)
	require.NoError(t, err)
	found := names(made.Text)
	var want []string
	pair := func(name string, calls ...string) {
		for i, a := range calls {
			for _, b := range calls[i:] {
				want = append(want, "TestPair_"+name+"_"+a+"_"+b)
			}
		}
	}
	pair("Box", "Open", "Take") // Box[int]
	pair("Oven", "Bake", "Close", "Light", "Read", "Tray", "Wait")
	pair("Shelf", "Put")
	pair("Tray", "Turn")
	assert.Subset(t, found, want)
	assert.Len(t, found, made.Tests)
	assert.Zero(t, made.LeftOut)
	assert.Equal(t, []string{"(*Oven).Sell, which wants a Till"}, made.Lacks)

	require.NoError(t, os.WriteFile(filepath.Join(dir, "pairs_test.go"), made.Text, 0o644))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "turns_test.go"), made.Turns, 0o644))
	cmd := exec.Command("go", "test", ".")
	cmd.Dir = dir
	said, err := cmd.CombinedOutput()
	assert.NoError(t, err, "%s\n%s", said, made.Text)
}

func names(text []byte) (all []string) {
	for _, m := range regexp.MustCompile(`func (Test\w+)\(`).FindAllStringSubmatch(string(text), -1) {
		all = append(all, m[1])
	}
	return all
}

// body is the text of one test.
func body(t *testing.T, text []byte, test string) string {
	_, rest, ok := strings.Cut(string(text), "func "+test+"(")
	require.True(t, ok, "%s is not in\n%s", test, text)
	rest, _, _ = strings.Cut(rest, "\n}\n")
	return rest
}

// Who makes something by a function that returns nil can do nothing with it: others are tried
// first. A function that should return something with methods does, if the package has such.
func TestWhatAFunctionReturns(t *testing.T) {
	made, err := Source(module(t, `package bakery

type Helper interface{ Help() }

type helper struct{}

func (helper) Help() {}

type Crumb interface{ Size() int }

type Crumbs struct{}

func (Crumbs) Size() int { return 1 }

type Shop struct{ n int }

func New(hire func() Helper) *Shop          { return &Shop{} }
func NewAlone(ask func() error) *Shop       { return &Shop{} }
func NewCrumbly(sweep func() Crumb) *Shop   { return &Shop{} }
func (s *Shop) Sell(n int) { s.n += n }
`), nil, nil, nil, 0)
	require.NoError(t, err)
	assert.Contains(t, body(t, made.Text, "TestPair_Shop_Sell_Sell"), "NewAlone(func() error { return *new(error) })")
	assert.Contains(t, body(t, made.Text, "TestPair_Shop_Sell_Sell_made2"), "NewCrumbly(func() Crumb { return new(Crumbs) })")
	assert.Contains(t, body(t, made.Text, "TestPair_Shop_Sell_Sell_made3"), "New(func() Helper { return *new(Helper) })")
}

func TestMoreThanTwoNewCalls(t *testing.T) {
	made, err := Source(module(t, bakery), nil, nil, nil, 0)
	require.NoError(t, err)
	after := body(t, made.Text, "TestPair_Oven_Light_Light_after_Light")
	assert.Regexp(t, `(?s)v := .*v\.Light\(int\(1\)\)\n\tvar both`, after, "a call before")
	assert.NotContains(t, names(made.Text), "TestPair_Oven_Light_Light_after_Read", "which changes nothing")
	assert.NotContains(t, names(made.Text), "TestPair_Oven_Light_Light_after_Close", "which ends it")
	assert.Contains(t, body(t, made.Text, "TestPair_Oven_Light_Light_of_zero"), "v.Light(int(0))")
	assert.Contains(t, body(t, made.Text, "TestPair_Oven_Light_Light_made2"), "NewOven(Size(0))", "another constructor argument")
	part := body(t, made.Text, "TestPair_Oven_Light_Tray_Turn")
	assert.Regexp(t, `(?s)w := v\.Tray\(\).*v\.Light\(.*w\.Turn\(.*v\.Close\(\)`, part, "a call of what another returned")
	assert.NotContains(t, body(t, made.Text, "TestPair_Oven_Close_Light"), "\n\tv.Close()", "it has been called")
	assert.Contains(t, body(t, made.Text, "TestPair_Oven_Read_Read"), "v.Read(new(Crumbs))", "a type of the package that is a Crumb")

	first, second := body(t, made.Turns, "TestFirst_Oven_Light_Wait"), body(t, made.Turns, "TestSecond_Oven_Light_Wait")
	assert.Regexp(t, `(?s)v\.Light\(.*v\.Wait\(`, first)
	assert.Regexp(t, `(?s)v\.Wait\(.*v\.Light\(`, second)
	assert.Contains(t, first, "go func() {\n", "what making a value begins is told from it in the same way")
	assert.Regexp(t, made.SetUp, "example.org/bakery.TestPair_Tray_Turn_Turn: go func() {")
	assert.NotRegexp(t, made.SetUp, "example.org/bakery.TestPair_Oven_Light_Wait: go func() {", "which can be closed")
	assert.Equal(t, [2]string{"TestFirst_Oven_Light_Wait", "TestSecond_Oven_Light_Wait"}, TurnsOf("TestPair_Oven_Light_Wait"))
}

// With too little room, what is left out is counted, and each kind has a share.
func TestSoManyTests(t *testing.T) {
	dir := module(t, bakery)
	whole, err := Source(dir, nil, nil, nil, 0)
	require.NoError(t, err)
	made, err := Source(dir, nil, nil, nil, 40)
	require.NoError(t, err)
	assert.Equal(t, 40, made.Tests)
	assert.Equal(t, whole.Tests-40, made.LeftOut)
	found := names(made.Text)
	assert.Len(t, found, 40)
	assert.Subset(t, names(whole.Text), found)
	for _, kind := range []string{"_after_", "_of_zero", "_made2", "_Tray_Turn"} {
		assert.Regexp(t, kind, strings.Join(found, " "))
	}
	again, err := Source(dir, nil, nil, nil, 40)
	require.NoError(t, err)
	assert.Equal(t, string(made.Text), string(again.Text))
}

// Who asks for one test waits for no other to be built.
func TestOnlyWhatIsAskedForIsMade(t *testing.T) {
	dir := module(t, bakery)
	whole, err := Source(dir, nil, nil, nil, 0)
	require.NoError(t, err)
	const one = "TestPair_Oven_Light_Wait"
	made, err := Source(dir, nil, nil, func(test string) bool { return test == one }, 1)
	require.NoError(t, err)
	assert.Equal(t, []string{one}, names(made.Text))
	assert.Equal(t, body(t, whole.Text, one), body(t, made.Text, one))
	assert.Zero(t, made.LeftOut)
	assert.Len(t, made.NotMade, whole.Tests-1)

	made, err = Source(dir, nil, nil, func(string) bool { return false }, 0)
	require.NoError(t, err)
	assert.Zero(t, made.Tests)
	assert.Len(t, made.NotMade, whole.Tests)
}

func TestAnEmptyConfigurationIsTriedFirst(t *testing.T) {
	made, err := Source(module(t, `package bakery

import "errors"

type Config struct {
	Bake  func() int
	Ovens int
	Name  string
	quiet bool
}

type Bakery struct{ c Config }

func New(c *Config) (*Bakery, error) {
	if c.Bake == nil || c.Ovens < 1 || c.quiet {
		return nil, errors.New("nothing to bake with")
	}
	return &Bakery{*c}, nil
}

func (b *Bakery) Open() int { return b.c.Bake() }
`), nil, nil, nil, 0)
	require.NoError(t, err)
	assert.Regexp(t, `(?s)New\(new\(Config\)\)\s+if err != nil \{\s+v, err = New\(&Config\{Bake: func\(\) int \{.*Ovens: int\(1\)\}\)\s+\}\s+if err != nil \{\s+t.Skip\(err\)`,
		body(t, made.Text, "TestPair_Bakery_Open_Open"))
}

// An empty map would leave a call nothing to do.
func TestAMapHasAnEntry(t *testing.T) {
	made, err := Source(module(t, `package bakery

type Shelf map[string]int

func New() *Shelf { return &Shelf{} }

func (s *Shelf) Put(cakes map[string]int) {
	for name, n := range cakes {
		(*s)[name] = n
	}
}
`), nil, nil, nil, 0)
	require.NoError(t, err)
	assert.Contains(t, body(t, made.Text, "TestPair_Shelf_Put_Put"), `v.Put(map[string]int{string("a"): int(1)})`)
}

func TestCallsCanBeLeftOut(t *testing.T) {
	made, err := Source(module(t, bakery), nil, regexp.MustCompile(`^\(\*Oven\)\.(Wait|Tray|Bake|Light|Read)$`), nil, 0)
	require.NoError(t, err)
	assert.NotContains(t, string(made.Text), "TestPair_Oven_Bake")
	assert.Contains(t, string(made.Text), "TestPair_Oven_Close_Close")
}

func TestWhatCannotBePairedIsSaid(t *testing.T) {
	_, err := Source(module(t, "package bakery\n\nfunc Bake() {}\n"), nil, nil, nil, 0)
	assert.ErrorContains(t, err, "hint: ")
	_, err = Source(module(t, "package bakery\n\nfunc Bake() { return 1 }\n"), nil, nil, nil, 0)
	assert.ErrorContains(t, err, "does not compile")
}

func TestLinearizableComparesWhatCallsReturn(t *testing.T) {
	dir := module(t, `package bakery

import "time"

type Shelf struct{}

type Wall interface{ Paint() }

func NewShelf(d time.Duration) *Shelf { return &Shelf{} }

func (*Shelf) Put(cake string, n int)      {}
func (*Shelf) Take() (string, error)       { return "", nil }
func (*Shelf) Each() func() bool           { return nil } // no two functions are equal
func (*Shelf) Done() <-chan bool           { return nil } // nor two channels
func (*Shelf) Hang(on Wall) error          { return nil } // no argument can be made
func (*Shelf) Close()                      {}             // is what ends it

type Bell struct{}

func (Bell) Rung() <-chan bool { return nil }
`)
	text, tests, err := Linearizable(dir, nil, nil, "example.org/bakery/face")
	require.NoError(t, err)
	assert.Equal(t, 1, tests, "%s", text)
	assert.Contains(t, string(text), `"Put(\"a\", 1)": func(v *Shelf) []any { v.Put(string("a"), int(1)); return nil },`)
	assert.Contains(t, string(text), `return explore.Results(v.Take()) },`)
	assert.Contains(t, string(text), "t.Cleanup(func() { v.Close() })")
	assert.Contains(t, string(text), "explore.Scenarios(2, 2, 1)")
	for _, left := range []string{"Each", "Done", "Hang", "Bell", `"Close`} {
		assert.NotContains(t, string(text), left)
	}

	_, _, err = Linearizable(dir, nil, regexp.MustCompile("Put|Take"), "example.org/bakery/face")
	assert.ErrorContains(t, err, "hint: ")
}
