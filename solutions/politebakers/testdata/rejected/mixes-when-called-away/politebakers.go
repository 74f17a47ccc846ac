// Rejected: one order, and nobody waits in vain; but who is called away while waiting for the second tool mixes with the first.
// Belief: what-is-undone-was-never-seen

// Package politebakers is a kitchen with one whisk and one bowl, shared by
// bakers who would rather wait than quarrel.
package politebakers

import (
	"context"
	"time"
)

const reach = time.Second // it takes this long to walk to the second tool

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
	if second.Name < first.Name {
		first, second = second, first
	}
	if !take(ctx, first) {
		return ctx.Err()
	}
	defer first.PutBack()
	wait(ctx, reach)
	if take(ctx, second) {
		defer second.PutBack()
	}
	k.mix()
	return nil
}

// take takes the tool and returns true, or returns false as soon as ctx is done.
func take(ctx context.Context, tool *Tool) bool {
	select {
	case <-tool.free:
		return true
	case <-ctx.Done():
		return false
	}
}

// wait returns after d, or as soon as ctx is done.
func wait(ctx context.Context, d time.Duration) {
	select {
	case <-time.After(d):
	case <-ctx.Done():
	}
}
