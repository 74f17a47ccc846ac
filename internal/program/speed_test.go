package program

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"racelab/internal/build"
	"racelab/internal/trace"
)

// BenchmarkEditToVerdict edits a lab again and again and explores it, and says
// where the time goes. Run it with:
//
//	go test -bench EditToVerdict -benchtime 10x -run '^$' ./internal/program
func BenchmarkEditToVerdict(b *testing.B) {
	lab, err := filepath.Abs("../../labs/cakebox")
	require.NoError(b, err)
	dir := b.TempDir()
	actions := filepath.Join(dir, "actions.json")
	b.Setenv("GOFLAGS", "-debug-actiongraph="+actions)
	cache := b.TempDir()
	parts := map[string]time.Duration{}
	round := func(i int) {
		cfg := build.Config{Dir: lab, Cache: cache, Overlay: edited(b, dir, lab, i)}
		timed := stopwatch(parts)
		p, err := Package(b.Context(), cfg)
		require.NoError(b, err)
		timed("build")
		compile, link := builds(b, actions)
		parts["compile"] += compile
		parts["link"] += link
		timed("")
		_, err = p.Run(b.Context(), trace.Request{Test: p.Tests()[0]}, nil)
		require.NoError(b, err)
		timed("explore")
	}
	round(-1) // fills the build cache
	clear(parts)
	n := 0
	for b.Loop() {
		round(n)
		n++
	}
	for part, took := range parts {
		b.ReportMetric(float64(took.Milliseconds())/float64(n), part+"-ms")
	}
}

// edited returns an overlay in which the lab's source ends in another comment.
func edited(b *testing.B, dir, lab string, i int) string {
	source, err := os.ReadFile(filepath.Join(lab, "cakebox.go"))
	require.NoError(b, err)
	changed := strings.Replace(string(source), "b.carry(cake)", fmt.Sprintf("b.carry(cake)\n\t_ = %d", os.Getpid()+i), 1)
	copied := filepath.Join(dir, fmt.Sprintf("cakebox%d.go", i))
	require.NoError(b, os.WriteFile(copied, []byte(changed), 0o600))
	text, err := json.Marshal(map[string]any{"Replace": map[string]string{filepath.Join(lab, "cakebox.go"): copied}})
	require.NoError(b, err)
	name := filepath.Join(dir, fmt.Sprintf("overlay%d.json", i))
	require.NoError(b, os.WriteFile(name, text, 0o600))
	return name
}

// stopwatch adds the time since the last call to a part; "" forgets it.
func stopwatch(parts map[string]time.Duration) func(string) {
	last := time.Now()
	return func(part string) {
		if part != "" {
			parts[part] += time.Since(last)
		}
		last = time.Now()
	}
}

// builds reads how long the go command compiled and linked.
func builds(b *testing.B, actions string) (compile, link time.Duration) {
	text, err := os.ReadFile(actions)
	require.NoError(b, err)
	var all []struct {
		Mode                string
		TimeStart, TimeDone time.Time
	}
	require.NoError(b, json.Unmarshal(text, &all))
	for _, a := range all {
		switch a.Mode {
		case "build":
			compile += a.TimeDone.Sub(a.TimeStart)
		case "link":
			link += a.TimeDone.Sub(a.TimeStart)
		}
	}
	return compile, link
}
