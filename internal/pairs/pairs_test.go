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
