package demo

import (
	"context"
	"strings"
	"time"
)

// later is a value that is prepared in the background.
type later[T any] struct {
	done  chan struct{}
	value T
	err   error
}

func newLater[T any]() *later[T] { return &later[T]{done: make(chan struct{})} }

// set is called once, by whoever prepares the value.
func (l *later[T]) set(value T, err error) {
	l.value, l.err = value, err
	close(l.done)
}

// await waits for a value and shows meanwhile that work goes on.
func await[T any](d *demo, l *later[T], what string) (value T, err error) {
	select {
	case <-l.done:
		return l.value, l.err
	default:
	}
	began := time.Now()
	draw := func() {
		dots := strings.Repeat(".", 1+int(time.Since(began)/time.Second)%3)
		d.page([]string{what + " " + dots}, "q quit")
	}
	if err := d.busy(l.done, draw, nil); err != nil {
		return value, err
	}
	return l.value, l.err
}

// inBackground runs a function that ends soon after its context.
func (d *demo) inBackground(run func(ctx context.Context)) {
	d.jobs.Go(func() {
		defer d.keyboard.OnPanic()
		run(d.ctx)
	})
}
