package program

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/build"
	"racelab/internal/render"
	"racelab/internal/trace"
)

func TestReceiversAreCalledAsInAStackTrace(t *testing.T) {
	for source, want := range map[string]string{
		"func f() {}":              "",
		"func (p Pool) f() {}":     "Pool.",
		"func (p *Pool) f() {}":    "(*Pool).",
		"func (p *Pool[K]) f() {}": "(*Pool).",
		"func (*Map[K, V]) f() {}": "(*Map).",
		"func (p (*Pool)) f() {}":  "(*Pool).",
	} {
		file, err := parser.ParseFile(token.NewFileSet(), "", "package p\n"+source, 0)
		require.NoError(t, err)
		assert.Equal(t, want, receiver(file.Decls[0].(*ast.FuncDecl)), source)
	}
}

// What was found is answered again only to the same question in the same world, and a
// goroutine may stay only by the reader's word.
func TestAReportIsKeptForTheSameQuestion(t *testing.T) {
	dir := tree(t, "go.mod", "module example.org/p\n\ngo 1.25\n", "testdata/cake.txt", "one", "p_test.go", `package p

import "testing"

const variable = "RACELAB_CAKES"

type pool struct{}

func (*pool) watch() { select {} }

func open() { go (&pool{}).watch() }

func TestOpen(t *testing.T) { open() }
`)
	p := built(t, build.Config{Dir: dir})
	sites := p.StartedBy(regexp.MustCompile(`^example\.org/p\.open: go \(&pool`))
	assert.Len(t, sites, 1)
	assert.Empty(t, p.StartedBy(regexp.MustCompile("close")))

	strict := trace.Request{Test: "TestOpen"}
	lenient := trace.Request{Test: "TestOpen", MayStay: sites}
	assert.Nil(t, p.Cached(strict))
	for _, request := range []trace.Request{strict, lenient} {
		found, err := p.Explore(t.Context(), request, 0, nil)
		require.NoError(t, err)
		known := p.Cached(request)
		require.NotNil(t, known)
		assert.Equal(t, found.Outcome, known.Outcome)
	}
	assert.Equal(t, trace.Failed, p.Cached(strict).Outcome)
	assert.Equal(t, trace.Passed, p.Cached(lenient).Outcome)

	t.Setenv("RACELAB_BUNS", "2")
	assert.NotNil(t, p.Cached(strict), "no source names it")
	t.Setenv("RACELAB_CAKES", "2")
	assert.Nil(t, p.Cached(strict), "a source names it")
	require.NoError(t, os.Unsetenv("RACELAB_CAKES"))
	assert.NotNil(t, p.Cached(strict))
	write(t, filepath.Join(dir, "testdata", "cake.txt"), "two")
	assert.Nil(t, p.Cached(strict), "a test may read it")
}

// Of a goroutine that goes on and counts, nobody can say that it will never end; what allows it to
// stay is said instead.
func TestWhoGoesOnIsNamed(t *testing.T) {
	t.Parallel()
	p := built(t, build.Config{Dir: "testdata/stays"})
	r, err := p.Run(t.Context(), trace.Request{Test: "TestManyByClock", TimeMode: trace.Patient}, nil)
	require.NoError(t, err)
	assert.Equal(t, "open: not at its end 5000 steps after that of the test", render.Outcome(r))
	require.Len(t, r.Remarks, 1)
	allow := regexp.MustCompile(`^long after the test is over, .* goes on, by way of stays_test\.go:\d+; if it is meant to, say -allow-leak '(.*)'$`).
		FindStringSubmatch(render.Remarks(r)[0])
	require.NotNil(t, allow, render.Remarks(r)[0])
	assert.Contains(t, allow[1], "watchMany", "where it rests")
	r, err = p.Run(t.Context(), trace.Request{Test: "TestManyByClock", TimeMode: trace.Patient, MayStayIn: allow[1]}, nil)
	require.NoError(t, err)
	assert.Equal(t, trace.Passed, r.Outcome)
}

// A goroutine may stay in the function that was given, whoever has started it; the
// test itself, and a goroutine that went on to another function, may not.
func TestAGoroutineMayStayInAFunction(t *testing.T) {
	p := built(t, build.Config{Dir: "testdata/stays"})
	source, err := os.ReadFile("testdata/stays/stays_test.go")
	require.NoError(t, err)
	wants := regexp.MustCompile(`(?m)^// want: (\w+)\nfunc (Test\w+)`).FindAllSubmatch(source, -1)
	require.Len(t, wants, len(p.Tests()))
	for _, want := range wants {
		request := trace.Request{Test: string(want[2])}
		strict, err := p.Run(t.Context(), request, nil)
		require.NoError(t, err)
		assert.NotEqual(t, trace.Passed, strict.Outcome, request.Test)
		request.MayStayIn = `stays\.\(\*oven\)\.watch`
		lenient, err := p.Run(t.Context(), request, nil)
		require.NoError(t, err)
		if string(want[1]) == "stays" {
			assert.Equal(t, trace.Passed, lenient.Outcome, request.Test)
			continue
		}
		require.NotNil(t, lenient.Failure, request.Test)
		assert.Equal(t, trace.Fault(want[1]), lenient.Failure.Fault, request.Test)
	}
}
