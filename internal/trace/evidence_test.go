package trace_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/trace"
)

func TestEvidenceIsBelievedWithItsNonceAlone(t *testing.T) {
	given := trace.Evidence{Nonce: "N", Test: "TestA/b", Every: true, Report: &trace.Report{Test: "TestA/b", Outcome: trace.Passed, Executions: 6}}
	line, err := json.Marshal(given)
	require.NoError(t, err)
	text := strings.Join([]string{
		string(line),
		`{"test":"TestA","end":"passed"}`,
		`{"nonce":"","test":"TestA","end":"passed"}`,
		`{"nonce":"M","test":"TestA","end":"passed"}`,
		`{"nonce":["N"],"test":"TestA","end":"passed"}`,
		`nonsense N`,
		``,
		`{"nonce":"N","test":"TestA","end":"failed"}`,
		`{"nonce":"N","test":"TestC","end":"pass`, // cut short
	}, "\n")
	given.Nonce = "" // what it was for is over
	assert.Equal(t, []trace.Evidence{given, {Test: "TestA", End: trace.EndFailed}}, trace.ReadEvidence(strings.NewReader(text), "N"))
}

func FuzzReadEvidence(f *testing.F) {
	f.Add(`{"nonce":"N","test":"TestA","report":{"outcome":"passed"}}` + "\n{")
	f.Add("\x00\xff\n[]\nnull\n{\"nonce\":null}")
	f.Fuzz(func(t *testing.T, text string) {
		for range trace.ReadEvidence(strings.NewReader(text), "N") {
			assert.Contains(t, text, "N", "nothing is believed without the nonce")
		}
	})
}
