// Seeded plants faults in published modules whose tests pass, and prints what finds
// them: the explorer, go test -race, and that a hundred times. Each place is drawn by
// chance. A fault that nothing finds may be none: read those, and say which are
// equivalent. It takes an hour, so that no check runs it.
//
//	go run ./scripts/seeded [-seed 1] [-places 40] [-budget 500] [-time 10s]
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
	"strings"
	"time"

	"racelab/internal/trace"
)

//go:embed seeded.txt
var list []byte

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	m := &measure{request: trace.Request{Seed: 1, TimeMode: trace.Patient}}
	seed := flag.Uint64("seed", 1, "which places are drawn")
	places := flag.Int("places", 40, "so many faults that compile")
	flag.IntVar(&m.request.Schedules, "budget", 500, "schedules for each test, at the most")
	flag.DurationVar(&m.request.Time, "time", 10*time.Second, "time for each test, at the most")
	flag.Parse()
	fmt.Printf("seed %d, %d places\n\n", *seed, *places)
	if err := m.all(ctx, *seed, *places); err != nil {
		fmt.Fprintln(os.Stderr, "seeded:", err)
		os.Exit(1)
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
