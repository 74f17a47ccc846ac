// Package shard divides a list of work among processes that know nothing of each
// other, on one machine or many, and puts together what came of it.
//
// Each of N shards makes the same list, takes its part of it and writes each result
// to a file of its own as soon as it is there ([Store]). A shard that was killed is
// run again and goes on where it was; [Merge] reads the results of all. Who starts
// the shards is another program's business; see [Parse].
package shard

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A Share is the K-th of N parts, counted from 1.
type Share struct{ K, N int }

func (s Share) String() string { return fmt.Sprintf("%d/%d", s.K, s.N) }

// Of is the share's part of the keys, which must be distinct, in their order. Keys
// are dealt out like cards in the order of their hashes: that depends on nothing but
// the keys, keeps the parts of one size, and parts neighbours, which take about
// as long.
func (s Share) Of(keys []string) []string {
	dealt := slices.SortedFunc(slices.Values(keys), func(a, b string) int { return cmp.Compare(hash(a), hash(b)) })
	mine := map[string]bool{}
	for i := s.K - 1; i < len(dealt); i += s.N {
		mine[dealt[i]] = true
	}
	return slices.DeleteFunc(slices.Clone(keys), func(key string) bool { return !mine[key] })
}

func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

const howTo = "say which of how many, as -shard 3/8, or -shard auto/8 for the third to come from the environment"

// Parse reads "K/N"; or "auto/N" or "auto", for which the environment of a task of
// a scheduler says the rest. env returns the value of a variable, or "".
func Parse(text string, env func(string) string) (Share, error) {
	which, total, split := strings.Cut(text, "/")
	n := 0
	if split {
		var err error
		if n, err = strconv.Atoi(total); err != nil {
			return Share{}, fmt.Errorf("-shard %s: %q is not a number; %s", text, total, howTo)
		}
		if n < 1 {
			return Share{}, fmt.Errorf("-shard %s: there must be at least one shard; %s", text, howTo)
		}
	}
	if which == "auto" {
		s, err := fromEnvironment(n, env)
		if err != nil {
			return s, fmt.Errorf("-shard %s: %w", text, err)
		}
		return s, nil
	}
	k, err := strconv.Atoi(which)
	switch {
	case err != nil || !split:
		return Share{}, fmt.Errorf("-shard %s: %s", text, howTo)
	case k < 1 || k > n:
		return Share{}, fmt.Errorf("-shard %s: shards are counted from 1 to %d", text, n)
	}
	return Share{k, n}, nil
}

// A scheduler tells each task of a group which one it is.
type scheduler struct {
	name  string
	index string // the variable that says it
	first string // the variable that says how the first is counted, or that number
	step  string // likewise, from one to the next
	total string // the variable that says how many there are, or ""
}

var schedulers = []scheduler{
	{"a Slurm array", "SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_STEP", "SLURM_ARRAY_TASK_COUNT"},
	{"a Kubernetes Indexed Job", "JOB_COMPLETION_INDEX", "0", "1", ""},
	{"GNU parallel", "PARALLEL_SEQ", "1", "1", ""},
	{"a GitHub Actions matrix", "STRATEGY_JOB_INDEX", "0", "1", "STRATEGY_JOB_TOTAL"}, // as the workflow sets them
}

// fromEnvironment finds the one scheduler that speaks; n is 0 if it must say how
// many there are.
func fromEnvironment(n int, env func(string) string) (Share, error) {
	var speak []scheduler
	var names, all []string
	for _, s := range schedulers {
		all = append(all, s.index)
		if env(s.index) != "" {
			speak, names = append(speak, s), append(names, s.index)
		}
	}
	switch len(speak) {
	case 1:
		return speak[0].share(n, env)
	case 0:
		return Share{}, fmt.Errorf("none of %s is set; say which, as -shard 3/8", strings.Join(all, ", "))
	}
	return Share{}, fmt.Errorf("both %s are set; say which, as -shard 3/8", strings.Join(names, " and "))
}

func (s scheduler) share(n int, env func(string) string) (Share, error) {
	number := func(name string) (int, error) {
		text := name
		if v := env(name); v != "" {
			text = v
		}
		x, err := strconv.Atoi(text)
		if err != nil {
			return 0, fmt.Errorf("%s is no task of %s: %s is not a number; say which, as -shard 3/8", env(s.index), s.name, cmp.Or(env(name), name+" (not set)"))
		}
		return x, nil
	}
	index, err := number(s.index)
	first, err1 := number(s.first)
	step, err2 := 1, error(nil)
	if env(s.step) != "" {
		step, err2 = number(s.step)
	}
	if err := errors.Join(err, err1, err2); err != nil {
		return Share{}, err
	}
	total := n
	if s.total != "" && env(s.total) != "" {
		if total, err = number(s.total); err != nil {
			return Share{}, err
		}
	}
	k := (index-first)/max(step, 1) + 1
	switch {
	case total == 0:
		return Share{}, fmt.Errorf("%s does not say how many there are; add it, as -shard auto/8", s.name)
	case n > 0 && n != total:
		return Share{}, fmt.Errorf("%s has %d tasks, not %d; say which of the %d this is, as -shard 3/%d", s.name, total, n, n, n)
	case k < 1 || k > total || first+(k-1)*max(step, 1) != index:
		return Share{}, fmt.Errorf("%s=%d is none of %d in steps of %d from %d; use an array such as 1-%d, or say which, as -shard 3/%d", s.index, index, total, max(step, 1), first, total, total)
	}
	return Share{k, total}, nil
}
