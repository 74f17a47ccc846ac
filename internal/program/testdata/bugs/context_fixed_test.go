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
