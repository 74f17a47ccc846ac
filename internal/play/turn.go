package play

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"racelab/internal/console"
	"racelab/internal/page"
	"racelab/internal/trace"
)

// Result says how a position stands.
type Result string

// The results.
const (
	Undecided Result = "open"   // goroutines can still move
	Won       Result = "won"    // the test has failed
	Passed    Result = "passed" // the test is over, and has not
	Lost      Result = "lost"   // it can no longer fail
)

// A Turn is a position as the player sees it.
type Turn struct {
	Schedule []string    `json:"schedule"` // one decision a step
	Steps    []page.Step `json:"steps"`
	State    page.State  `json:"state"`
	Result   Result      `json:"result"`
	Verdict  string      `json:"verdict,omitempty"` // one sentence on Result
	Says     []string    `json:"says,omitempty"`    // more of it
	Others   []string    `json:"others,omitempty"`  // the last decision with each result that its step can have, if several
}

// mostSteps is how long a schedule may be.
const mostSteps = 20_000

var decision = regexp.MustCompile(`^(c|\d{1,6})(\.\d{1,6})*(:\d{1,2})?$`)

// check turns away what cannot be a schedule.
func check(schedule []string) error {
	if len(schedule) > mostSteps {
		return fmt.Errorf("the schedule has %d steps; no more than %d can be played", len(schedule), mostSteps)
	}
	for _, d := range schedule {
		if !decision.MatchString(d) {
			return fmt.Errorf("%q is not a decision such as 2, 1.1 or 2:1", d)
		}
	}
	return nil
}

// At leads to a position.
func (g *Game) At(ctx context.Context, schedule []string) (*Turn, error) {
	if err := check(schedule); err != nil {
		return nil, err
	}
	at, err := g.steps.position(ctx, trace.Ask{Schedule: strings.Join(schedule, ","), Aim: g.aim})
	if err != nil {
		return nil, err
	}
	return g.turn(at)
}

func (g *Game) turn(at *trace.Position) (*Turn, error) {
	if at.Diverged >= 0 {
		return nil, fmt.Errorf("step %d cannot be made: the program has changed; start again", at.Diverged+1)
	}
	story := g.View.Tell(at)
	t := &Turn{Schedule: at.Followed, Steps: story.Steps, State: story.States[len(story.States)-1], Result: Undecided}
	if t.Schedule == nil {
		t.Schedule = []string{}
	}
	if len(at.Results) > 1 {
		path, _, _ := strings.Cut(at.Followed[len(at.Followed)-1], ":")
		for _, r := range at.Results {
			t.Others = append(t.Others, fmt.Sprintf("%s:%d", path, r))
		}
	}
	t.judge(at, story)
	return t, nil
}

func (t *Turn) judge(at *trace.Position, s page.Story) {
	switch {
	case s.Fault != "":
		t.Result, t.Verdict = Won, youWin+strings.ToUpper(s.Cause[:1])+s.Cause[1:]+"."
		t.Says = slices.Concat(s.Says, s.Calls, s.Waits)
	case at.Ended:
		t.Result, t.Verdict = Passed, "The test is over, and it passed under this schedule. Take a step back, or start again."
	}
	if s.Race != "" && s.Fault != string(trace.DataRace) {
		t.Says = append(t.Says, "A data race, too: "+s.Race+".")
	}
}

const youWin = "You win. " // for whoever has chosen the schedule

// atOnce is how many steps are made when the rest goes on by itself.
const atOnce = 300

// Finish lets everybody go on after schedule, each for as long as it can, to the
// end or for atOnce steps. It stays where it is if that is an end already.
func (g *Game) Finish(ctx context.Context, schedule []string) (*Turn, error) {
	if t, err := g.At(ctx, schedule); err != nil || t.Result != Undecided {
		return t, err
	}
	at, err := g.steps.position(ctx, trace.Ask{Schedule: strings.Join(schedule, ","), Steps: len(schedule) + atOnce, Aim: g.aim})
	if err != nil {
		return nil, err
	}
	return g.turn(at)
}

