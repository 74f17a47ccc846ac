package pairs

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const bakery = `package bakery

import (
	"context"
	"errors"
	"io"
	"time"
)

type Size int

type Oven struct{ n int }

type Option func(*Oven)

func NewOven(size Size, options ...Option) (*Oven, error) {
	if size == 0 {
		return nil, errors.New("too small")
	}
	return &Oven{}, nil
}

func (o *Oven) Bake(ctx context.Context, cakes ...string) error { return ctx.Err() }
func (o *Oven) Wait(d time.Duration, done func(n int) (bool, error)) {}
func (o *Oven) Read(r io.Reader) {}
func (o *Oven) Tray() *Tray { return &Tray{of: o} }
func (o *Oven) Close() {}
func (o *Oven) hidden() {}

type Tray struct{ of *Oven }

func (t Tray) Turn(by [2]int, notes map[string][]Size, from chan<- error) {}

type Shelf struct{}

func (*Shelf) Put(s *Shelf, v any) {}

type Box[T any] struct{}

func (*Box[T]) Open() {}

type pan struct{}

func (pan) Fry() {}
`

func module(t *testing.T, source string) string {
	dir := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module example.org/bakery\n\ngo 1.24\n"), 0o644))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "bakery.go"), []byte(source), 0o644))
	return dir
}

// What is written compiles, and any two calls of a type meet once.
func TestAnyTwoCallsOfEachType(t *testing.T) {
	dir := module(t, bakery)
	text, tests, err := Source(dir, nil, nil)
	require.NoError(t, err)
	found := map[string]bool{}
	for _, m := range regexp.MustCompile(`func (TestPair_\w+)\(`).FindAllStringSubmatch(string(text), -1) {
		found[m[1]] = true
	}
	want := map[string]bool{"TestPair_Tray_Turn_Turn": true, "TestPair_Shelf_Put_Put": true}
	calls := []string{"Bake", "Close", "Tray", "Wait"} // no reader can be made
	for i, a := range calls {
		for _, b := range calls[i:] {
			want["TestPair_Oven_"+a+"_"+b] = true
		}
	}
	assert.Equal(t, want, found)
	assert.Equal(t, len(want), tests)

	require.NoError(t, os.WriteFile(filepath.Join(dir, "pairs_test.go"), text, 0o644))
	cmd := exec.Command("go", "test", ".")
	cmd.Dir = dir
	said, err := cmd.CombinedOutput()
	assert.NoError(t, err, "%s\n%s", said, text)
}

func TestCallsCanBeLeftOut(t *testing.T) {
	text, tests, err := Source(module(t, bakery), nil, regexp.MustCompile(`^\(\*Oven\)\.(Wait|Tray|Bake)$`))
	require.NoError(t, err)
	assert.Equal(t, 3, tests)
	assert.NotContains(t, string(text), "TestPair_Oven_Bake")
	assert.Contains(t, string(text), "TestPair_Oven_Close_Close")
}

func TestWhatCannotBePairedIsSaid(t *testing.T) {
	_, _, err := Source(module(t, "package bakery\n\nfunc Bake() {}\n"), nil, nil)
	assert.ErrorContains(t, err, "hint: ")
	_, _, err = Source(module(t, "package bakery\n\nfunc Bake() { return 1 }\n"), nil, nil)
	assert.ErrorContains(t, err, "does not compile")
}

func TestLinearizableComparesWhatCallsReturn(t *testing.T) {
	dir := module(t, `package bakery

import (
	"io"
	"time"
)

type Shelf struct{}

func NewShelf(d time.Duration) *Shelf { return &Shelf{} }

func (*Shelf) Put(cake string, n int)      {}
func (*Shelf) Take() (string, error)       { return "", nil }
func (*Shelf) Each() func() bool           { return nil } // no two functions are equal
func (*Shelf) Done() <-chan bool           { return nil } // nor two channels
func (*Shelf) Copy(to io.Writer) error     { return nil } // no argument can be made
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
	for _, left := range []string{"Each", "Done", "Copy", `"io"`, "Bell", `"Close`} {
		assert.NotContains(t, string(text), left)
	}

	_, _, err = Linearizable(dir, nil, regexp.MustCompile("Put|Take"), "example.org/bakery/face")
	assert.ErrorContains(t, err, "hint: ")
}
