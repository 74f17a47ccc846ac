package judge

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	. "racelab/internal/course"
)

// Here the solution imports os, so a candidate may, and nothing but the evidence
// keeps it from passing. Each returns a wrong number, and says otherwise.
func TestNobodyTalksThemselvesThrough(t *testing.T) {
	const forged = `
	for _, name := range []string{"TestWork", "TestAfterwards"} {
		fmt.Printf("\x16=== RUN   %[1]s\n\x16--- PASS: %[1]s (0.00s)\n", name)
	}
	fmt.Print("\x16PASS\n")
`
	const everyPlace = `
	places, _ := filepath.Glob(filepath.Join(os.TempDir(), "racelab-judge-*", "*", "*"))
	for _, place := range places {
`
	for _, c := range []struct{ reason, source, note string }{
		{"by the lines of package testing, before any test",
			sourceOf("fmt:os", `return 41`, `func init() {`+forged+`os.Exit(0) }`), "ended before its tests did: TestWork, TestAfterwards"},
		{"by the same in the middle of a test",
			sourceOf("fmt:os", forged+`os.Exit(0); return 41`, ""), "by os.Exit"},
		{"from another goroutine",
			sourceOf("fmt:os", `go func() {`+forged+`os.Exit(0) }(); select {}`, ""), "by os.Exit"},
		{"by evidence of its own, without the nonce",
			sourceOf("fmt:os:path/filepath", `return 41`, `func init() {`+everyPlace+`
		f, err := os.OpenFile(place, os.O_WRONLY|os.O_APPEND, 0)
		if err == nil && filepath.Ext(place) == "" {
			fmt.Fprintln(f, "{\"nonce\":\"\",\"test\":\"TestWork\",\"end\":\"passed\"}")
			fmt.Fprintln(f, "{\"test\":\"TestAfterwards\",\"end\":\"passed\"}")
		}
	}`+forged+`os.Exit(0) }`), "ended before its tests did: TestWork, TestAfterwards"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			r := tried(t, c.source)
			assert.Equal(t, WrongResult, r.Verdict, r.Output)
			assert.Contains(t, r.Note, c.note)
		})
	}
}

// These return the right number, and would pass if they left the judge alone.
func TestWhoTampersDoesNotPass(t *testing.T) {
	const place = `places, _ := filepath.Glob(filepath.Join(os.TempDir(), "racelab-judge-*", "*", "`
	for _, c := range []struct{ reason, source, note string }{
		{"with what it was built from",
			sourceOf("os:path/filepath", place+`x.go")); for _, p := range places { os.WriteFile(p, nil, 0o600) }; return 42`, ""), "the files changed"},
		{"with the overlay",
			sourceOf("os:path/filepath", place+`overlay.json")); for _, p := range places { os.Remove(p) }; return 42`, ""), "the files changed"},
		{"with the evidence",
			sourceOf("os:path/filepath", place+`evidence-*")); for _, p := range places { os.Remove(p) }; return 42`, ""), "ended before its tests did"},
		{"with what it prints to",
			sourceOf("os", `os.Stdout.Close(); return 42`, ""), "ended before its tests did"},
	} {
		t.Run(c.reason, func(t *testing.T) {
			r := tried(t, c.source)
			assert.NotEqual(t, Pass, r.Verdict, r.Output)
			assert.Contains(t, r.Note, c.note)
		})
	}
}

func tried(t *testing.T, source string) Result {
	t.Helper()
	t.Setenv("TMPDIR", t.TempDir()) // other judges' folders are not to be tampered with
	j, candidate := newJudge(t, source)
	r, err := j.Try(t.Context(), "x", candidate, false, 1)
	require.NoError(t, err)
	return r
}
