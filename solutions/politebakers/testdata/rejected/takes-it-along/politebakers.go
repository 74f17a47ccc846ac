// Rejected: who is called away on the way to the second tool takes the first one along.
// Belief: every-way-out-is-covered

// Package politebakers is a kitchen with one whisk and one bowl, shared by
// bakers who would rather wait than quarrel.
package politebakers

import (
	"context"
	"time"
)

const (
	reach    = time.Second     // it takes this long to walk to the second tool
	courtesy = 2 * time.Second // a baker gives the others this long to finish
)

// A Tool is used by one baker at a time.
type Tool struct {
	Name string
	free chan struct{} // holds a token while nobody has the tool
}

func newTool(name string) *Tool {
	t := &Tool{Name: name, free: make(chan struct{}, 1)}
	t.PutBack()
	return t
}

// TryTake takes the tool if it is free and says whether it did.
func (t *Tool) TryTake() bool {
	select {
	case <-t.free:
		return true
	default:
		return false
	}
}

// PutBack makes the tool free again. Only the baker who has it may call it.
func (t *Tool) PutBack() { t.free <- struct{}{} }

// A Kitchen has the two tools that a cake needs.
type Kitchen struct {
	Whisk, Bowl *Tool
	mix         func()
}

// NewKitchen returns a kitchen with both tools on the table. mix makes one
// cake; it needs both tools for as long as it runs.
func NewKitchen(mix func()) *Kitchen {
	return &Kitchen{Whisk: newTool("whisk"), Bowl: newTool("bowl"), mix: mix}
}

// Bake makes one cake. The baker reaches for the tools in the given order,
// and gives up only when ctx is done. Any number of bakers may bake at once.
func (k *Kitchen) Bake(ctx context.Context, first, second *Tool) error {
	// Everybody takes the tool that comes first in the alphabet first, so a
	// baker who has it never meets one who has the other and wants this one.
	if second.Name < first.Name {
		first, second = second, first
	}
	for ctx.Err() == nil {
		if !first.TryTake() {
			wait(ctx, courtesy)
			continue
		}
		wait(ctx, reach)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if second.TryTake() {
			k.mix()
			second.PutBack()
			first.PutBack()
			return nil
		}
		// Somebody else is about to bake: let them have this tool too.
		wait(ctx, courtesy)
		first.PutBack()
	}
	return ctx.Err()
}

// wait returns after d, or as soon as ctx is done.
func wait(ctx context.Context, d time.Duration) {
	select {
	case <-time.After(d):
	case <-ctx.Done():
	}
}
