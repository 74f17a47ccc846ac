package remark

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRemarks(t *testing.T) {
	for name, c := range map[string]struct {
		source string
		lines  []int
	}{
		"a loop that only asks":       {"func f() {\n\tfor !done.Load() {\n\t}\n}", []int{3}},
		"it yields, and still burns":  {"func f() {\n\tfor !mu.TryLock() {\n\t\truntime.Gosched()\n\t}\n}", []int{3}},
		"a lock made of an atomic":    {"func f() {\n\tfor !busy.CompareAndSwap(0, 1) {\n\t}\n}", []int{3}},
		"an endless loop that asks":   {"func f() {\n\tfor {\n\t\tif done.Load() {\n\t\t\treturn\n\t\t}\n\t}\n}", []int{3}},
		"a select that turns away":    {"func f() {\n\tfor {\n\t\tselect {\n\t\tcase <-c:\n\t\t\treturn\n\t\tdefault:\n\t\t}\n\t}\n}", []int{3}},
		"one lock for all":            {"var mu sync.Mutex", []int{2}},
		"a nap with a lock in hand":   {"func f() {\n\tmu.Lock()\n\tdefer mu.Unlock()\n\ttime.Sleep(1)\n}", []int{5}},
		"a nap afterwards":            {"func f() {\n\tmu.Lock()\n\tmu.Unlock()\n\ttime.Sleep(1)\n}", nil},
		"a loop that counts":          {"func f() {\n\tfor i := 0; i < n.Load(); i++ {\n\t}\n}", nil},
		"a loop that works":           {"func f() {\n\tfor !done.Load() {\n\t\twork()\n\t}\n}", nil},
		"who loses tries again":       {"func f() {\n\tfor {\n\t\told := n.Load()\n\t\tif n.CompareAndSwap(old, old+1) {\n\t\t\treturn\n\t\t}\n\t}\n}", nil},
		"the red button is asked":     {"func f() {\n\tfor {\n\t\tselect {\n\t\tcase <-quit:\n\t\t\treturn\n\t\tdefault:\n\t\t}\n\t\twork(<-c)\n\t}\n}", nil},
		"a select that does its work": {"func f() {\n\tfor {\n\t\tselect {\n\t\tcase x := <-c:\n\t\t\twork(x)\n\t\tdefault:\n\t\t\treturn\n\t\t}\n\t}\n}", nil},
		"one lock for what is in C":   {"import \"C\"\nvar mu sync.Mutex", nil},
		"no Go":                       {"func", nil},
	} {
		var lines []int
		for _, r := range On([]byte("package p\n" + c.source)) {
			lines = append(lines, r.Line)
		}
		assert.Equal(t, c.lines, lines, name)
	}
}

// TestRightFixesGetTheRemarksTheyDeserve keeps the remarks modest.
func TestRightFixesGetTheRemarksTheyDeserve(t *testing.T) {
	solutions := filepath.Join("..", "..", "solutions", "*")
	own, err := filepath.Glob(filepath.Join(solutions, "*.go"))
	require.NoError(t, err)
	fixes, err := filepath.Glob(filepath.Join(solutions, "testdata", "accepted", "*", "*.go"))
	require.NoError(t, err)
	require.NotEmpty(t, fixes)
	deserved := map[string]string{
		"onecore/testdata/accepted/atomic-lamp/onecore.go": "it waits busily, and takes a processor for that; let it wait for a channel, a sync.Cond or a lock",
	}
	got := map[string]string{}
	for _, file := range append(own, fixes...) {
		if strings.HasSuffix(file, "_test.go") {
			continue // a test may keep a processor busy on purpose
		}
		source, err := os.ReadFile(file)
		require.NoError(t, err)
		for _, r := range On(source) {
			rel, _ := filepath.Rel(filepath.Join("..", "..", "solutions"), file)
			got[filepath.ToSlash(rel)] = r.Says
		}
	}
	assert.Equal(t, deserved, got)
}
