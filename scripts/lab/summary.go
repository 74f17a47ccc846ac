package main

import (
	"fmt"
	"strings"

	"racelab/internal/build"
	"racelab/internal/trace"
)

// A summary counts what came of the tests of a package.
type summary struct {
	passed, sequential, open, inconclusive, failed int
}

func (s *summary) count(r *trace.Report) {
	switch r.Outcome {
	case trace.Passed:
		s.passed++
		if r.Sequential {
			s.sequential++
		}
	case trace.Partly:
		s.open++
	case trace.Failed:
		s.failed++
	default:
		s.inconclusive++
	}
}

// lines say how many of several tests there were of each kind, and what was not
// run.
func (s *summary) lines(not build.NotRun) (lines []string) {
	if n := s.passed + s.open + s.inconclusive + s.failed; n > 1 {
		lines = append(lines, "in all: "+listed(
			counted{s.failed, "failed"}, counted{s.passed - s.sequential, "passed on every schedule"},
			counted{s.sequential, "passed with one goroutine only"}, counted{s.open, "open: not every schedule was tried"},
			counted{s.inconclusive, "inconclusive"}))
	}
	benchmarks, examples := "benchmarks", "examples that do not say what they print"
	if not.Benchmarks == 1 {
		benchmarks = "benchmark"
	}
	if not.Examples == 1 {
		examples = "example that does not say what it prints"
	}
	if text := listed(counted{not.Benchmarks, benchmarks}, counted{not.Examples, examples}); text != "" {
		lines = append(lines, "not run: "+text)
	}
	return lines
}

type counted struct {
	n    int
	what string
}

// listed words those of which there are any.
func listed(all ...counted) string {
	var words []string
	for _, c := range all {
		if c.n > 0 {
			words = append(words, fmt.Sprintf("%d %s", c.n, c.what))
		}
	}
	return strings.Join(words, ", ")
}
