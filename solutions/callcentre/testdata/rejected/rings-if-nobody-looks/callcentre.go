// Rejected: the one who rings for a caller who hung up goes away if the phone is being looked at; that look is before the caller waits, and nobody rings again.
// Belief: giving-up-is-harmless

// Package callcentre answers the telephone: every caller gets an agent, and
// every caller may hang up.
package callcentre

import (
	"context"
	"sync"
	"sync/atomic"
)

// Centre connects callers with agents. Its methods may be called by several
// callers at once.
type Centre struct {
	lookUp func(question string) string
	music  func()

	answered atomic.Int64
	hungUp   atomic.Int64
}

// New returns a centre whose agents find answers with lookUp, which may take
// long and always returns. The caller hears music, once, while the agent is
// looking; music is called in the caller's goroutine.
func New(lookUp func(question string) string, music func()) *Centre {
	return &Centre{lookUp: lookUp, music: music}
}

// Ask puts the question to an agent and returns the answer. A caller whose ctx
// ends first hangs up: Ask then returns ctx.Err() without waiting for the
// agent. A caller who stays on the line always gets the answer. The agent goes
// home when lookUp and Ask have both returned, if not before.
func (c *Centre) Ask(ctx context.Context, question string) (string, error) {
	var mu sync.Mutex
	changed := sync.NewCond(&mu)
	found, answer := false, ""
	go func() {
		a := c.lookUp(question)
		mu.Lock()
		defer mu.Unlock()
		found, answer = true, a
		changed.Signal()
	}()
	c.music()
	stop := context.AfterFunc(ctx, func() {
		if !mu.TryLock() {
			return // somebody is just looking
		}
		defer mu.Unlock()
		changed.Signal()
	})
	defer stop()

	mu.Lock()
	defer mu.Unlock()
	for !found && ctx.Err() == nil {
		changed.Wait()
	}
	if found {
		c.answered.Add(1)
		return answer, nil
	}
	c.hungUp.Add(1)
	return "", ctx.Err()
}

// Calls says how many callers were answered and how many hung up.
func (c *Centre) Calls() (answered, hungUp int64) {
	return c.answered.Load(), c.hungUp.Load()
}
