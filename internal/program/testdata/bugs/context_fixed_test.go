package bugs

import (
	"context"
	"testing"
)

// want: passed
func TestAfterFuncOfContextFixed(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	said := make(chan bool)
	context.AfterFunc(ctx, func() { close(said) })
	cancel()
	<-said
}

// want: passed
func TestWrittenAfterAfterFuncFixed(t *testing.T) {
	// What was written before the call is ordered before what is called, whoever ends ctx.
	ctx, cancel := context.WithCancel(context.Background())
	rung := make(chan bool)
	n := 0
	go func() {
		n = 1
		context.AfterFunc(ctx, func() {
			n++
			close(rung)
		})
	}()
	cancel()
	<-rung
}
