package shard

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func planOf(t *testing.T, change func(*Plan)) Plan {
	p, err := NewPlan("verify", map[string]string{"count": "2"}, "abc", []string{"a/b", "a/c", "d"}, nil)
	require.NoError(t, err)
	if change != nil {
		change(&p)
	}
	return p
}

// do does what is left of a share, and returns it.
func do(t *testing.T, dir string, p Plan, s Share, verdict string) []string {
	st, err := Open(dir, p, s)
	require.NoError(t, err)
	left, _, err := st.Left()
	require.NoError(t, err)
	for _, key := range left {
		require.NoError(t, st.Put(key, verdict, key+"!"))
	}
	return left
}

func TestWhatIsThereIsNotDoneAgain(t *testing.T) {
	dir, p := t.TempDir(), planOf(t, nil)
	first := do(t, dir, p, Share{1, 2}, "fine")
	assert.Len(t, first, 2)
	assert.Empty(t, do(t, dir, p, Share{1, 2}, "fine"))

	// A file that is not whole, and one that was being written, are as good as none.
	require.NoError(t, os.WriteFile(filepath.Join(dir, fileOf(first[0])), []byte(`{"key": "a`), 0o644))
	require.NoError(t, os.WriteFile(filepath.Join(dir, ".half-1"), []byte(`{"ke`), 0o644))
	_, err := Merge([]string{dir})
	assert.ErrorContains(t, err, "shard 1/2 lacks 1 of its 2 results: "+first[0])
	assert.ErrorContains(t, err, "shard 2/2 lacks 1 of its 1 results")
	assert.Equal(t, first[:1], do(t, dir, p, Share{1, 2}, "fine"))

	do(t, dir, p, Share{2, 2}, "fine")
	m, err := Merge([]string{dir})
	require.NoError(t, err)
	assert.Equal(t, []string{`"a/b!"`, `"a/c!"`, `"d!"`}, []string{string(m.Results[0]), string(m.Results[1]), string(m.Results[2])})
}

// Without its plan a folder still has its results.
func TestAPlanThatIsDamaged(t *testing.T) {
	dir, p := t.TempDir(), planOf(t, nil)
	do(t, dir, p, Share{1, 1}, "fine")
	plan := filepath.Join(dir, planFile)
	require.NoError(t, os.WriteFile(plan, []byte("{"), 0o644))
	_, err := Open(dir, p, Share{1, 1})
	require.ErrorContains(t, err, "remove that file")
	_, err = Merge([]string{dir})
	require.ErrorContains(t, err, plan)
	require.NoError(t, os.Remove(plan))
	assert.Empty(t, do(t, dir, p, Share{1, 1}, "fine"))
}

func TestResultsThatDoNotBelongTogether(t *testing.T) {
	for what, change := range map[string]func(*Plan){
		`-count is "2" in one and "3"`:  func(p *Plan) { p.Options["count"] = "3" },
		"one is of verify, the other":   func(p *Plan) { p.Command = "explore" },
		"of other sources":              func(p *Plan) { p.Sources = "def" },
		"made with":                     func(p *Plan) { p.System = "go1.99 plan9/mips" },
		"(d)":                           func(p *Plan) { p.Keys = p.Keys[:2] },
		"from another version":          func(p *Plan) { p.Version++ },
		"other words":                   func(p *Plan) { p.Data = []byte(`"x"`) },
		`-seed is "" in one and "7" in`: func(p *Plan) { p.Options["seed"] = "7" },
	} {
		one, other := t.TempDir(), t.TempDir()
		do(t, one, planOf(t, nil), Share{1, 2}, "fine")
		do(t, other, planOf(t, change), Share{2, 2}, "fine")
		_, err := Merge([]string{one, other})
		assert.ErrorContains(t, err, what)
		_, err = Open(one, planOf(t, change), Share{2, 2})
		assert.ErrorContains(t, err, what)
	}
	dir := t.TempDir()
	do(t, dir, planOf(t, nil), Share{1, 2}, "fine")
	_, err := Open(dir, planOf(t, nil), Share{1, 3})
	assert.ErrorContains(t, err, "one has 2 shards, the other 3")

	_, err = Merge([]string{t.TempDir()})
	assert.ErrorContains(t, err, "hint: name a folder that was given with -o")
}

func TestAResultTwice(t *testing.T) {
	one, other, p := t.TempDir(), t.TempDir(), planOf(t, nil)
	do(t, one, p, Share{1, 1}, "fine")
	do(t, other, p, Share{1, 1}, "fine")
	m, err := Merge([]string{one, other})
	require.NoError(t, err)
	assert.Len(t, m.Results, 3)

	third := t.TempDir()
	do(t, third, p, Share{1, 1}, "broken")
	_, err = Merge([]string{one, third})
	assert.ErrorContains(t, err, "two results for ")
	assert.ErrorContains(t, err, "fine in "+one+", and broken in "+third)

	// A result that got into a folder by hand.
	stray := planOf(t, func(p *Plan) { p.Sources = "def" })
	fourth := t.TempDir()
	do(t, fourth, stray, Share{1, 1}, "fine")
	require.NoError(t, os.Rename(filepath.Join(fourth, fileOf("d")), filepath.Join(one, fileOf("d"))))
	_, err = Merge([]string{one})
	assert.ErrorContains(t, err, "is a result of another plan")
}

func TestSourcesAreWhatBuildsRead(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		file := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
		require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
		sum, err := Sources(dir)
		require.NoError(t, err)
		return sum
	}
	before := write("a.go", "package a")
	for _, name := range []string{"slurm-1_2.out", ".git/x.go", "out/plan.json"} {
		assert.Equal(t, before, write(name, "x"), name)
	}
	seen := []string{before}
	for _, name := range []string{"a_test.go", "go.mod", "b/testdata/c/d.txt", "b/b.s"} {
		now := write(name, "x")
		assert.NotContains(t, seen, now, name)
		seen = append(seen, now)
	}
	moved := t.TempDir()
	require.NoError(t, os.CopyFS(moved, os.DirFS(dir)))
	sum, err := Sources(moved)
	require.NoError(t, err)
	assert.Contains(t, seen, sum, "where it is does not count")
}
