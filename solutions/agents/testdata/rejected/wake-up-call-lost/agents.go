// Rejected: who hangs up is woken without the lock: between the look and the wait nobody hears it.
// Belief: a-wake-up-is-remembered

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

var ErrNoAnswer = errors.New("no answer is known")

type Line struct {
	answer   func(question string) (string, error)
	mu       sync.Mutex
	change   *sync.Cond
	free     int
	answered atomic.Int64
}

func Open(agents int, answer func(question string) (string, error)) *Line {
	l := &Line{answer: answer, free: agents}
	l.change = sync.NewCond(&l.mu)
	return l
}

func (l *Line) take(ctx context.Context) error {
	stop := context.AfterFunc(ctx, func() {
		l.change.Broadcast()
	})
	defer stop()
	l.mu.Lock()
	defer l.mu.Unlock()
	for l.free == 0 {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		l.change.Wait()
	}
	l.free--
	return nil
}

func (l *Line) give() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.free++
	l.change.Broadcast()
}

func (l *Line) Ask(ctx context.Context, question string) (string, error) {
	if err := l.take(ctx); err != nil {
		return "", err
	}
	defer l.give()
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

func (l *Line) Answered() int64 { return l.answered.Load() }
