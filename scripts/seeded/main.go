// Seeded plants faults in published modules whose tests pass, and prints what finds
// them: the explorer, with the module's own tests and with pairs of calls that it makes,
// go test -race, and that a hundred times. Each place is drawn by chance. A fault that no
// test of the module's own finds may be none, or in what they never do at once: judged.txt
// says which. It takes an hour or two, so that no check runs it.
//
//	go run ./scripts/seeded [-seed 1] [-places 40] [-budget 500] [-time 10s] [-run REGEXP] [-skip REGEXP]
package main

import (
	"bufio"
	"bytes"
	"context"
	_ "embed"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"regexp"
	"strings"
	"time"

	"racelab/internal/trace"
)

var (
	//go:embed seeded.txt
	list []byte
	//go:embed judged.txt
	judgements string
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	m := &measure{request: trace.Request{Seed: 1, TimeMode: trace.Patient, TimeOuts: true}}
	seed := flag.Uint64("seed", 1, "which places are drawn")
	places := flag.Int("places", 40, "so many faults that compile")
	flag.IntVar(&m.request.Schedules, "budget", 500, "schedules for each test, at the most")
	flag.DurationVar(&m.request.Time, "time", 10*time.Second, "time for each test, at the most")
	flag.Func("run", "only faults whose name in the table matches", matching(&m.only))
	flag.Func("skip", "no faults whose name in the table matches", matching(&m.skip))
	flag.Parse()
	fmt.Printf("seed %d, %d places\n\n", *seed, *places)
	if err := m.all(ctx, *seed, *places); err != nil {
		fmt.Fprintln(os.Stderr, "seeded:", err)
		os.Exit(1)
	}
}

func matching(to **regexp.Regexp) func(string) error {
	return func(text string) (err error) {
		*to, err = regexp.Compile(text)
		return err
	}
}

// lines are the packages of the list: module and folder.
func lines() (all [][2]string) {
	for s := bufio.NewScanner(bytes.NewReader(list)); s.Scan(); {
		if fields := strings.Fields(s.Text()); len(fields) == 2 && fields[0] != "#" {
			all = append(all, [2]string{fields[0], fields[1]})
		}
	}
	return all
}

// judged says of faults, by what the table calls them, why no test of the module's own
// finds them.
func judged() map[string]string {
	all := map[string]string{}
	for line := range strings.Lines(judgements) {
		if fault, why, ok := strings.Cut(strings.TrimSpace(line), " => "); ok {
			all[fault] = why
		}
	}
	return all
}
