package search

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"racelab/internal/sim/kernel"
	"racelab/internal/trace"
)

var (
	litmus = flag.Int("litmus", 6/share, "how many generated programs are run natively")
	runs   = flag.Int("runs", 300, "how often each of them is")
	beside = flag.Int("beside", 4, "how many of them at once: they mostly wait")
)

// notLitmus are operations whose results are of virtual time or of chance, and
// those that wait for plain memory.
var notLitmus = []string{"now", "chance", "await"}

// TestNativeIsAmongTheExplored runs generated programs natively, again and again,
// and holds what comes of them against the outcomes that the explorer finds: it may
// find more, for its goroutines may be slower than any real one, but not less. A
// program with a data race on plain memory is left out, once that has been told. Each
// program is run by a process of its own, for goroutines that wait for ever stay.
// More of them, in about an hour: -args -litmus 3000 -runs 10000 -beside 24.
func TestNativeIsAmongTheExplored(t *testing.T) {
	rng := seeded(t, 2)
	var mu sync.Mutex
	var going errgroup.Group
	going.SetLimit(*beside)
	compared, racy, met, of := 0, 0, 0, 0
	for compared < *litmus {
		p := generate(rng, 2+rng.IntN(2), 3, someFamilies(rng))
		if slices.ContainsFunc(notLitmus, p.has) {
			continue
		}
		known, races, ok := explored(p)
		switch {
		case !ok:
			continue
		case races == onMemory:
			racy++
			continue
		}
		compared, of = compared+1, of+len(known)
		seed := rng.Uint64()
		going.Go(func() error {
			got, err := natively(p, seed, known)
			mu.Lock()
			defer mu.Unlock()
			met += got.Known
			assert.NoError(t, err)
			assert.Empty(t, got.Unknown, "the explorer does not find this outcome of\n%v\nbut\n%s", p, strings.Join(known, "\n"))
			assert.False(t, got.raced && races == none, "only go test -race tells a data race of\n%v", p)
			return nil
		})
	}
	_ = going.Wait()
	t.Logf("%d programs, %d runs of each: %d of %d outcomes met; %d with a data race", compared, *runs, met, of, racy)
}

// races are those that the search finds: a wait group that is misused has one, too.
type races int

const (
	none races = iota
	onObjects
	onMemory
)

// explored returns the outcomes that the search finds. ok is false if they are too
// many, or if a real process would not survive one of them.
func explored(p program) (known []string, found races, ok bool) {
	s, got := &DPOR{}, map[string]bool{}
	var last *world
	body := p.body(&last)
	for n := 0; ; n++ {
		x := kernel.Execute(body, s, limits, false)
		if n > enough || x.Cut {
			return nil, found, false
		}
		if x.Race != nil {
			found = max(found, onObjects)
			if plain(x, x.Race.First) && plain(x, x.Race.Second) {
				found = onMemory
			}
		}
		if !x.Pruned {
			for _, o := range last.litmus(x) {
				got[o] = true
			}
		}
		if s.Next(x) {
			continue
		}
		for o := range got {
			known = append(known, o)
		}
		slices.Sort(known)
		return known, found, !slices.ContainsFunc(known, fatal.MatchString)
	}
}

// fatal matches what ends a process: besides what says so, a panic in a goroutine that
// WaitGroup.Go or a timer has begun.
var fatal = regexp.MustCompile(`fatal error|@\d+\.`)

func plain(x *kernel.Exec, s kernel.RaceSide) bool {
	op := x.Events[s.Event].Kind.Op()
	return op == trace.OpRead || op == trace.OpWrite
}

// dies begins an outcome that a misused wait group makes of a process.
const dies = "dies: "

// litmus returns the outcome of x as that of a real process. If a wait group was
// misused, it is over, with either of two such panics.
func (w *world) litmus(x *kernel.Exec) (all []string) {
	paths := map[string]bool{}
	for _, f := range x.Faults {
		if strings.HasPrefix(f.Text, "sync: WaitGroup") {
			all = append(all, dies+f.Text)
		}
		paths[f.Text+"@"+x.Tasks[f.Task].Path()] = true
	}
	for _, l := range x.Left {
		paths["left "+l.Task.Path()] = true
	}
	if all == nil {
		all = []string{w.words(paths)}
	}
	return all
}

// An errand is what a process is told to do, and findings are what it says.
type (
	errand struct {
		Program string
		Runs    int
		Seed    uint64
		Known   []string
	}
	findings struct {
		Known   int
		Unknown map[string]int
		raced   bool // go test -race says so
	}
)

const litmusProcess = "RACELAB_LITMUS_PROCESS"

// natively has p run by a process of its own.
func natively(p program, seed uint64, known []string) (f findings, err error) {
	in, err := json.Marshal(errand{p.String(), *runs, seed, known})
	if err != nil {
		return f, err
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), litmusProcess+"=1", "GORACE=exitcode=0")
	cmd.Stdin = bytes.NewReader(in)
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	if err := cmd.Run(); err != nil {
		text := regexp.MustCompile(`(?m)^panic: (.*)$`).FindStringSubmatch(said.String())
		if text == nil || !slices.Contains(known, dies+text[1]) {
			return f, fmt.Errorf("%v\n%w\n%s", p, err, said.String())
		}
		return f, nil
	}
	f.raced = strings.Contains(said.String(), "WARNING: DATA RACE")
	return f, json.Unmarshal(out.Bytes(), &f)
}

func TestMain(m *testing.M) {
	if os.Getenv(litmusProcess) == "" {
		os.Exit(m.Run())
	}
	var e errand
	if err := json.NewDecoder(os.Stdin).Decode(&e); err != nil {
		panic(err)
	}
	if err := json.NewEncoder(os.Stdout).Encode(e.run()); err != nil {
		panic(err)
	}
}

// seen are outcomes of real runs that the search once did not find.
var seen = map[string]string{
	`0: maprange(1,2)
	1: mapstore(0,1) maporstore(1,1)`: "0 [211]1 [0 11]0 0 map[]",
	`0: wggo(0,0) wgwait(0,1) wgdone(0,2)
	1: wgwait(0,1)`: dies + "sync: WaitGroup is reused before previous Wait has returned",
	`0: wgdone(0,0)
	1: wgwait(0,0)`: "0 []1 []0 0 map[left 2:true sync: negative WaitGroup counter@1:true]",
}

func TestWhatWasSeenNativelyIsFound(t *testing.T) {
	for text, outcome := range seen {
		known, _, _ := explored(programOf(text))
		require.Contains(t, known, outcome, "%s", text)
	}
}
