// Accepted: a tool is a lock, and everybody takes them by the alphabet; nobody asks whether one is free.

// Package politebakers is a kitchen with one whisk and one bowl, shared by
// bakers who would rather wait than quarrel.
package politebakers

import (
	"context"
	"sync"
	"time"
)

const reach = time.Second // it takes this long to walk to the second tool

// A Tool is used by one baker at a time.
type Tool struct {
	Name string
	hand sync.Mutex // held by whoever has the tool
}

// A Kitchen has the two tools that a cake needs.
type Kitchen struct {
	Whisk, Bowl *Tool
	mix         func()
}

// NewKitchen returns a kitchen with both tools on the table. mix makes one
// cake; it needs both tools for as long as it runs.
func NewKitchen(mix func()) *Kitchen {
	return &Kitchen{Whisk: &Tool{Name: "whisk"}, Bowl: &Tool{Name: "bowl"}, mix: mix}
}

// Bake makes one cake. The baker reaches for the tools in the given order,
// and gives up only when ctx is done. Any number of bakers may bake at once.
func (k *Kitchen) Bake(ctx context.Context, first, second *Tool) error {
	if second.Name < first.Name {
		first, second = second, first
	}
	first.hand.Lock()
	defer first.hand.Unlock()
	wait(ctx, reach)
	second.hand.Lock()
	defer second.hand.Unlock()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	k.mix()
	return nil
}

// wait returns after d, or as soon as ctx is done.
func wait(ctx context.Context, d time.Duration) {
	select {
	case <-time.After(d):
	case <-ctx.Done():
	}
}
