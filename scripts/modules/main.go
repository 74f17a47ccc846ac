// Modules explores the own tests of published Go modules, unmodified, and prints
// a table of what came of them. It is how the explorer is measured on code that
// nobody here has written; it needs a network and takes hours, so that no check
// runs it.
//
//	go run ./scripts/modules [-budget 200] [-time 20s] [-list modules.txt] [WORD ...]
//
// A line of the list is a module with its version, and the folders of the
// packages to explore: "." is the module's root. With words, only lines that
// contain one of them are tried. known.txt has the failures that are known to be the
// modules' own; any other is either that or a fault of the explorer.
package main

import (
	"bufio"
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"racelab/internal/survey"
	"racelab/internal/trace"
)

// known are modules to explore, and found the failures in them that were shown
// without the explorer as well.
var (
	//go:embed modules.txt
	known []byte
	//go:embed known.txt
	found []byte
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	s := modules{request: trace.Request{Seed: 1, TimeMode: trace.Patient, TimeOuts: true}}
	flag.IntVar(&s.request.Schedules, "budget", 200, "schedules for each test, at the most")
	flag.DurationVar(&s.request.Time, "time", 20*time.Second, "time for each test, at the most")
	list := flag.String("list", "", "a file with the modules to explore, instead of those that are known")
	flag.Parse()
	if err := s.all(ctx, *list, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "modules:", err)
		os.Exit(1)
	}
}

// modules are explored one after the other.
type modules struct {
	request trace.Request
	total   survey.Tally
}

func (s *modules) all(ctx context.Context, list string, words []string) error {
	text := known
	if list != "" {
		var err error
		if text, err = os.ReadFile(list); err != nil {
			return err
		}
	}
	fmt.Println("| package | passed | open | inconclusive | fails natively, too | failed |\n|---|---|---|---|---|---|")
	for lines := bufio.NewScanner(bytes.NewReader(text)); lines.Scan(); {
		fields := strings.Fields(lines.Text())
		if len(fields) < 2 || strings.HasPrefix(fields[0], "#") || !wanted(lines.Text(), words) {
			continue
		}
		if err := s.module(ctx, fields[0], fields[1:]); err != nil {
			return err
		}
	}
	fmt.Println(line(s.total, "in all"))
	return nil
}

func wanted(line string, words []string) bool {
	return len(words) == 0 || slices.ContainsFunc(words, func(w string) bool { return strings.Contains(line, w) })
}

func (s *modules) module(ctx context.Context, name string, packages []string) error {
	dir, err := download(ctx, name)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	for _, p := range packages {
		found, err := s.explore(ctx, filepath.Join(dir, filepath.FromSlash(p)), name+" "+p)
		if err != nil {
			return err
		}
		s.total.Add(found.Tally())
		title := name
		if p != "." {
			title += " " + p
		}
		fmt.Println(line(found.Tally(), title))
		for _, remark := range remarks(found) {
			fmt.Println("  " + remark)
		}
	}
	return nil
}

// download returns the folder of a module in the module cache.
func download(ctx context.Context, name string) (string, error) {
	cmd := exec.CommandContext(ctx, "go", "mod", "download", "-json", name)
	out, err := cmd.Output()
	var answer struct{ Dir, Error string }
	if decode := json.Unmarshal(out, &answer); decode != nil {
		return "", errors.Join(err, decode)
	}
	if answer.Error != "" {
		return "", errors.New(answer.Error)
	}
	return answer.Dir, nil
}

// reproduced returns how a failure was shown without the explorer, or "".
func reproduced(test string) string {
	for line := range strings.Lines(string(found)) {
		if why, ok := strings.CutPrefix(line, test+": "); ok {
			return strings.TrimSpace(why)
		}
	}
	return ""
}

// explore tries all tests of the package in a folder.
func (s *modules) explore(ctx context.Context, dir, name string) (*survey.Found, error) {
	all := survey.Survey{
		Request: func(survey.Package) trace.Request { return s.request },
		Known: func(_ survey.Package, r *trace.Report) bool {
			return r.Failure != nil && strings.HasPrefix(reproduced(name+" "+r.Test), string(r.Failure.Fault)+", ")
		},
		At: 1, Fresh: true, Watch: survey.Quiet{},
	}
	found, err := all.All(ctx, []survey.Package{{Name: name, Dir: dir, Tests: true}})
	if err != nil {
		return nil, err
	}
	return found[0], nil
}
