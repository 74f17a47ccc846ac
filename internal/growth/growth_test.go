package growth

import (
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestClassesAreCountedWhereThatIsKnown(t *testing.T) {
	known := map[string]map[Size]int{
		"mutex":    {{2, 1}: 2, {3, 2}: 90, {3, 4}: 34_650, {4, 3}: 369_600},
		"pipeline": {{1, 1}: 16, {1, 2}: 64},
		"readers":  {{1, 1}: 2, {3, 1}: 8, {2, 2}: 9},
		"sleepers": {{1, 1}: 1, {3, 1}: 36},
	}
	for _, f := range Families() {
		for size, want := range known[f.Name] {
			n, ok := f.Classes(size)
			assert.True(t, ok, "%s %v", f.Name, size)
			assert.Equal(t, want, n, "%s %v", f.Name, size)
		}
	}
	for _, f := range Families() {
		_, ok := f.Classes(Size{2, 2})
		assert.Equal(t, f.Name == "mutex" || f.Name == "readers", ok, f.Name)
	}
}

// TestEarlierFiguresHold says that what the engine comes with was not made up: where the number
// of classes is known, it is theirs, and each program has been explored.
func TestEarlierFiguresHold(t *testing.T) {
	before, err := Earlier()
	require.NoError(t, err)
	assert.Regexp(t, `^\d{4}-\d\d-\d\d$`, before.Date)
	assert.Regexp(t, `^[0-9a-f]{40}$`, before.Commit)
	assert.Positive(t, before.Workers)
	for _, f := range Families() {
		for _, size := range f.Sizes[:3] {
			p, ok := before.Of(f.Name, size)
			require.True(t, ok, "%s %v", f.Name, size)
			assert.True(t, p.Whole)
			assert.Positive(t, p.Seconds)
			assert.Empty(t, Objection(f, p, Figures{}))
		}
	}
}

func TestObjection(t *testing.T) {
	f := Families()[0]
	before := Figures{Date: "2026-11-01", Points: []Point{{Family: f.Name, Size: Size{3, 2}, Executions: 90, Whole: true}}}
	p := Point{Family: f.Name, Size: Size{3, 2}, Executions: 90, Whole: true}
	assert.Empty(t, Objection(f, p, before))
	p.Executions = 91
	assert.Equal(t, "there are 90 classes", Objection(f, p, before))
	p.Whole = false
	assert.Empty(t, Objection(f, p, before), "it was not at its end")
	f.classes, p.Whole = nil, true
	assert.Equal(t, "it was 90 on 2026-11-01", Objection(f, p, before))
	p.Executions = 89
	assert.Empty(t, Objection(f, p, before), "fewer are welcome")
}

func TestFiguresAreKept(t *testing.T) {
	file := filepath.Join(t.TempDir(), "figures.json")
	want := New("here", "0123", 2, []Point{{"mutex", Size{2, 1}, 2, true, 0.25, 70}})
	require.NoError(t, want.Save(file))
	got, err := Load(file)
	require.NoError(t, err)
	assert.Equal(t, want, got)
	require.NoError(t, os.WriteFile(file, []byte("figs"), 0o600))
	_, err = Load(file)
	assert.ErrorContains(t, err, "no figures")
}

func TestPictureShowsEveryPoint(t *testing.T) {
	now := New("<here>", "0123", 1, []Point{
		{"mutex", Size{2, 1}, 2, true, 0.001, 70}, {"mutex", Size{3, 1}, 6, true, 0.01, 70}, {"mutex", Size{2, 2}, 900, false, 9, 900},
	})
	before := Figures{Date: "2026-11-01", Points: now.Points[:1]}
	for _, name := range []string{"picture.svg", "page.html"} {
		file := filepath.Join(t.TempDir(), name)
		require.NoError(t, Draw(file, Families()[:1], now, before))
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		whole := string(text)
		drawn := 0
		for _, part := range strings.Split(whole, "<svg")[1:] {
			to := strings.Index(part, "</svg>")
			require.Positive(t, to)
			wellFormed(t, "<svg"+part[:to+len("</svg>")])
			drawn += strings.Count(part[:to], "<circle")
		}
		assert.Equal(t, 9, drawn, "two measured, one earlier, three known; two and one of seconds")
		assert.Contains(t, whole, "&lt;here&gt;")
		assert.Contains(t, whole, "<title>3×1: 6</title>", "measured, or known")
		assert.Contains(t, whole, "<title>3×1: 0.01</title>", "seconds")
		assert.NotContains(t, whole, "<title>2×2: 9", "what was not at its end")
		assert.Equal(t, name == "page.html", strings.Contains(whole, "<td>900</td><td>no</td>"))
	}
	assert.Error(t, Draw(filepath.Join(t.TempDir(), "no", "picture.svg"), Families(), now, before))
}

func wellFormed(t *testing.T, text string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		require.NoError(t, err)
	}
}
