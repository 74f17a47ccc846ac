// Rejected: who asks nothing gets no agent, although there is an answer.
// Belief: empty-means-none

// Package agents is a telephone line with a few agents and any number of
// callers: who finds nobody free is put on hold.
package agents

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
)

// ErrNoAnswer is what a caller hears whose question has no answer.
var ErrNoAnswer = errors.New("no answer is known")

// Line connects callers with agents. Its methods may be called by any number
// of callers at the same time.
type Line struct {
	answer   func(question string) (string, error)
	talking  chan struct{} // holds one token for each agent who talks
	answered atomic.Int64
}

// Open returns a line with that many agents. An agent finds the answer to a
// question with answer, which may take long, and may fail or panic.
func Open(agents int, answer func(question string) (string, error)) *Line {
	return &Line{answer: answer, talking: make(chan struct{}, agents)}
}

// Ask waits for an agent who is free and returns the answer to the question. A
// caller whose ctx ends while on hold hangs up and gets ctx.Err(). If the agent
// fails, Ask returns that error, with the question; if the agent panics, so
// does Ask. When Ask is over, in whatever way, the agent is free.
func (l *Line) Ask(ctx context.Context, question string) (string, error) {
	select {
	case l.talking <- struct{}{}:
	case <-ctx.Done():
		return "", ctx.Err()
	}
	// Only who put a token in takes one out, on every way out.
	defer func() { <-l.talking }()

	if question == "" {
		return "", ErrNoAnswer
	}
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

// Answered says how many questions were answered so far.
func (l *Line) Answered() int64 { return l.answered.Load() }