// An Outlook is what may come of a position.
type Outlook struct {
	Result Result `json:"result"` // Undecided or Lost
	Text   string `json:"text"`
	Tried  int    `json:"tried"`
}

// Outlook says whether the test can still fail. It tries all continuations if
// that takes no longer than a moment, and else says that it does not know.
func (g *Game) Outlook(ctx context.Context, schedule []string) (*Outlook, error) {
	if err := check(schedule); err != nil {
		return nil, err
	}
	if _, ok := g.ahead(schedule); ok {
		return &Outlook{Result: Undecided, Text: "From here it can still fail."}, nil
	}
	f, err := g.search.fate(ctx, trace.Ask{Schedule: strings.Join(schedule, ","), Search: trace.Failed, Aim: g.aim, Time: fateTime})
	if err != nil {
		return nil, err
	}
	switch {
	case f.Found != "":
		return &Outlook{Result: Undecided, Text: "From here it can still fail.", Tried: f.Tried}, nil
	case f.Complete && g.Goal.Hopeless:
		return &Outlook{Result: Undecided, Text: fmt.Sprintf("Ways to go on from here: %d. The test passes on all of them.", f.Tried), Tried: f.Tried}, nil
	case f.Complete:
		text := fmt.Sprintf("From here it can no longer fail: all %d ways to go on were tried, and pass. Take a step back.", f.Tried)
		if f.Tried == 1 {
			text = "From here it can no longer fail: the only way to go on passes. Take a step back."
		}
		return &Outlook{Result: Lost, Text: text, Tried: f.Tried}, nil
	}
	return &Outlook{Result: Undecided, Text: "Whether it can still fail is unknown: " + console.Count(f.Tried, "way") + " to go on tried, not all, and none fails.", Tried: f.Tried}, nil
}

// ahead returns the failing schedule that is known, if it begins like schedule.
func (g *Game) ahead(schedule []string) ([]string, bool) {
	ok := len(g.failing) > 0 && len(schedule) <= len(g.failing) && slices.Equal(schedule, g.failing[:len(schedule)])
	return g.failing, ok
}

// A Way leads from a position to an end.
type Way struct {
	Schedule []string `json:"schedule"` // whole; empty if there is none
	From     int      `json:"from"`     // how much of it is behind the player
	Text     string   `json:"text"`
}

// Show finds a way to an end of that kind, trace.Failed or trace.Passed: from
// this position if there is one, and else from the start.
func (g *Game) Show(ctx context.Context, schedule []string, end trace.Outcome) (*Way, error) {
	if err := check(schedule); err != nil {
		return nil, err
	}
	word := map[trace.Outcome]string{trace.Failed: "failure", trace.Passed: "pass"}[end]
	for from := len(schedule); ; from = 0 {
		found, tried, complete, err := g.find(ctx, schedule[:from], end)
		if err != nil {
			return nil, err
		}
		where := "from here"
		if from < len(schedule) {
			where = "from the start, since there is none from where you were"
		}
		switch {
		case found != nil:
			return &Way{found, from, fmt.Sprintf("A %s, %s: go on to see it, step by step.", word, where)}, nil
		case from > 0:
		case complete:
			return &Way{Text: fmt.Sprintf("There is no %s at all: %d schedules were tried, and there are no others.", word, tried)}, nil
		default:
			return &Way{Text: fmt.Sprintf("No %s was found. %d schedules were tried; there are more.", word, tried)}, nil
		}
	}
}

func (g *Game) find(ctx context.Context, schedule []string, end trace.Outcome) (found []string, tried int, complete bool, err error) {
	if known, ok := g.ahead(schedule); ok && end == trace.Failed {
		return known, 0, false, nil
	}
	f, err := g.search.fate(ctx, trace.Ask{Schedule: strings.Join(schedule, ","), Search: end, Aim: g.aim, Time: showTime})
	if err != nil || f.Found == "" {
		if err == nil {
			tried, complete = f.Tried, f.Complete
		}
		return nil, tried, complete, err
	}
	at, err := g.steps.position(ctx, trace.Ask{Schedule: f.Found, Aim: g.aim})
	if err != nil {
		return nil, 0, false, err
	}
	return at.Followed, f.Tried, false, nil
}
