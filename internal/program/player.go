package program

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"os/exec"
	"strings"
	"sync"

	"racelab/internal/build"
	"racelab/internal/trace"
)

// A Player follows schedules of one test as somebody makes them up, one step
// after the other. Its methods may be called from several goroutines; the
// questions are answered in turn.
type Player struct {
	program *Program
	cmd     *exec.Cmd
	kill    func()
	words   *session // for what the child printed
	in      io.WriteCloser

	mu    sync.Mutex // guards what follows
	lines *bufio.Scanner
	known tasksByPath
	ended error // why there are no more answers
}

// Player starts a child that answers questions about one test. Close ends it;
// so does the end of ctx, or of this process.
func (p *Program) Player(ctx context.Context, test string) (*Player, error) {
	said, err := json.Marshal(trace.Brief{Version: p.child.Version, Request: &trace.Request{Test: test, Interactive: true, NoLockKept: p.isLab()}})
	if err != nil {
		return nil, err
	}
	p.child.Used()
	pl := &Player{program: p, words: &session{}}
	pl.cmd, pl.kill = pl.words.command(ctx, p.child.Exe, p.child.Dir, said)
	if pl.in, err = pl.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := pl.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := pl.cmd.Start(); err != nil {
		return nil, &build.Error{What: "cannot start the child process", Err: err, Hint: "set XDG_CACHE_HOME to a folder in which programs may run"}
	}
	_, _ = pl.in.Write(said) // of a child that does not read, there are no answers
	pl.lines = bufio.NewScanner(out)
	pl.lines.Buffer(make([]byte, 64<<10), maxLine)
	// The first run to the end makes the goroutines and their names known.
	if _, err := pl.Position(ctx, trace.Ask{Steps: -1}); err != nil {
		pl.Close()
		return nil, err
	}
	return pl, nil
}

// Close ends the child.
func (pl *Player) Close() {
	pl.in.Close()
	pl.kill()
	_ = pl.cmd.Wait() // it was killed
}

// Position follows a schedule and says where it leads.
func (pl *Player) Position(ctx context.Context, ask trace.Ask) (*trace.Position, error) {
	pl.mu.Lock()
	defer pl.mu.Unlock()
	m, err := pl.ask(ctx, ask)
	if err != nil {
		return nil, err
	}
	if m.Position == nil {
		return nil, pl.end("the child process gave no position")
	}
	pl.locate(m.Position)
	return m.Position, nil
}

// Fate looks for a failing or a passing end among all continuations.
func (pl *Player) Fate(ctx context.Context, ask trace.Ask) (*trace.Fate, error) {
	pl.mu.Lock()
	defer pl.mu.Unlock()
	m, err := pl.ask(ctx, ask)
	if err != nil {
		return nil, err
	}
	if m.Fate == nil {
		return nil, pl.end("the child process said nothing of what may follow")
	}
	return m.Fate, nil
}

// ask sends one question and waits for the answer, but no longer than a child
// may be silent.
func (pl *Player) ask(ctx context.Context, ask trace.Ask) (m trace.Message, err error) {
	if pl.ended != nil {
		return m, pl.ended
	}
	line, err := json.Marshal(ask)
	if err != nil {
		return m, err
	}
	stop := context.AfterFunc(ctx, pl.kill)
	defer stop()
	silent := newPatience(pl.cmd.Process.Pid, pl.program.Quiet+ask.Time, pl.kill)
	defer silent.stop()
	if _, err := pl.in.Write(append(line, '\n')); err != nil {
		return m, pl.end("the child process does not listen")
	}
	for m.Position == nil && m.Fate == nil {
		if !pl.lines.Scan() {
			return m, pl.end("the child process ended")
		}
		m = trace.Message{}
		if json.Unmarshal(pl.lines.Bytes(), &m) != nil {
			continue
		}
		switch {
		case m.History != nil:
			explain(pl.in, m.History)
		case m.Error != "":
			return m, pl.end(m.Error)
		case m.Report != nil:
			return m, pl.end("the explorer cannot follow this test: " + m.Report.Reason)
		}
	}
	return m, ctx.Err()
}

// end notes why there will be no more answers.
func (pl *Player) end(what string) error {
	pl.kill()
	pl.ended = &build.Error{What: what, Detail: strings.TrimSpace(pl.words.words.String()), Hint: "start it again; if that does not help, run the test with `go test`"}
	return pl.ended
}
