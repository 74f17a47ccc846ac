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
