// Rejected: the semaphore is released after the answer only; a question that fails takes an agent with it.
// Belief: every-way-out-is-covered

// Package agents is a telephone line with a few agents and any number of
// callers: who finds nobody free is put on hold.
package agents

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"

	"golang.org/x/sync/semaphore"
)

// ErrNoAnswer is what a caller hears whose question has no answer.
var ErrNoAnswer = errors.New("no answer is known")

// Line connects callers with agents. Its methods may be called by any number
// of callers at the same time.
type Line struct {
	answer   func(question string) (string, error)
	free     *semaphore.Weighted // counts the agents who are free
	answered atomic.Int64
}

// Open returns a line with that many agents. An agent finds the answer to a
// question with answer, which may take long, and may fail or panic.
func Open(agents int, answer func(question string) (string, error)) *Line {
	return &Line{answer: answer, free: semaphore.NewWeighted(int64(agents))}
}

// Ask waits for an agent who is free and returns the answer to the question. A
// caller whose ctx ends while on hold hangs up and gets ctx.Err(). If the agent
// fails, Ask returns that error, with the question; if the agent panics, so
// does Ask. When Ask is over, in whatever way, the agent is free.
func (l *Line) Ask(ctx context.Context, question string) (string, error) {
	if err := l.free.Acquire(ctx, 1); err != nil {
		return "", err
	}

	answer, err := l.answer(question)
	if err != nil {
		return "", fmt.Errorf("%q: %w", question, err)
	}
	if answer == "" {
		return "", fmt.Errorf("%q: %w", question, ErrNoAnswer)
	}

	l.free.Release(1)
	l.answered.Add(1)
	return answer, nil
}

// Answered says how many questions were answered so far.
func (l *Line) Answered() int64 { return l.answered.Load() }
