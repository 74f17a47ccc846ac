// Rejected: one of those on hold is woken up when one of them hangs up, and it is mostly not that one.
// Belief: one-wake-up-reaches-all

// Package agents is a telephone line with a few agents and any number of
// callers: who finds nobody free is put on hold.
package agents

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
)

// ErrNoAnswer is what a caller hears whose question has no answer.
var ErrNoAnswer = errors.New("no answer is known")

// Line connects callers with agents. Its methods may be called by any number
// of callers at the same time.
type Line struct {
	answer   func(question string) (string, error)
	change   *sync.Cond // its lock guards free; signals that free or a caller's ctx changed
	free     int
	answered atomic.Int64
}

// Open returns a line with that many agents. An agent finds the answer to a
// question with answer, which may take long, and may fail or panic.
func Open(agents int, answer func(question string) (string, error)) *Line {
	return &Line{answer: answer, change: sync.NewCond(new(sync.Mutex)), free: agents}
}

// Ask waits for an agent who is free and returns the answer to the question. A
// caller whose ctx ends while on hold hangs up and gets ctx.Err(). If the agent
// fails, Ask returns that error, with the question; if the agent panics, so
// does Ask. When Ask is over, in whatever way, the agent is free.
func (l *Line) Ask(ctx context.Context, question string) (string, error) {
	if err := l.hold(ctx); err != nil {
		return "", err
	}
	defer l.add(1)

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
	defer context.AfterFunc(ctx, func() { l.add(0) })()
	l.change.L.Lock()
	defer l.change.L.Unlock()
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		if l.free > 0 {
			break
		}
		l.change.Wait()
	}
	l.free--
	return nil
}

// add frees n agents and wakes those on hold.
func (l *Line) add(n int) {
	l.change.L.Lock()
	defer l.change.L.Unlock()
	l.free += n
	l.change.Signal()
}

// Answered says how many questions were answered so far.
func (l *Line) Answered() int64 { return l.answered.Load() }
