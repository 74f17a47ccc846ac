package program

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/build"
	"racelab/internal/rewrite"
	"racelab/internal/trace"
)

// The tests of this file build real children. They share a cache with nobody
// but find the simulator compiled, from the second run on.

func built(t *testing.T, cfg build.Config) *Program {
	t.Helper()
	if cfg.Cache == "" {
		cfg.Cache = t.TempDir()
	}
	p, err := Package(t.Context(), cfg)
	require.NoError(t, err)
	return p
}

func explored(t *testing.T, p *Program, test string) *trace.Report {
	t.Helper()
	report, err := p.Run(t.Context(), trace.Request{Test: test, Seed: 1}, nil)
	require.NoError(t, err)
	return report
}

// kitchen is a module of its own with the source of testdata/kitchen and tests
// that need nothing of this module.
func kitchen(t *testing.T) string {
	source, err := os.ReadFile("testdata/kitchen/kitchen.go")
	require.NoError(t, err)
	return tree(t, "go.mod", "module example.org/kitchen\n\ngo 1.24\n", "kitchen.go", string(source), "kitchen_test.go", `package kitchen

import (
	"sync"
	"testing"
)

func TestSqueeze(t *testing.T) {
	var shelf Shelf
	var bakers sync.WaitGroup
	for range 2 {
		bakers.Go(func() { shelf.Squeeze() })
	}
	bakers.Wait()
	if shelf.cakes != 2 {
		t.Errorf("%d cakes on the shelf, want 2", shelf.cakes)
	}
}
`, "out_test.go", `package kitchen_test

import (
	"testing"

	"example.org/kitchen"
)

func TestPut(t *testing.T) {
	var shelf kitchen.Shelf
	done := make(chan bool)
	go func() { shelf.Put(); close(done) }()
	shelf.Put()
	<-done
}
`)
}

func TestForeignModuleIsExplored(t *testing.T) {
	p := built(t, build.Config{Dir: kitchen(t)})
	_, err := p.Run(t.Context(), trace.Request{Test: "TestSqueeze/nope"}, nil)
	var noTest *NoTestError
	require.ErrorAs(t, err, &noTest, "that is no finding about the program")
	assert.ErrorContains(t, err, "there is no subtest TestSqueeze/nope\nhint: ")

	assert.Equal(t, []string{"TestSqueeze", "TestPut"}, p.Tests())

	failed := explored(t, p, "TestSqueeze")
	require.Equal(t, trace.Failed, failed.Outcome, failed.Reason)
	require.NotNil(t, failed.Failure)
	assert.Equal(t, trace.Assertion, failed.Failure.Fault)
	var names []string
	for _, task := range failed.Failure.Tasks {
		if !task.Clock {
			names = append(names, task.Name)
		}
	}
	assert.Equal(t, []string{"test", "baker-1", "baker-2"}, names)
	var texts []string
	for _, step := range failed.Failure.Steps {
		if step.Where.File == "kitchen.go" {
			texts = append(texts, step.Where.Text)
		}
		assert.False(t, filepath.IsAbs(step.Where.File), step.Where.File)
	}
	assert.Contains(t, strings.Join(texts, "\n"), "s.cakes")

	again, err := p.Run(t.Context(), trace.Request{Test: "TestSqueeze", Replay: failed.Failure.Replay}, nil)
	require.NoError(t, err)
	assert.Equal(t, trace.Failed, again.Outcome)

	assert.Equal(t, trace.Passed, explored(t, p, "TestPut").Outcome, "external tests are in the same child")
}

func TestCopiesOfOtherModulesAreExplored(t *testing.T) {
	p := built(t, build.Config{Dir: filepath.Join(many(t), "box")})
	assert.True(t, slices.ContainsFunc(p.child.Sites, func(s rewrite.Site) bool { return filepath.Base(s.Pos.Filename) == "group.go" }))
	report := explored(t, p, "TestFill")
	assert.Equal(t, trace.Passed, report.Outcome, "%+v", report)
	assert.NotZero(t, report.Executions)
}

func TestUnchangedProgramIsNotBuiltAgain(t *testing.T) {
	dir, cache := kitchen(t), t.TempDir()
	first := built(t, build.Config{Dir: dir, Cache: cache})
	second := built(t, build.Config{Dir: dir, Cache: cache})
	assert.Equal(t, first.Binary(), second.Binary())
	assert.Equal(t, first.Tests(), second.Tests())

	source, err := os.ReadFile(filepath.Join(dir, "kitchen.go"))
	require.NoError(t, err)
	write(t, filepath.Join(dir, "kitchen.go"), string(bytes.ReplaceAll(source, []byte("n + 1"), []byte("1 + n"))))
	assert.NotEqual(t, first.Binary(), built(t, build.Config{Dir: dir, Cache: cache}).Binary())
	write(t, filepath.Join(dir, "kitchen.go"), string(source))
	assert.Equal(t, first.Binary(), built(t, build.Config{Dir: dir, Cache: cache}).Binary(), "an edit undone")
}

func TestNothingIsWrittenIntoTheModule(t *testing.T) {
	dir := kitchen(t)
	before, err := os.ReadDir(dir)
	require.NoError(t, err)
	explored(t, built(t, build.Config{Dir: dir}), "TestPut")
	after, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Equal(t, len(before), len(after))
}

func TestPackageBehindALinkIsInstrumented(t *testing.T) {
	link := filepath.Join(t.TempDir(), "link")
	if os.Symlink(kitchen(t), link) != nil {
		t.Skip("no symbolic links here")
	}
	assert.Equal(t, trace.Failed, explored(t, built(t, build.Config{Dir: link}), "TestSqueeze").Outcome)
}

// TestOrdinaryTestBinary runs go test on a package that calls Test.
func TestOrdinaryTestBinary(t *testing.T) {
	goTest := exec.Command("go", "test", "-v", "-count=1", "./testdata/kitchen")
	goTest.Env = append(os.Environ(), "NO_COLOR=1")
	out, err := goTest.CombinedOutput()
	require.Error(t, err, "TestSqueeze fails")
	text := string(out)
	assert.Regexp(t, `explore\.go:\d+: passed: (all \d+ schedules|its one schedule|not concurrent.*)\n--- PASS: TestPut|kitchen_test\.go:\d+: passed: (all \d+ schedules|its one schedule|not concurrent.*)\n--- PASS: TestPut`, text)
	assert.Contains(t, text, "--- FAIL: TestSqueeze")
	assert.Contains(t, text, "1 cakes on the shelf, want 2")
	assert.Contains(t, text, "--- PASS: TestNested/one_shelf")

	replay := regexp.MustCompile(`go tool lab explore ./internal/program/testdata/kitchen -run '\^TestSqueeze\$' -replay '(\S.*)'`).FindStringSubmatch(text)
	require.NotNil(t, replay, text)
	p := built(t, build.Config{Dir: "testdata/kitchen"})
	report, err := p.Run(t.Context(), trace.Request{Test: "TestSqueeze", Replay: replay[1]}, nil)
	require.NoError(t, err)
	assert.Equal(t, trace.Failed, report.Outcome)
}
