package tell_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/brief"
	"racelab/internal/tell"
	"racelab/internal/trace"
)

// judged runs this test binary again as a judge does, and returns what its tests
// told and whether they failed.
func judged(t *testing.T, test string, b trace.Brief) (evidence []trace.Evidence, failed bool) {
	t.Helper()
	b.Place = filepath.Join(t.TempDir(), "evidence")
	b.Nonce = "N"
	require.NoError(t, os.WriteFile(b.Place, nil, 0o600))
	said, err := json.Marshal(b)
	require.NoError(t, err)
	cmd := exec.Command(os.Args[0], "-test.run=^"+test+"$")
	cmd.Stdin = bytes.NewReader(said)
	cmd.Env = append(os.Environ(), brief.Var+"="+strconv.Itoa(len(said)))
	failed = cmd.Run() != nil
	text, err := os.ReadFile(b.Place)
	require.NoError(t, err)
	return trace.ReadEvidence(bytes.NewReader(text), "N"), failed
}

func TestATestTellsHowItEnds(t *testing.T) {
	for test, want := range map[string]trace.End{
		"TestChildPasses": trace.EndPassed, "TestChildFails": trace.EndFailed, "TestChildSkips": trace.EndSkipped,
	} {
		got, failed := judged(t, test, trace.Brief{})
		assert.Equal(t, []trace.Evidence{{Test: test, End: want}}, got)
		assert.Equal(t, want == trace.EndFailed, failed)
	}
	got, failed := judged(t, "TestChildIsNative", trace.Brief{Native: true})
	assert.Equal(t, []trace.Evidence{{Test: "TestChildIsNative", Fault: trace.Livelock, Says: "two\nlines"}}, got)
	assert.False(t, failed)
}

// Those below are children of the test above. Alone they tell nobody.

func TestChildPasses(t *testing.T) { tell.Test(t) }

func TestChildFails(t *testing.T) {
	tell.Test(t)
	if tell.Brief().Place != "" {
		t.Fail()
	}
}

func TestChildSkips(t *testing.T) {
	tell.Test(t)
	if tell.Brief().Place != "" {
		t.SkipNow()
	}
}

func TestChildIsNative(t *testing.T) {
	tell.Evidence(trace.Evidence{Test: t.Name(), Fault: trace.Livelock, Says: "two\nlines"})
	if b := tell.Brief(); b.Place != "" && !b.Native {
		t.Error("the brief says native")
	}
}
