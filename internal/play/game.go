package play

import (
	"context"
	"fmt"
	"sync"
	"time"

	"racelab/internal/build"
	"racelab/internal/console"
	"racelab/internal/page"
	"racelab/internal/program"
	"racelab/internal/render"
	"racelab/internal/trace"
)

// A Config says what is played.
type Config struct {
	Build  build.Config
	Title  string                                 // of the lab or package
	Win    string                                 // what the player is to bring about; said by the kind of failure if empty
	Next   string                                 // what to do after a win, if anything
	Choose func(tests []string) ([]string, error) // which tests may be played, the best first; at least one
	Note   func(format string, args ...any)
}

// How long the game looks for a failure before it begins, in each test; and for
// what may follow a position.
const (
	searchTime = 5 * time.Second
	beginTime  = 10 * time.Second // no further test is looked into after that
	fateTime   = 300 * time.Millisecond
	showTime   = 3 * time.Second
)

// A Game is one test that is being played. Its methods may be called from
// several goroutines.
type Game struct {
	View  *page.View
	Goal  page.Goal
	Start []string // the steps before the first choice; the game begins after them

	program *program.Program
	report  *trace.Report
	aim     trace.Fault
	failing []string // the schedule of the failure that is known, decision by decision

	steps, search asker
}

// Open builds the program and looks for a failure in its tests. The error is
// that of program.Package, or says what to do.
func Open(ctx context.Context, cfg Config) (*Game, error) {
	program, err := program.Package(ctx, cfg.Build)
	if err != nil {
		return nil, err
	}
	g := &Game{program: program}
	if err := g.choose(ctx, cfg); err != nil {
		return nil, err
	}
	g.steps, g.search = asker{g: g}, asker{g: g}
	if err := g.lookAround(ctx, cfg); err != nil {
		g.Close()
		return nil, err
	}
	return g, nil
}

// reopened returns old if its source is as it was, and else closes it and opens
// it anew. old may be nil.
func reopened(ctx context.Context, cfg Config, old *Game) (game *Game, changed bool, err error) {
	program, err := program.Package(ctx, cfg.Build)
	if err == nil && old != nil && program.Binary() == old.program.Binary() {
		return old, false, nil
	}
	if ctx.Err() != nil {
		return old, false, ctx.Err()
	}
	if err == nil {
		game, err = Open(ctx, cfg)
	}
	if old != nil {
		old.Close()
	}
	return game, true, err
}

// choose plays the first test that fails, or else the first of all.
func (g *Game) choose(ctx context.Context, cfg Config) error {
	tests, err := cfg.Choose(g.program.Tests())
	if err != nil {
		return err
	}
	for _, test := range tests {
		if g.report = g.program.Known(test); g.report != nil {
			return g.narrow(ctx)
		}
	}
	began := time.Now()
	for _, test := range tests {
		if g.report != nil && time.Since(began) > beginTime {
			break
		}
		cfg.Note("%s: looking for a failing schedule …", test)
		r, err := g.program.Run(ctx, trace.Request{Test: test, Time: searchTime, Resort: true}, nil)
		if err != nil {
			return err
		}
		if g.report == nil || r.FailsOnce() {
			g.report = r
		}
		if r.FailsOnce() {
			return g.narrow(ctx)
		}
	}
	return nil
}

// narrow takes the one subtest that does not end, if there is one and it fails by
// itself: the others before it cannot be lost or won.
func (g *Game) narrow(ctx context.Context) error {
	g.aim = g.report.Failure.Fault
	for _, w := range g.report.Failure.Waits {
		if w.For.Kind != trace.WaitSubtest {
			continue
		}
		r, err := g.program.Run(ctx, trace.Request{Test: w.For.Of, Time: searchTime, Resort: true}, nil)
		if err != nil {
			return err
		}
		if r.FailsOnce() && r.Failure.Fault == g.aim {
			g.report = r
		}
	}
	return nil
}

// lookAround runs the test to its end, to know its goroutines and its sources.
func (g *Game) lookAround(ctx context.Context, cfg Config) error {
	asks := []trace.Ask{{Steps: -1}}
	if f := g.report.Failure; g.report.FailsOnce() {
		ask := trace.Ask{Schedule: f.Replay, Steps: -1, Aim: g.aim}
		if f.Endless() {
			ask.Steps = 0 // it would go on for ever
		}
		asks = append(asks, ask)
	}
	var whole []*trace.Position
	for _, ask := range asks {
		at, err := g.steps.position(ctx, ask)
		if err != nil {
			return err
		}
		whole = append(whole, at)
	}
	if len(whole) > 1 {
		g.failing = whole[1].Followed
	}
	player, err := g.steps.get(ctx)
	if err != nil {
		return err
	}
	g.View = page.NewView(cfg.Title, g.report.Test, player.Tasks(), player.Source, whole...)
	g.Goal = g.goal(cfg)
	g.Start, err = g.forced(ctx)
	return err
}

