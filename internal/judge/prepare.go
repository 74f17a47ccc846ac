package judge

import (
	"context"

	"racelab/internal/build"
)

// Prepare builds, or finds, the program that the lab's tests explore, once for all
// runs; without it each run looks for that itself, and the first builds it. What
// cannot be built is no error here: the runs try it themselves and tell what is wrong.
func (b *Binary) Prepare(ctx context.Context) error {
	if len(b.tests.explored) == 0 || b.child != "" {
		return nil
	}
	made, err := build.Package(ctx, build.Config{Dir: b.cwd, Overlay: b.cover})
	if err == nil {
		b.child = made.Folder
	}
	return ctx.Err()
}

// beside prepares while the rest is built, if the judge is to do so. A run waits for its
// end, and Close ends it.
func (b *Binary) beside(ctx context.Context) {
	if !b.judge.Beside {
		return
	}
	// A build may have little time, after which the rest of it is still wanted.
	ctx, stop := context.WithCancel(context.WithoutCancel(ctx))
	done := make(chan struct{})
	b.prepared, b.stop = done, func() { stop(); <-done }
	go func() {
		defer close(done)
		_ = b.Prepare(ctx) // nothing but the end of ctx
	}()
}
