// Kernels explores programs with bugs of large projects, which come with Go: 63
// of the kernels of GoBench (Yuan et al., 2021), that the tests of Go's leak
// profile run. It prints which of them were found with each seed, and whether
// what was found can be replayed. It takes minutes to hours, so that no check
// runs it.
//
//	go run ./scripts/kernels [-seeds 16] [-again 0] [-budget 0] [-time patient] [WORD ...]
//
// The kernels say again and again that what they show is rare: they make a hundred
// or a thousand of their programs at once. Here each is a test with one of them;
// nothing else is changed. One is not found: Moby27782 cannot fail as it stands there, for who
// closes the watcher needs the lock that is held for as long as somebody watches.
// Kubernetes58107, which makes half a million steps, takes as long as ten others. With words,
// only kernels whose names contain one are tried.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"strings"
	"time"

	"racelab/internal/build"
	"racelab/internal/program"
	"racelab/internal/trace"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	s := survey{}
	flag.IntVar(&s.seeds, "seeds", 16, "how many seeds each kernel is explored with")
	flag.IntVar(&s.request.Schedules, "budget", 0, "schedules for each exploration, at the most; 0 is the explorer's own budget")
	flag.IntVar(&s.more, "again", 0, "how often each exploration is made once more, to see that it comes to the same")
	mode := flag.String("time", string(trace.Patient), "virtual time: patient, eager or both")
	flag.Parse()
	s.request.TimeMode = trace.TimeMode(*mode)
	if err := s.all(ctx, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "kernels:", err)
		os.Exit(1)
	}
}

// A survey explores kernels one after the other.
type survey struct {
	request trace.Request
	seeds   int
	more    int
	program *program.Program

	kernels, always, tries, found, replays, again int
}

func (s *survey) all(ctx context.Context, words []string) error {
	dir, err := os.MkdirTemp("", "racelab-kernels-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := layOut(dir); err != nil {
		return err
	}
	if s.program, err = program.Package(ctx, build.Config{Dir: dir}); err != nil {
		return err
	}
	for _, test := range s.program.Tests() {
		if len(words) > 0 && !slices.ContainsFunc(words, func(w string) bool { return strings.Contains(strings.ToLower(test), strings.ToLower(w)) }) {
			continue
		}
		if err := s.kernel(ctx, test); err != nil {
			return err
		}
	}
	fmt.Printf("%d kernels, %d found with each of %d seeds; %d of %d explorations find the bug, %d of %d replays show it again\n",
		s.kernels, s.always, s.seeds, s.found, s.tries, s.again, s.replays)
	return nil
}

// kernel explores one kernel with each seed.
func (s *survey) kernel(ctx context.Context, test string) error {
	began, found := time.Now(), 0
	var seen []string // verdicts, each once
	for seed := range s.seeds {
		request := s.request
		request.Test, request.Seed = test, uint64(seed)
		report, err := s.program.Run(ctx, request, nil)
		if err != nil {
			return fmt.Errorf("%s: %w", test, err)
		}
		if err := s.sameAgain(ctx, request, report); err != nil {
			return err
		}
		verdict := string(report.Outcome) + " " + report.Reason
		if f := report.Failure; f != nil {
			verdict = string(f.Fault)
			found++
			if err := s.replay(ctx, test, f); err != nil {
				return err
			}
		}
		if s.seeds == 1 {
			verdict += fmt.Sprintf(", %d schedules", report.Executions)
		}
		if !slices.Contains(seen, verdict) {
			seen = append(seen, verdict)
		}
	}
	s.kernels++
	s.tries += s.seeds
	if s.found += found; found == s.seeds {
		s.always++
	}
	fmt.Printf("%2d of %d  %5.1f s  %s: %s\n", found, s.seeds, time.Since(began).Seconds(), strings.TrimPrefix(test, "Test"), strings.Join(seen, "; "))
	return nil
}

// sameAgain makes an exploration again and again. One that a limit in time has cut says so,
// and comes to less.
func (s *survey) sameAgain(ctx context.Context, request trace.Request, first *trace.Report) error {
	for n := range s.more {
		report, err := s.program.Run(ctx, request, nil)
		if err != nil {
			return fmt.Errorf("%s: %w", request.Test, err)
		}
		if report.CameTo() != first.CameTo() {
			fmt.Printf("%s, seed %d, again %d: came to %.200s (cut by time: %v), and at first to %.200s (%v)\n",
				request.Test, request.Seed, n+1, report.CameTo(), report.Late, first.CameTo(), first.Late)
		}
	}
	return nil
}

// replay follows the schedule of a failure.
func (s *survey) replay(ctx context.Context, test string, f *trace.Failure) error {
	s.replays++
	again, err := s.program.Run(ctx, trace.Request{Test: test, TimeMode: s.request.TimeMode, Replay: f.Replay}, nil)
	switch {
	case err != nil && ctx.Err() != nil:
		return err
	case err != nil:
		fmt.Printf("%s: the replay cannot be followed: %v\n", test, err)
	case again.Failure == nil || again.Failure.Fault != f.Fault:
		fmt.Printf("%s: %s, but its replay %.80s: %s\n", test, f.Fault, f.Replay, again.Outcome)
	default:
		s.again++
	}
	return nil
}
