package play

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/build"
)

// cakebox is the game of the first lab as the course ships it, or with another
// source in its place, whatever a learner has made of it.
func cakebox(t testing.TB, source string) Config {
	t.Helper()
	cfg := gameOf(t, "cakebox", source, "TestOneCakePerBoxOnEverySchedule")
	cfg.Win = "make two cakes meet in one box"
	return cfg
}

// gameOf is the game of a lab's test with a source.
func gameOf(t testing.TB, lab, source, test string) Config {
	t.Helper()
	root, err := filepath.Abs("../..")
	require.NoError(t, err)
	dir := filepath.Join(root, "labs", lab)
	overlay := filepath.Join(t.TempDir(), "overlay.json")
	text, err := json.Marshal(map[string]any{"Replace": map[string]string{
		filepath.Join(dir, lab+".go"):      filepath.Join(root, source),
		filepath.Join(dir, lab+"_test.go"): filepath.Join(root, "solutions", lab, lab+"_test.go"),
	}})
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(overlay, text, 0o644))
	return Config{
		Build: build.Config{Dir: dir, Overlay: overlay}, Title: lab,
		Choose: func([]string) ([]string, error) { return []string{test}, nil },
		Note:   func(string, ...any) {},
	}
}

const (
	brokenBox = "solutions/cakebox/testdata/broken/cakebox.go"
	mendedBox = "solutions/cakebox/cakebox.go"
)

func opened(t testing.TB, cfg Config) *Game {
	t.Helper()
	g, err := Open(context.Background(), cfg)
	require.NoError(t, err)
	t.Cleanup(g.Close)
	return g
}

// served plays a game on a page, and returns its address.
func served(t *testing.T, cfg Config) (url string) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	ready, ended := make(chan string, 1), make(chan error, 1)
	go func() { ended <- Serve(ctx, cfg, opened(t, cfg), func(url string) { ready <- url }) }()
	t.Cleanup(func() {
		stop()
		assert.NoError(t, <-ended)
	})
	select {
	case url = <-ready:
	case <-time.After(2 * time.Minute):
		require.Fail(t, "the game does not begin")
	}
	return url
}

// Of nine subtests, the one is played in which two bakers can meet.
func TestTheSubtestThatCanFailIsPlayed(t *testing.T) {
	const test = "TestEveryPairOfRecipesOnEverySchedule"
	g := opened(t, gameOf(t, "twotools", "solutions/twotools/testdata/broken/twotools.go", test))
	assert.Regexp(t, "^"+test+"/[A-Za-z]+$", g.View.Test)
	assert.LessOrEqual(t, len(g.View.Tasks), 4)
	assert.NotEmpty(t, g.failing)
}
