// Rejected: a caller who hangs up while somebody else is put on hold is taken for one who has an agent.
// Belief: giving-up-is-harmless

// Package agents is a telephone line with a few agents and any number of
// callers: who finds nobody free is put on hold.
package agents

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
)

// ErrNoAnswer is what a caller hears whose question has no answer.
var ErrNoAnswer = errors.New("no answer is known")

// Line connects callers with agents. Its methods may be called by any number
// of callers at the same time.
type Line struct {
	answer   func(question string) (string, error)
	mu       sync.Mutex // guards free and onHold; not held while anybody talks or waits
	free     int
	onHold   []chan struct{} // one for each caller, in the order in which they rang
	answered atomic.Int64
}

// Open returns a line with that many agents. An agent finds the answer to a
// question with answer, which may take long, and may fail or panic.
func Open(agents int, answer func(question string) (string, error)) *Line {
	return &Line{answer: answer, free: agents}
}

// Ask waits for an agent who is free and returns the answer to the question. A
// caller whose ctx ends while on hold hangs up and gets ctx.Err(). If the agent
// fails, Ask returns that error, with the question; if the agent panics, so
// does Ask. When Ask is over, in whatever way, the agent is free.
func (l *Line) Ask(ctx context.Context, question string) (string, error) {
	if err := l.hold(ctx); err != nil {
		return "", err
	}
	defer l.handOver()

	answer, err := l.answer(question)
	if err != nil {
		return "", fmt.Errorf("%q: %w", question, err)
	}
	if answer == "" {
		return "", fmt.Errorf("%q: %w", question, ErrNoAnswer)
	}

	l.answered.Add(1)
	return answer, nil
}

// hold waits for an agent and takes it.
func (l *Line) hold(ctx context.Context) error {
	l.mu.Lock()
	if l.free > 0 {
		l.free--
		l.mu.Unlock()
		return nil
	}
	mine := make(chan struct{})
	l.onHold = append(l.onHold, mine)
	l.mu.Unlock()
	select {
	case <-mine:
		return nil
	case <-ctx.Done():
	}
	if !l.mu.TryLock() {
		return nil
	}
	i := slices.Index(l.onHold, mine)
	if i >= 0 {
		l.onHold = slices.Delete(l.onHold, i, i+1)
	}
	l.mu.Unlock()
	if i < 0 {
		l.handOver() // the agent was mine already
	}
	return ctx.Err()
}

// handOver hands the agent to the first caller on hold, if there is one.
func (l *Line) handOver() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.onHold) == 0 {
		l.free++
		return
	}
	close(l.onHold[0])
	l.onHold = l.onHold[1:]
}

// Answered says how many questions were answered so far.
func (l *Line) Answered() int64 { return l.answered.Load() }
