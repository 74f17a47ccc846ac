package shard

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestSharesAreAllOfItOnceAndOfOneSize(t *testing.T) {
	for _, work := range []int{0, 1, 7, 8, 100} {
		var keys []string
		for i := range work {
			keys = append(keys, fmt.Sprintf("lab/rejected/%d", i))
		}
		for _, n := range []int{1, 2, 8, 11} {
			var dealt []string
			for k := 1; k <= n; k++ {
				mine := Share{k, n}.Of(keys)
				assert.InDelta(t, float64(work)/float64(n), len(mine), 1, "%d/%d of %d", k, n, work)
				reversed := slices.Clone(keys)
				slices.Reverse(reversed)
				assert.ElementsMatch(t, mine, Share{k, n}.Of(reversed), "the order of the list does not count")
				dealt = append(dealt, mine...)
			}
			assert.ElementsMatch(t, keys, dealt)
		}
	}
}

func TestParse(t *testing.T) {
	type env map[string]string
	slurm := func(id, min, count, step string) env {
		return env{"SLURM_ARRAY_TASK_ID": id, "SLURM_ARRAY_TASK_MIN": min, "SLURM_ARRAY_TASK_COUNT": count, "SLURM_ARRAY_TASK_STEP": step}
	}
	for _, c := range []struct {
		text string
		env  env
		want Share
		err  string // part of it; "" for none
	}{
		{"1/2", nil, Share{1, 2}, ""},
		{"2/2", env{"PARALLEL_SEQ": "1"}, Share{2, 2}, ""},
		{"0/2", nil, Share{}, "counted from 1 to 2"},
		{"3/2", nil, Share{}, "counted from 1 to 2"},
		{"3", nil, Share{}, "as -shard 3/8"},
		{"a/b", nil, Share{}, "as -shard 3/8"},
		{"1/0", nil, Share{}, "at least one shard"},
		{"1/8/2", nil, Share{}, `"8/2" is not a number`},
		{"auto/8", nil, Share{}, "none of SLURM_ARRAY_TASK_ID"},

		{"auto", slurm("1", "1", "8", "1"), Share{1, 8}, ""},
		{"auto/8", slurm("8", "1", "8", "1"), Share{8, 8}, ""},
		{"auto", slurm("0", "0", "8", "1"), Share{1, 8}, ""},
		{"auto", slurm("15", "1", "8", "2"), Share{8, 8}, ""},                             // --array=1-15:2
		{"auto", slurm("7", "1", "3", "1"), Share{}, "none of 3 in steps of 1"},           // --array=1,3,7
		{"auto", slurm("4", "1", "3", "2"), Share{}, "none of 3 in steps of 2"},           // no multiple of the step
		{"auto/8", slurm("3", "3", "1", "1"), Share{}, "has 1 tasks, not 8; say which"},   // one of eight, submitted again
		{"auto", env{"SLURM_ARRAY_TASK_ID": "1"}, Share{}, "SLURM_ARRAY_TASK_MIN (not"},   // by hand
		{"auto", slurm("one", "1", "8", "1"), Share{}, "one is no task of a Slurm array"}, // not a number

		{"auto/4", env{"JOB_COMPLETION_INDEX": "0"}, Share{1, 4}, ""},
		{"auto/4", env{"JOB_COMPLETION_INDEX": "3"}, Share{4, 4}, ""},
		{"auto/4", env{"JOB_COMPLETION_INDEX": "4"}, Share{}, "none of 4"},
		{"auto", env{"JOB_COMPLETION_INDEX": "0"}, Share{}, "does not say how many"},
		{"auto/4", env{"PARALLEL_SEQ": "4"}, Share{4, 4}, ""},
		{"auto/4", env{"PARALLEL_SEQ": "5"}, Share{}, "none of 4"},
		{"auto/4", env{"STRATEGY_JOB_INDEX": "0"}, Share{1, 4}, ""},
		{"auto", env{"STRATEGY_JOB_INDEX": "3", "STRATEGY_JOB_TOTAL": "4"}, Share{4, 4}, ""},
		{"auto/4", env{"PARALLEL_SEQ": "1", "JOB_COMPLETION_INDEX": "1"}, Share{}, "both JOB_COMPLETION_INDEX and PARALLEL_SEQ"},
	} {
		got, err := Parse(c.text, func(name string) string { return c.env[name] })
		if c.err == "" {
			assert.NoError(t, err, "%s %v", c.text, c.env)
			assert.Equal(t, c.want, got, "%s %v", c.text, c.env)
		} else {
			assert.ErrorContains(t, err, c.err, "%s %v", c.text, c.env)
		}
	}
}
