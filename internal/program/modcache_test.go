package program

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/build"
	"racelab/internal/trace"
)

// TestPublishedModules explores modules where the go command keeps them: not to
// be written to, with an old go line, with none, and without a go.mod.
func TestPublishedModules(t *testing.T) {
	source := `package box

import "sync"

type Box struct {
	mu sync.Mutex
	n  int
}

func (b *Box) Put() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.n++
}
`
	tests := `package box

import (
	"sync"
	"testing"
)

func put(b *Box, list []int, get func(*int) int) {
	var wg sync.WaitGroup
	for _, n := range list {
		wg.Add(1)
		n := n
		go func() {
			defer wg.Done()
			b.Put()
			_ = get(&n)
		}()
	}
	wg.Wait()
}

func TestPut(t *testing.T) {
	var b Box
	put(&b, []int{1, 2}, func(n *int) int { return *n })
	if b.n != 2 {
		t.Error(b.n)
	}
}

func TestLast(t *testing.T) {
	var got []int
	for _, n := range []int{1, 2} {
		defer func() { got = append(got, n) }()
		defer func() {
			if n != 2 {
				t.Error("each iteration has a variable of its own")
			}
		}()
	}
}
`
	root := tree(t,
		"example.org/!old!line@v1.0.0/go.mod", "module example.org/OldLine\n\ngo 1.12\n\nreplace example.org/away => ../away\n",
		"example.org/!old!line@v1.0.0/box.go", source,
		"example.org/!old!line@v1.0.0/box_test.go", tests,
		"example.org/noline@v1.0.0/go.mod", "module example.org/noline\n",
		"example.org/noline@v1.0.0/box.go", source,
		"example.org/noline@v1.0.0/box_test.go", tests,
		"example.org/nomod@v1.0.0+incompatible/box/box.go", source,
		"example.org/nomod@v1.0.0+incompatible/box/box_test.go", tests,
	)
	t.Setenv("GOMODCACHE", root)
	t.Setenv("GOFLAGS", "")
	t.Setenv("GOPROXY", "off")
	for _, dir := range []string{"example.org/!old!line@v1.0.0", "example.org/noline@v1.0.0", "example.org/nomod@v1.0.0+incompatible/box"} {
		before, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(dir), "*"))
		require.NoError(t, err)
		p := built(t, build.Config{Dir: filepath.Join(root, filepath.FromSlash(dir))})
		for _, test := range p.Tests() {
			assert.Equal(t, trace.Passed, explored(t, p, test).Outcome, "%s %s", dir, test)
		}
		after, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(dir), "*"))
		require.NoError(t, err)
		assert.Equal(t, before, after, "the module cache is left as it is")
	}
	_, err := os.Stat(filepath.Join(root, "example.org", "nomod@v1.0.0+incompatible", "go.mod"))
	assert.ErrorIs(t, err, os.ErrNotExist)
}

// TestRunTimeByNameElsewhere takes a function of the run-time by its name in a module that
// uses nothing else of the standard library.
func TestRunTimeByNameElsewhere(t *testing.T) {
	t.Parallel()
	root := tree(t, "go.mod", "module example.org/chance\n\ngo 1.20\n", "chance_test.go", `package chance

import (
	"testing"
	_ "unsafe"
)

//go:linkname fastrand runtime.fastrand
func fastrand() uint32

func TestBothSides(t *testing.T) {
	made := make(chan uint32, 2)
	for i := 0; i < 2; i++ {
		go func() { made <- fastrand() }()
	}
	if <-made == <-made {
		t.Error("the same number twice")
	}
}
`, "chance.s", "")
	report := explored(t, built(t, build.Config{Dir: root}), "TestBothSides")
	assert.Equal(t, trace.Passed, report.Outcome, report.Reason)
}

// TestWhereTheOtherModuleLies has one program whose only other module lies in
// different places. What that does is always seen.
func TestWhereTheOtherModuleLies(t *testing.T) {
	t.Parallel()
	counter := "package counter\n\ntype Counter struct{ n int }\n\nfunc (c *Counter) Add() { c.n++ }\n"
	test := `package shop

import (
	"sync"
	"testing"

	"example.net/counter"
)

func TestAdd(t *testing.T) {
	var c counter.Counter
	var wg sync.WaitGroup
	for i := 0; i < 2; i++ {
		wg.Add(1)
		go func() { defer wg.Done(); c.Add() }()
	}
	wg.Wait()
}
`
	for place, files := range map[string][]string{
		"a workspace": {
			"go.work", "go 1.24\n\nuse (\n\t./shop\n\t./counter\n)\n",
			"shop/go.mod", "module example.org/shop\n\ngo 1.20\n\nrequire example.net/counter v0.0.0\n",
			"counter/go.mod", "module example.net/counter\n\ngo 1.19\n",
			"counter/counter.go", counter,
		},
		"a vendor folder": {
			"shop/go.mod", "module example.org/shop\n\ngo 1.20\n\nrequire example.net/counter v0.0.0\n",
			"shop/vendor/modules.txt", "# example.net/counter v0.0.0\n## explicit; go 1.19\nexample.net/counter\n",
			"shop/vendor/example.net/counter/counter.go", counter,
		},
		"a replacement": {
			"shop/go.mod", "module example.org/shop\n\nrequire example.net/counter v0.0.0\n\nreplace example.net/counter => ../counter\n",
			"counter/go.mod", "module example.net/counter\n",
			"counter/counter.go", counter,
		},
	} {
		root := tree(t, append(files, "shop/shop_test.go", test)...)
		report := explored(t, built(t, build.Config{Dir: filepath.Join(root, "shop")}), "TestAdd")
		assert.Equal(t, trace.Failed, report.Outcome, place)
		assert.NotNil(t, report.Race, place)
	}
}
