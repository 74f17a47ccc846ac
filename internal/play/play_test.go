package play

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"racelab/internal/explore"
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
		Build: explore.Config{Dir: dir, Overlay: overlay}, Title: "cakebox", Win: "make two cakes meet in one box",
		Choose: func(tests []string) []string {
			return slices.DeleteFunc(tests, func(name string) bool { return name != "TestOneCakePerBoxOnEverySchedule" })
		},
		Note: func(string, ...any) {},
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