// mostForced bounds how many steps are made for the player.
const mostForced = 200

// forced lists the steps that can only be made by one goroutine, up to the first
// that the player has a say in.
func (g *Game) forced(ctx context.Context) ([]string, error) {
	at, err := g.steps.position(ctx, trace.Ask{Steps: mostForced, Every: true})
	if err != nil {
		return nil, err
	}
	for i, m := range at.Moments {
		ready := 0
		for _, t := range m.Tasks {
			if t.Stance == trace.Ready {
				ready++
			}
		}
		if ready > 1 && i <= len(at.Followed) {
			return at.Followed[:i], nil
		}
	}
	return nil, nil
}

// goal is what the first screen says.
func (g *Game) goal(cfg Config) page.Goal {
	r := g.report
	goal := page.Goal{Win: cfg.Win, Next: cfg.Next}
	if goal.Win == "" {
		goal.Win = wins[g.aim]
	}
	switch {
	case r.FailsOnce():
		goal.Known = "There is a schedule that does it, found after " + console.Count(r.Executions, "schedule") + "."
	case r.Outcome == trace.Failed && r.Failure != nil:
		goal.Known = "No single schedule shows how this test fails: " + render.NewWords(r.Failure).Cause() + "."
	case r.Outcome == trace.Passed:
		goal.Known = "No schedule wins: " + render.Schedules(r) + " tried, there are no others, and the test passes on each."
		goal.Hopeless = true
	case r.Outcome == trace.Partly:
		goal.Known = fmt.Sprintf("Whether you can win is unknown: %s tried, not all, and the test passes on each.", render.Schedules(r))
	default:
		goal.Known = render.Outcome(r)
	}
	return goal
}

// wins say what to bring about where the lab does not.
var wins = map[trace.Fault]string{
	"":               "make the test fail",
	trace.Panic:      "make a goroutine panic",
	trace.Assertion:  "make what the test checks come out wrong",
	trace.NotLinear:  "make the calls return what no order of them explains",
	trace.Deadlock:   "bring the goroutines to wait for each other for ever",
	trace.Livelock:   "keep everybody busy without anybody getting anywhere",
	trace.Starvation: "let the others go on and on, so that one never gets its turn",
	trace.Leak:       "let the test end while a goroutine waits for ever",
	trace.DataRace:   "let two goroutines use the same memory with nothing that orders them",
}

// Close ends the program.
func (g *Game) Close() {
	g.steps.close()
	g.search.close()
}

// An asker has a child to ask, and starts another one when that has died.
type asker struct {
	g  *Game
	mu sync.Mutex // guards pl
	pl *program.Player
}

func (a *asker) get(ctx context.Context) (*program.Player, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.pl == nil {
		// The child must outlive the request that first needs it.
		pl, err := a.g.program.Player(context.WithoutCancel(ctx), a.g.report.Test)
		if err != nil {
			return nil, err
		}
		a.pl = pl
	}
	return a.pl, nil
}

// drop ends pl, which gives no more answers, unless somebody else has: then
// there may be another one by now.
func (a *asker) drop(pl *program.Player) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.pl == pl {
		a.pl.Close()
		a.pl = nil
	}
}

func (a *asker) close() {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.pl != nil {
		a.pl.Close()
		a.pl = nil
	}
}

func (a *asker) position(ctx context.Context, ask trace.Ask) (*trace.Position, error) {
	return answer(ctx, a, ask, (*program.Player).Position)
}

func (a *asker) fate(ctx context.Context, ask trace.Ask) (*trace.Fate, error) {
	return answer(ctx, a, ask, (*program.Player).Fate)
}

// answer asks one question. A child that has failed to answer is not asked again.
func answer[A any](ctx context.Context, a *asker, ask trace.Ask, put func(*program.Player, context.Context, trace.Ask) (A, error)) (A, error) {
	pl, err := a.get(ctx)
	if err != nil {
		var none A
		return none, err
	}
	// Whoever asks may be gone before the answer comes; the child is not to end with them.
	at, err := put(pl, context.WithoutCancel(ctx), ask)
	if err != nil {
		a.drop(pl)
	}
	return at, err
}
