package program

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"racelab/internal/build"
	"racelab/internal/trace"
)

// queue is a module whose tests take so many schedules that the search is shared.
func queue(t *testing.T) string {
	return tree(t, "go.mod", "module example.org/queue\n\ngo 1.24\n", "queue_test.go", `package queue

import (
	"encoding/json"
	"sync"
	"testing"
)

// With it, package reflect makes itself known, which those use, too, that explore.
var _ = json.Valid

// served returns in which order clients are served who come several times each.
func served(clients, times int) string {
	var mu sync.Mutex
	var wg sync.WaitGroup
	order := ""
	for i := range clients {
		wg.Go(func() {
			for range times {
				mu.Lock()
				order += string(rune('0' + i))
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return order
}

func TestThree(t *testing.T) {
	if got := served(3, 4); len(got) != 12 {
		t.Error(got)
	}
}

func TestOneOrderOfMany(t *testing.T) {
	if served(3, 4) == "120021102012" {
		t.Error("the one order that is wrong")
	}
}

func TestFour(t *testing.T) { served(4, 4) }

func TestRare(t *testing.T) {
	if got := served(4, 4); got[:4] == "3210" && got[15] == '1' {
		t.Error(got)
	}
}
`)
}

// TestWorkersFindTheSame has one process explore, and several.
func TestWorkersFindTheSame(t *testing.T) {
	t.Parallel()
	p := built(t, build.Config{Dir: queue(t)})
	for _, c := range []struct {
		request trace.Request
		outcome trace.Outcome
		classes int
	}{
		{trace.Request{Test: "TestThree", Time: time.Minute}, trace.Passed, 34_650},
		{trace.Request{Test: "TestOneOrderOfMany", Time: time.Minute}, trace.Failed, 0},
		{trace.Request{Test: "TestThree", Schedules: 20_000}, trace.Partly, 0},
		{trace.Request{Test: "TestFour", Schedules: 30_000}, trace.Partly, 0},
		{trace.Request{Test: "TestRare", Schedules: 200_000}, trace.Failed, 0}, // by chance; see below
	} {
		var alone *trace.Report
		for workers := 1; workers <= 3; workers++ {
			c.request.Workers = workers
			report, err := p.Run(t.Context(), c.request, nil)
			require.NoError(t, err)
			report.Seconds = 0
			if alone == nil {
				alone = report
				assert.Equal(t, c.outcome, report.Outcome)
				assert.Equal(t, c.classes, report.Classes)
			}
			assert.Equal(t, alone, report, "%s with %d workers", c.request.Test, workers)
		}
		if c.request.Test == "TestRare" {
			assert.Greater(t, alone.Failure.After, 50_000, "some jobs of the search by chance come before")
		}
	}
}
