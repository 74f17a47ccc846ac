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
	root, err := filepath.Abs("../..")
	require.NoError(t, err)
	dir := filepath.Join(root, "labs", "cakebox")
	overlay := filepath.Join(t.TempDir(), "overlay.json")
	text, err := json.Marshal(map[string]any{"Replace": map[string]string{
		filepath.Join(dir, "cakebox.go"):      filepath.Join(root, source),
		filepath.Join(dir, "cakebox_test.go"): filepath.Join(root, "solutions", "cakebox", "cakebox_test.go"),
	}})
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(overlay, text, 0o644))
	return Config{
		Build: build.Config{Dir: dir, Overlay: overlay}, Title: "cakebox", Win: "make two cakes meet in one box",
		Choose: func([]string) ([]string, error) { return []string{"TestOneCakePerBoxOnEverySchedule"}, nil },
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
