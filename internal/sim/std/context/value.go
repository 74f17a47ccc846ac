package context

import (
	"context"
	"fmt"
	"reflect"
	"time"
)

// WithValue derives a context with a value.
func WithValue(parent Context, key, val any) Context {
	switch {
	case parent == nil:
		panic("cannot create context from nil parent")
	case key == nil:
		panic("nil key")
	case !reflect.TypeOf(key).Comparable():
		panic("key is not comparable")
	}
	return &valueCtx{parent, key, val}
}

type valueCtx struct {
	context.Context
	key, val any
}

func (c *valueCtx) Value(key any) any {
	if c.key == key {
		return c.val
	}
	return c.Context.Value(key)
}

func (c *valueCtx) String() string {
	return name(c.Context) + ".WithValue(" + words(c.key) + ", " + words(c.val) + ")"
}

// WithoutCancel derives a context that has the values of parent, but does not
// end with it.
func WithoutCancel(parent Context) Context {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
	return withoutCancel{parent}
}

type withoutCancel struct{ parent Context }

func (withoutCancel) Deadline() (deadline time.Time, ok bool) { return }
func (withoutCancel) Done() <-chan struct{}                   { return nil }
func (withoutCancel) Err() error                              { return nil }

func (c withoutCancel) Value(key any) any {
	if key == &cancelKey {
		return nil
	}
	return c.parent.Value(key)
}

func (c withoutCancel) String() string { return name(c.parent) + ".WithoutCancel" }

func name(c Context) string {
	if s, ok := c.(fmt.Stringer); ok {
		return s.String()
	}
	return reflect.TypeOf(c).String()
}

// words shows keys and values as the real package does: only what is certain
// not to call anything of the program's.
func words(v any) string {
	switch s := v.(type) {
	case fmt.Stringer:
		return s.String()
	case string:
		return s
	case nil:
		return "<nil>"
	}
	return reflect.TypeOf(v).String()
}
