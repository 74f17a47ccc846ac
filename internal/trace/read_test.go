package trace

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestASchedulesTextIsTheSchedule(t *testing.T) {
	for _, text := range []string{"", "0", "0x3,1x2,2,1:0,c", "2.1:3x4", "c.1,0", "0:0,0:1"} {
		s, err := ParseSchedule(text)
		require.NoError(t, err, text)
		assert.Equal(t, text, s.String())
	}
	s, cycle, err := ParseEndless("0x3,2@1,2")
	require.NoError(t, err)
	assert.Equal(t, 2, cycle)
	assert.Equal(t, "0x3,2@1,2", s.Endless(cycle))
	for _, text := range []string{",", "x", "0x0", "0x-1", "0:", "0:-1", "a", "1..2", "0x99999999999", "@"} {
		if _, _, err := ParseEndless(text); text != "@" {
			assert.ErrorContains(t, err, "copy the whole schedule", text)
		}
	}
}

func FuzzParseSchedule(f *testing.F) {
	for _, text := range []string{"", "0x3,1", "2.1:3x4,c", "0x3@1,2", "c.1", "0x1048576", "(1,2)x3", "0@(1,2x2)x4,3", "1:0@", "x,:@"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		s, cycle, err := ParseEndless(text)
		if err != nil {
			return
		}
		require.LessOrEqual(t, cycle, len(s))
		again, n, err := ParseEndless(s.Endless(cycle))
		require.NoError(t, err, "what is written can be read")
		require.Equal(t, s, again)
		require.Equal(t, cycle, n)
	})
}

func report() *Report {
	return &Report{
		Test: "TestX", Outcome: Failed, Executions: 3, Seed: 1,
		Failure: &Failure{
			Fault: Deadlock, Replay: "0x3,1", Tasks: []Task{{ID: 0, Parent: -1, Path: "0"}},
			Cause: Cause{Kind: CauseChain, Tasks: []int{0, 2}, Places: []Place{{Site: -1, File: "x.go", Line: 3}}, Wait: &Wait{Kind: WaitSend, Nil: true}},
			Steps: []Step{{Op: OpSend, Object: 1, Notes: []Fact{{Kind: FactWaits, Tasks: []int{2}}}, Fatal: true}},
			Waits: []Stuck{{Task: 0, For: Wait{Kind: WaitLock}, Op: OpLock, Holder: 2}},
		},
		Race:    &Race{First: RaceSide{Task: 1, Write: true, Op: OpWrite}, Replay: "0"},
		Remarks: []Remark{{Cause: Cause{Kind: CauseKept, Tasks: []int{1}}}},
	}
}

func TestAReportTravels(t *testing.T) {
	text, err := json.Marshal(Message{Report: report()})
	require.NoError(t, err)
	var m Message
	require.NoError(t, json.Unmarshal(text, &m))
	assert.Equal(t, report(), m.Report)
}

// FuzzReport reads what some process says is a report: whatever can be read can
// be written and read again, and no method of it panics.
func FuzzReport(f *testing.F) {
	text, err := json.Marshal(Message{Report: report()})
	require.NoError(f, err)
	for _, seed := range []string{string(text), `{}`, `{"report":null}`, `{"report":{"failure":{"steps":[{}],"cause":{}}}}`, `[]`, `{"report":{"executions":-1}}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var m Message
		if json.Unmarshal(text, &m) != nil || m.Report == nil {
			return
		}
		once, err := json.Marshal(m)
		require.NoError(t, err)
		var again Message
		require.NoError(t, json.Unmarshal(once, &again))
		twice, err := json.Marshal(again)
		require.NoError(t, err)
		require.JSONEq(t, string(once), string(twice))
		_ = m.Report.FailsOnce()
		if f := m.Report.Failure; f != nil {
			_ = f.Cause.Renumbered(f.Tasks, f.Tasks)
			_, _, _ = ParseEndless(f.Replay)
		}
	})
}
